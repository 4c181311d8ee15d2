"""The county: its partnerships and the agencies that the law and the guide name. Data, not behaviour."""

from enum import StrEnum


class Csp(StrEnum):
    """Hertfordshire's ten Community Safety Partnerships."""

    BROXBOURNE = "Broxbourne"
    DACORUM = "Dacorum"
    EAST_HERTS = "East Herts"
    HERTSMERE = "Hertsmere"
    NORTH_HERTS = "North Herts"
    ST_ALBANS = "St Albans"
    STEVENAGE = "Stevenage"
    THREE_RIVERS = "Three Rivers"
    WATFORD = "Watford"
    WELWYN_HATFIELD = "Welwyn Hatfield"


CORE_AGENCIES = (
    "Hertfordshire Constabulary",
    "Hertfordshire County Council",
    "District or borough council",
    "NHS England",
    "Hertfordshire and West Essex Integrated Care Board",
    "Probation Service",
    "Local Health Board",
    "NHS trusts",
)
"""D-05: those with a duty under section 9 of the Domestic Violence, Crime and Victims Act 2004, in today's names."""

OTHER_AGENCIES = (
    "Housing association or social landlord",
    "Charity or voluntary sector",
    "HM Prison Service",
    "HM Courts and Tribunals Service",
    "General practice",
    "Dentist",
    "School or college",
)
"""D-05: may have a key role, though the Act does not name them."""
