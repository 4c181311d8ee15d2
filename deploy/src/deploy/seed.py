"""What does a new system begin with?"""

from enum import StrEnum


class Seed(StrEnum):
    EMPTY = "empty"
    COUNTY = "county"
