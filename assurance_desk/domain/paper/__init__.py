"""Papers: the officer's record of one, the blocks it is made of, and the sections that make them."""
