"""Faults of the world, each told in one sentence: what is wrong, what is safe, what to do."""


class DeskError(Exception):
    """Something outside the program refused or is damaged; its text is the whole sentence the user reads.

    Faults of our own are ordinary exceptions and go to the exception hook.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
