"""In which tone is a state shown? Each member of a state's enum says it; the words carry the meaning."""

from enum import StrEnum


class Tone(StrEnum):
    """The colour of a tag. Blue is the colour of a tag without a class of its own."""

    GREY = "grey"
    BLUE = "blue"
    TURQUOISE = "turquoise"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    GREEN = "green"
