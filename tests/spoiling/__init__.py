"""What strangers do to a questionnaire on its way back, at random, and what must hold of what is found in it."""
