"""To whom does each kind of notice go, and since when? A change of an entry waits for a second person (X-08)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from shared.contracts.county import Csp
from shared.contracts.notifications.answers import Directory, Proposal, Recipient
from shared.contracts.notifications.commands import ConfirmRecipient, DeclineRecipient, SetRecipient
from shared.contracts.notifications.queries import RecipientDirectory
from shared.contracts.notifications.values import RecipientKind
from shared.contracts.tone import Tone

from gateway.access import policy
from gateway.forms.field import Field
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
from gateway.pages.dispatches.parts import sub_navigation
from gateway.pages.lists import Cell, Column
from gateway.pages.words import named
from gateway.show.components import Tag, sentence, words
from gateway.web.routes import page
from gateway.web.visit import Visit

_COLUMNS = tuple(Column(title, "") for title in ("Who", "Name", "Channel", "Address", "From", "State"))


def _directory(visit: Visit, answer: Directory) -> Mapping[str, Any]:
    changes = policy.may_ask(SetRecipient, visit.actor).allow
    by = named(visit, [one.proposed_by for one in answer.proposals])
    return {
        "parts_of_dispatches": sub_navigation(visit),
        "changes": changes,
        "columns": _COLUMNS,
        "recipients": [_cells(one, changes=changes) for one in sorted(answer.recipients, key=_place)],
        "proposals": [
            {"title": _title(one), "pairs": [*_pairs(one), ("Entered by", by[one.proposed_by])], "key": _key(one)}
            for one in answer.proposals
        ],
    }


def _cells(one: Recipient, *, changes: bool) -> list[Cell]:
    href = f"/recipients/set?{urlencode(_key(one))}" if changes and one.current else ""
    return [
        Cell(_title(one), href),
        Cell(one.name),
        Cell(sentence(one.channel)),
        Cell(one.address),
        Cell(words(one.from_date), whole=True),
        Cell(Tag("In use", Tone.GREEN) if one.current else Tag("Not in use", Tone.GREY), tag=True),
    ]


def _place(one: Recipient) -> tuple[bool, int]:
    """Those in use first, in the order of the list of offices."""
    return not one.current, [*RecipientKind].index(one.recipient)


def _title(one: Recipient | Proposal) -> str:
    return f"{one.recipient}, {one.csp}" if one.csp else str(one.recipient)


def _pairs(one: Recipient | Proposal) -> list[tuple[str, Any]]:
    return [("Name", one.name), ("Channel", sentence(one.channel)), ("Address", one.address), ("From", one.from_date)]


def _key(one: Recipient | Proposal) -> dict[str, str]:
    return {"recipient": str(one.recipient)} | ({"csp": one.csp} if one.csp else {})


_CSPS = tuple(str(csp) for csp in Csp)
_OFFICES = tuple(str(kind) for kind in RecipientKind if kind.in_directory)
_WHO = (
    Field("recipient", "who it is", options=_OFFICES, ask="Who is it?"),
    Field(
        "csp",
        "the partnership",
        options=_CSPS,
        hint="Only for a CSP Chair",
        ask="Of which partnership?",
    ),
)


def _as_it_is(visit: Visit, answer: Directory) -> Mapping[str, Any]:
    """The entry that is to be changed, where the address names one."""
    wanted = (visit.query.get("recipient"), visit.query.get("csp"))
    start: dict[str, Any] = {"from_date": visit.gate.clock.today(), "channel": "e-mail"}
    for one in answer.recipients:
        if one.current and (str(one.recipient), one.csp) == wanted:
            start |= {"csp": one.csp, "channel": one.channel.value, "name": one.name, "address": one.address}
    return start


SET = deed(
    "/recipients/set",
    Form(
        command=SetRecipient,
        title="Enter a recipient",
        intro=(
            "Notices go to this recipient from the day on that you enter. A change of somebody who is in the directory "
            "already waits until a second person confirms it."
        ),
        fields=(
            *_WHO,
            Field("name", "name", hint="As on an envelope, for example HM Senior Coroner for Hertfordshire"),
            Field("channel", "how they are reached", ask="How are they reached?"),
            Field("address", "the address", hint="The e-mail address, or where it is handed in", ask="Address"),
            Field("from_date", "the day", ask="From which day?"),
        ),
        submit="Save",
        done="/recipients",
        asks=RecipientDirectory,
        start=_as_it_is,
        said="The recipient is saved. Where it changes an entry, a second person needs to confirm it.",
    ),
)

CONFIRM = deed(
    "/recipients/confirm",
    Form(
        command=ConfirmRecipient,
        title="Confirm a change of recipient",
        intro=(
            "Please check the name and the address first. Somebody other than the person who "
            "entered the change confirms it."
        ),
        fields=_WHO,
        submit="Confirm the change",
        done="/recipients",
        said="The change is confirmed.",
    ),
)

DECLINE = deed(
    "/recipients/decline",
    Form(
        command=DeclineRecipient,
        title="Turn a change of recipient down",
        fields=(*_WHO, Field("reason", "the reason", ask="Why?")),
        submit="Turn it down",
        done="/recipients",
        said="The change is turned down.",
    ),
)

ROUTES = [
    *page("/recipients", "dispatches/recipients.html", RecipientDirectory, prepare=_directory),
    *routes_of(SET, CONFIRM, DECLINE),
]
