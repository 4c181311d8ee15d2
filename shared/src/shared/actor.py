"""Who asks, and what is said of what they may do? A person in the county's roles (G-03), or one of our services."""

from enum import Enum, StrEnum

from pydantic import BaseModel, ConfigDict


class Role(StrEnum):
    """The county's roles (G-03), and `service` for what the system does by itself."""

    MANAGER = "manager"
    SUPPORT_OFFICER = "support_officer"
    CSP_CHAIR = "csp_chair"
    SUBGROUP_CHAIR = "subgroup_chair"
    SUBGROUP_MEMBER = "subgroup_member"
    DCI = "dci"
    PANEL_CHAIR = "panel_chair"
    REPORT_WRITER = "report_writer"
    PANEL_MEMBER = "panel_member"
    IMR_AUTHOR = "imr_author"
    AGENCY_LEAD = "agency_lead"
    BOARD_MEMBER = "board_member"
    OPCC_FINANCE = "opcc_finance"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SERVICE = "service"

    @property
    def in_words(self) -> str:
        return _IN_WORDS[self]


_IN_WORDS = {
    Role.MANAGER: "Partnership's Manager",
    Role.SUPPORT_OFFICER: "Business Support Officer",
    Role.CSP_CHAIR: "CSP Chair",
    Role.SUBGROUP_CHAIR: "Sub-Group Chair",
    Role.SUBGROUP_MEMBER: "Sub-Group member",
    Role.DCI: "DCI of Safeguarding Command",
    Role.PANEL_CHAIR: "panel chair",
    Role.REPORT_WRITER: "report writer",
    Role.PANEL_MEMBER: "panel member",
    Role.IMR_AUTHOR: "IMR author",
    Role.AGENCY_LEAD: "agency lead",
    Role.BOARD_MEMBER: "board member",
    Role.OPCC_FINANCE: "OPCC finance",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator",
    Role.SERVICE: "the system",
}

SPT = frozenset({Role.MANAGER, Role.SUPPORT_OFFICER})
"""The Strategic Partnership's Team."""

SUBSTANTIVE = frozenset({Role.SUBGROUP_CHAIR, Role.DCI, Role.MANAGER})
"""The substantive members."""

NOBODY: frozenset[Role] = frozenset()
EVERYBODY = frozenset(Role)


class Forbidden(Exception):
    """This person may not do or see this. The reason is shown to them."""


class Allowed(Enum):
    """What a policy answers where it has recognised what is asked, and allows it. Anything else is no (G-01)."""

    ALLOWED = "allowed"


ALLOWED = Allowed.ALLOWED


class Actor(BaseModel):
    """The person or service that asks. `id` is the account's id, and is what the record keeps; `csps` are the
    partnerships a CSP Chair chairs; `agency` is the agency a panel member or agency lead speaks for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    roles: frozenset[Role]
    csps: frozenset[str] = frozenset()
    agency: str | None = None

    def holds(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def posts(self) -> frozenset[str]:
        """The posts a grant can be made to, beside the person: `csp_chair:Watford`, `dci`, `subgroup_chair`."""
        return frozenset(
            f"{role}:{csp}" for role in self.roles if role is Role.CSP_CHAIR for csp in self.csps
        ) | frozenset(str(role) for role in self.roles if role is not Role.CSP_CHAIR)


def the_service(name: str) -> Actor:
    return Actor(id=f"service:{name}", name=f"the system ({name})", roles=frozenset({Role.SERVICE}))
