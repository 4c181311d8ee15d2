"""What can a person do, where, and is it open now? Declared once: route, form, link, step and audit word follow.

CRITERIA = deed("/cases/{case_id}/criteria", Form(command=AssessCriteria, …))
ROUTES = routes_of(CRITERIA, …)
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any
from urllib.parse import urlencode

from shared.actor import Role
from shared.contracts.deed import Openness
from shared.message import Command
from starlette.responses import Response

from gateway.access import policy
from gateway.forms.checking import check_address, places_in
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.web.routes import PageRoute, route
from gateway.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Deed:
    """A command, the address of its form, and its words."""

    at: str
    """`/cases/{case_id}/criteria`; `{…}` are fields of the command, or known to the form."""
    text: str
    """Its link, and how the audit trail names it: a verb and a thing."""
    command: type[Command]
    respond: Callable[[Visit], Awaitable[Response]]
    """Shows the form, and takes what was typed."""
    page: str = ""
    """The page that it changes, and from where it is offered."""
    when: Callable[[Any], bool] | None = None
    """Whether it is open, of what its page shows, where the service's answer does not say so itself."""

    roles: frozenset[Role] | None = None
    """Who may, where a command has one form for some and another for others."""

    @property
    def opens_to(self) -> frozenset[Role]:
        return self.command.may if self.roles is None else self.roles

    def may(self, visit: Visit) -> bool:
        return policy.by_role(self.opens_to, visit.actor).allow

    def href(self, place: Mapping[str, Any], **first: str) -> str:
        """Its form, with first values of fields."""
        return _filled(self.at, place) + (f"?{urlencode(first)}" if first else "")

    def taken_on(self, place: Mapping[str, Any]) -> str | None:
        """Where a step of a list leads: to the form, or to its page where the form is of one thing among several."""
        fits = (one for one in (self.at, self.page) if one and set(places_in(one)) <= place.keys())
        return next((_filled(one, place) for one in fits), None)


def deed(at: str, form: Form, *, text: str = "", page: str = "", when: Callable[[Any], bool] | None = None) -> Deed:
    """A form that is the same for everybody. Its link says what its title says, unless `text` is given. Raises Misfit
    where an address cannot be filled or a field that the command needs is never asked."""
    if not text and not isinstance(form.title, str):
        raise TypeError(f"{at}: its title depends on the answer, so say what its link says: text=…")
    check_address(form.command, form.fields, form.fill.keys(), at, (form.done, form.back, page))

    async def respond(visit: Visit) -> Response:
        return await fill_in(visit, form)

    return Deed(at, text or str(form.title), form.command, respond, page or form.back or form.done, when)


def routes_of(*deeds: Deed) -> list[PageRoute]:
    return [made for one in deeds for made in route(one.at, one.respond, may=one.opens_to, methods=("GET", "POST"))]


@dataclass(frozen=True, slots=True)
class Offer:
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Closed:
    """What is not open now, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Offers:
    """What a person may do with what a page shows."""

    open: tuple[Offer, ...]
    closed: tuple[Closed, ...] = ()
    about: str = ""
    """Of which thing, where a page shows several."""

    def __bool__(self) -> bool:
        return bool(self.open or self.closed)

    def __add__(self, other: "Offers") -> "Offers":
        return Offers(self.open + other.open, self.closed + other.closed, self.about or other.about)


NOTHING = Offers(())


def offered(visit: Visit, deeds: Iterable[Deed], thing: Any, **place: Any) -> Offers:
    """Those that are open by their own `when`, to those who may."""
    there = {**visit.path, **place}
    return Offers(
        tuple(
            Offer(one.text, one.href(there))
            for one in deeds
            if one.may(visit) and (one.when is None or one.when(thing))
        )
    )


def offered_by(
    visit: Visit,
    deeds: Iterable[Deed],
    said: Iterable[Openness],
    *,
    subject: str | None = None,
    about: str = "",
    **place: Any,
) -> Offers:
    """As the service says: open, or closed with its reason. What it does not name, this person may never do."""
    there, known = {**visit.path, **place}, tuple(said)
    links, closed = [], []
    for one in deeds:
        mine = [
            each
            for each in known
            if each.command == one.command.__name__ and (subject is None or each.subject == subject)
        ]
        if not mine or not one.may(visit):
            continue
        if any(each.open for each in mine):
            links.append(Offer(one.text, one.href(there)))
        else:
            closed.append(Closed(one.text, mine[0].reason or ""))
    return Offers(tuple(links), tuple(closed), about)


def _filled(address: str, place: Mapping[str, Any]) -> str:
    parts = Formatter().parse(address)
    return "".join(text + (str(place[name]) if name else "") for text, name, _, _ in parts)
