"""In whose name do the forms leave?"""

from shared.message import Value


class Letterhead(Value):
    """The council's own words on every form (X-01: all of it leaves in the name of the Partnership's Manager)."""

    council: str = "Hertfordshire County Council"
    team: str = "Strategic Partnership's Team for Domestic Abuse"
    signatory: str = "Partnership's Manager, Domestic Abuse"
    contact: str = ""
