"""Who can sign in to the demonstration county? One account for each role, the same ones every time."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from shared.actor import Role
from sqlalchemy import Connection

from gateway.identity import accounts
from gateway.identity.accounts import Account
from gateway.identity.secrets import hashed_password

DOMAIN = "hertfordshire.example"

PASSWORD = "orchard-lantern-harbour"
"""Of the made-up people alone; `demonstration` and `test` are the only environments that have them."""

PEOPLE: tuple[tuple[Role, str, str, tuple[str, ...], str | None], ...] = (
    (Role.MANAGER, "manager", "Morgan Ellis", (), None),
    (Role.SUPPORT_OFFICER, "support", "Sam Okafor", (), None),
    (Role.CSP_CHAIR, "watford.chair", "Wendy Farrow", ("Watford",), None),
    (Role.CSP_CHAIR, "stevenage.chair", "Steven Agyeman", ("Stevenage",), None),
    (Role.SUBGROUP_CHAIR, "subgroup.chair", "Sunita Rao", (), None),
    (Role.SUBGROUP_MEMBER, "subgroup.member", "Tom Lacey", (), None),
    (Role.DCI, "dci", "Dana Clarke", (), "Hertfordshire Constabulary"),
    (Role.PANEL_CHAIR, "panel.chair", "Priya Chandra", (), None),
    (Role.REPORT_WRITER, "report.writer", "Rory Wren", (), None),
    (Role.PANEL_MEMBER, "panel.member", "Paula Marsh", (), "Probation Service"),
    (Role.IMR_AUTHOR, "imr.author", "Imran Aziz", (), "Hertfordshire Constabulary"),
    (Role.AGENCY_LEAD, "police", "Alex Lowe", (), "Hertfordshire Constabulary"),
    (Role.BOARD_MEMBER, "board", "Beth Orchard", (), None),
    (Role.OPCC_FINANCE, "finance", "Fola Nash", (), None),
    (Role.AUDITOR, "auditor", "Audrey Dunn", (), None),
    (Role.ADMINISTRATOR, "administrator", "Adam Stone", (), None),
)


def demonstration_accounts(tx: Connection) -> list[Account]:
    """Made where they are missing. Their ids follow from the addresses, so that a demonstration case can name them."""
    found, hashed = [], ""
    for role, who, name, csps, agency in PEOPLE:
        email = f"{who}@{DOMAIN}"
        account = accounts.by_email(tx, email)
        if account is None:
            hashed = hashed or hashed_password(PASSWORD)  # slow by design: once is enough for made-up people
            account = accounts.add(
                tx,
                id_=account_id(email),
                email=email,
                name=name,
                roles=[role],
                csps=csps,
                agency=agency,
                password_hash=hashed,
                at=datetime.now(UTC),
            )
        found.append(account)
    return found


def account_id(email: str) -> str:
    return uuid5(NAMESPACE_URL, f"mailto:{email}").hex
