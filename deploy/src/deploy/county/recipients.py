"""To whom notices go in the demonstration county: made-up addresses, all of them (X-08)."""

from datetime import date

from shared.contracts.cases.values import Attendee, AttendeeRole
from shared.contracts.county import Csp
from shared.contracts.notifications.commands import SetRecipient
from shared.contracts.notifications.values import Channel, RecipientKind

from deploy.county.sending import Sender

FROM = date(2011, 4, 13)
PANEL = tuple(
    Attendee(name=name, role=AttendeeRole.AGENCY_MEMBER, agency=agency, email=email, confidentiality_signed=True)
    for name, agency, email in (
        ("Paula Marsh", "Probation Service", "paula.marsh@probation.example"),
        ("Alex Lowe", "Hertfordshire Constabulary", "alex.lowe@police.example"),
    )
)
"""Who will be written to about the chair, once the Home Office has approved the report."""

DIRECTORY = {
    RecipientKind.HOME_OFFICE: ("Home Office, Domestic Homicide Review team", "reviews@homeoffice.example"),
    RecipientKind.CORONER: ("HM Senior Coroner for Hertfordshire", "coroner@coroner.example"),
    RecipientKind.ADULTS_BOARD: ("Hertfordshire Safeguarding Adults Board", "adults@safeguarding.example"),
    RecipientKind.CHILDRENS_PARTNERSHIP: (
        "Hertfordshire Safeguarding Children Partnership",
        "children@safeguarding.example",
    ),
    RecipientKind.COMMISSIONER: ("Domestic Abuse Commissioner", "reviews@commissioner.example"),
    RecipientKind.BOARD_CHAIR: ("Chair of the Domestic Abuse Partnership Board", "board.chair@hertfordshire.example"),
    RecipientKind.SUBGROUP_CHAIR: ("DHR Sub-Group Chair", "subgroup.chair@hertfordshire.example"),
    RecipientKind.DCI: ("DCI, Safeguarding Command", "dci@police.example"),
    RecipientKind.MANAGER: ("Partnership's Manager", "manager@hertfordshire.example"),
}


async def recipients(send: Sender, _: date) -> None:
    for kind, (name, address) in DIRECTORY.items():
        entry = SetRecipient(recipient=kind, channel=Channel.EMAIL, name=name, address=address, from_date=FROM)
        await send(f"recipient {kind}", entry)
    for csp in Csp:
        mailbox = csp.value.lower().replace(" ", ".")
        entry = SetRecipient(
            recipient=RecipientKind.CSP_CHAIR,
            csp=csp,
            channel=Channel.EMAIL,
            name=f"CSP Chair, {csp}",
            address=f"{mailbox}.chair@hertfordshire.example",
            from_date=FROM,
        )
        await send(f"recipient CSP Chair of {csp}", entry)
