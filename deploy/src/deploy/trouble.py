"""What is said when something cannot be done? One clear sentence, and exit code 1, never a traceback."""


class Trouble(Exception):
    """The text is for the person at the terminal: what is the matter, and what to do about it."""
