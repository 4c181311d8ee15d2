"""How does a test say what an aggregate decides? Given these facts, when this is asked, then these facts
follow.

    Spec(CASE).given(notified).when(CommissionReview(...), by=MANAGER, on=TUESDAY).then(ReviewCommissioned(...))
    Spec(CASE).given(notified).when(CommissionReview(...), on=MONDAY).refused("has not been referred")
    Spec(CASE, permit).given(notified).when(CommissionReview(...), by=DCI).forbidden("Only the CSP Chair")

Every outcome is also held against what all deciders promise: the same question gets the same answer, `evolve`
takes what `decide` gave, and asking again after it raises nothing but `Refused`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, Self
from uuid import NAMESPACE_URL, uuid5

from shared.actor import ALLOWED, Actor, Allowed, Forbidden, Role, the_service
from shared.calendar import LONDON
from shared.decider import Context, Decider, fold
from shared.message import Refused

TODAY = date(2026, 11, 3)
"""A Tuesday."""


def some_id(word: str) -> str:
    """The same id for the same word: `some_id("a case")`."""
    return uuid5(NAMESPACE_URL, word).hex


# One person in each role


def somebody(role: Role, *, id: str | None = None, csps: Sequence[str] = (), agency: str | None = None) -> Actor:
    return Actor(
        id=id or role.value, name=f"A {role.in_words}", roles=frozenset({role}), csps=frozenset(csps), agency=agency
    )


MANAGER = somebody(Role.MANAGER)
OFFICER = somebody(Role.SUPPORT_OFFICER)
SUBGROUP_CHAIR = somebody(Role.SUBGROUP_CHAIR)
SUBGROUP_MEMBER = somebody(Role.SUBGROUP_MEMBER)
DCI = somebody(Role.DCI)
PANEL_CHAIR = somebody(Role.PANEL_CHAIR)
REPORT_WRITER = somebody(Role.REPORT_WRITER)
IMR_AUTHOR = somebody(Role.IMR_AUTHOR)
BOARD_MEMBER = somebody(Role.BOARD_MEMBER)
OPCC_FINANCE = somebody(Role.OPCC_FINANCE)
AUDITOR = somebody(Role.AUDITOR)
ADMINISTRATOR = somebody(Role.ADMINISTRATOR)
SYSTEM = the_service("test")


def csp_chair_of(*csps: str) -> Actor:
    return somebody(Role.CSP_CHAIR, id=f"csp_chair of {', '.join(csps)}", csps=csps)


def panel_member_of(agency: str) -> Actor:
    return somebody(Role.PANEL_MEMBER, id=f"panel_member of {agency}", agency=agency)


def agency_lead_of(agency: str) -> Actor:
    return somebody(Role.AGENCY_LEAD, id=f"agency_lead of {agency}", agency=agency)


EVERYBODY = (
    MANAGER,
    OFFICER,
    csp_chair_of("Watford"),
    SUBGROUP_CHAIR,
    SUBGROUP_MEMBER,
    DCI,
    PANEL_CHAIR,
    REPORT_WRITER,
    panel_member_of("Probation Service"),
    IMR_AUTHOR,
    agency_lead_of("Probation Service"),
    BOARD_MEMBER,
    OPCC_FINANCE,
    AUDITOR,
    ADMINISTRATOR,
    SYSTEM,
)
"""For tests that go through all roles: exactly one of each."""


# Given, when, then


@dataclass(frozen=True, slots=True)
class Spec[C, S, E]:
    """`permit` is the policy of the aggregate: with it, a command is asked of it first, as in the service."""

    decider: Decider[C, S, E]
    permit: Callable[[C, S, Context[Any]], Allowed] | None = None
    events: tuple[E, ...] = ()
    found: Any = None
    """What `look_up` would have read, where `when` does not say another thing."""

    def given(self, *events: E) -> Self:
        """These facts, after those given before."""
        return replace(self, events=self.events + events)

    @property
    def state(self) -> S:
        return fold(self.decider, self.events)

    def when(
        self,
        command: C,
        *,
        by: Actor = MANAGER,
        on: date = TODAY,
        at: datetime | None = None,
        found: Any = None,
    ) -> "Outcome[C, S, E]":
        """`found` is what the aggregate's `look_up` would have read this time. The instant is noon unless `at` says
        another.
        """
        instant = at or datetime.combine(on, time(12), LONDON).astimezone(UTC)
        return _outcome(
            self, command, Context(actor=by, today=on, at=instant, found=self.found if found is None else found)
        )


@dataclass(frozen=True, slots=True)
class Outcome[C, S, E]:
    spec: Spec[C, S, E]
    command: C
    context: Context
    events: tuple[E, ...]
    refusal: Refused | None
    no: Forbidden | None = None

    def then(self, *events: E) -> Self:
        """Exactly these facts, in this order."""
        self._must_be_accepted()
        if self.events != events:
            raise AssertionError(f"{_listed('Expected', events)}\n{_listed('Decided', self.events)}")
        return self

    def then_kinds(self, *kinds: type[E]) -> Self:
        """Facts of exactly these classes, where what is in them is not the point."""
        self._must_be_accepted()
        if tuple(type(event) for event in self.events) != kinds:
            raise AssertionError(f"{_listed('Expected', kinds)}\n{_listed('Decided', self.events)}")
        return self

    def nothing(self) -> Self:
        """What is asked is already so."""
        return self.then()

    def refused(self, containing: str, *, field: str | None = None) -> Self:
        """Refused, with these words in the reason, and with the input to mend if `field` names one."""
        if self.refusal is None:
            raise AssertionError(f"It was not refused.\n{_listed('Decided', self.events)}")
        if not containing or containing not in self.refusal.reason:
            raise AssertionError(f"Expected a refusal with: {containing}\nRefused with: {self.refusal.reason}")
        if field is not None and self.refusal.field != field:
            raise AssertionError(f"Expected the field: {field}\nRefused with: {self.refusal.field}")
        return self

    def forbidden(self, containing: str) -> Self:
        """The policy said no, with these words."""
        if self.no is None:
            raise AssertionError(f"It was not forbidden.\n{_listed('Decided', self.events)}")
        if not containing or containing not in str(self.no):
            raise AssertionError(f"Expected to be forbidden with: {containing}\nForbidden with: {self.no}")
        return self

    def _must_be_accepted(self) -> None:
        if self.refusal:
            raise AssertionError(f"It was refused: {self.refusal.reason}")
        if self.no:
            raise AssertionError(f"It was forbidden: {self.no}")

    def twice_changes_nothing(self) -> Self:
        """The same request again finds it already so."""
        self._must_be_accepted()
        again = self.again()
        if again.refusal:
            raise AssertionError(f"The second time it was refused: {again.refusal.reason}")
        if again.events:
            raise AssertionError(_listed("The second time it decided", again.events))
        return self

    def again(self) -> "Outcome[C, S, E]":
        """The same request by the same person on the same day, after what it led to."""
        return _decide(self.and_then, self.command, self.context)

    @property
    def and_then(self) -> Spec[C, S, E]:
        """To go on from here: `.and_then.when(...)`."""
        return self.spec.given(*self.events)


def _outcome[C, S, E](spec: Spec[C, S, E], command: C, context: Context) -> Outcome[C, S, E]:
    first, second = _decide(spec, command, context), _decide(spec, command, context)
    if (first.events, _reason(first)) != (second.events, _reason(second)):
        raise AssertionError(
            f"The same question got two answers.\n{_listed('First', first.events)}\n"
            f"{_listed('Then', second.events)}\n{_reason(first)} / {_reason(second)}"
        )
    first.again()  # raises what is not a Refused
    return first


def _decide[C, S, E](spec: Spec[C, S, E], command: C, context: Context) -> Outcome[C, S, E]:
    state = spec.state
    try:
        if spec.permit is not None and spec.permit(command, state, context) is not ALLOWED:
            raise Forbidden("The policy does not know this")
        return Outcome(spec, command, context, tuple(spec.decider.decide(command, state, context)), None)
    except Refused as reason:
        return Outcome(spec, command, context, (), reason)
    except Forbidden as no:
        return Outcome(spec, command, context, (), None, no)


def _reason(outcome: Outcome[Any, Any, Any]) -> str | None:
    return outcome.refusal.reason if outcome.refusal else str(outcome.no or "") or None


def _listed(title: str, things: Sequence[object]) -> str:
    return "\n  ".join([f"{title}:", *(repr(thing) for thing in things)] if things else [f"{title}: nothing"])
