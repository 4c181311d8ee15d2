"""Dispatches at every stage, for the tests: each is what came of the real commands."""

from datetime import UTC, date, datetime, timedelta

from notifications.domain.commands import KeepContent, PrepareDispatch, RecordAttempt, StartAttempt
from notifications.domain.dispatch import DISPATCH, DispatchCommand
from notifications.domain.events.dispatch import DispatchEvent
from notifications.domain.known import DispatchKnown, Holder
from notifications.domain.state import State
from notifications.forms import part_one
from shared.contracts.notifications.values import AttemptOutcome, Channel, Notice, RecipientKind
from shared.testing.spec import SYSTEM, TODAY, Spec, some_id

from .made_up import CASE, FIRST, MADE_ON, REFERENCE

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
DISPATCH_ID = some_id("the coroner's dispatch")
CORONER = Holder(Channel.EMAIL, "HM Senior Coroner", "coroner@coroner.example")
PORTAL = Holder(Channel.BY_HAND, "Home Office", "the secure portal")

MESSAGE_ID = f"<{DISPATCH_ID}@county.example>"

type Dispatches = Spec[DispatchCommand, State, DispatchEvent]
DISPATCHES: Dispatches = Spec(DISPATCH, found=DispatchKnown())

PREPARE = PrepareDispatch(
    dispatch_id=DISPATCH_ID,
    case_id=CASE,
    reference=REFERENCE,
    csp="Watford",
    notice=Notice.CORONER,
    recipient=RecipientKind.CORONER,
    content=part_one.part_one(FIRST, to="Coroner", made_on=MADE_ON),
)
KEEP = KeepContent(dispatch_id=DISPATCH_ID, template="coroner 1, look 1", sha256="ab" * 32, size=9, pdf="JVBERi0xLjcK")


def having(holder: Holder | None) -> tuple[Holder, ...]:
    return (holder,) if holder else ()


def prepared(holder: Holder | None = CORONER, *, held: bool = False) -> Dispatches:
    return DISPATCHES.when(PREPARE, by=SYSTEM, found=DispatchKnown(holders=having(holder), held=held)).and_then


def queued(holder: Holder | None = CORONER, *, held: bool = False) -> Dispatches:
    return prepared(holder, held=held).when(KEEP, by=SYSTEM).and_then


def sending(spec: Dispatches | None = None, *, attempt: int = 1, at: datetime = NOW) -> Dispatches:
    start = StartAttempt(dispatch_id=DISPATCH_ID, attempt=attempt, message_id=MESSAGE_ID)
    return (spec or queued()).when(start, by=SYSTEM, at=at, found=DispatchKnown(holders=having(CORONER))).and_then


def ended(
    outcome: AttemptOutcome, spec: Dispatches | None = None, *, attempt: int = 1, at: datetime = NOW
) -> Dispatches:
    record = RecordAttempt(
        dispatch_id=DISPATCH_ID, attempt=attempt, outcome=outcome, words="250 queued as 4711", tls="TLSv1.3"
    )
    return (spec or sending(attempt=attempt, at=at)).when(record, by=SYSTEM, at=at).and_then


def taken() -> Dispatches:
    return ended(AttemptOutcome.TAKEN)


def uncertain() -> Dispatches:
    return ended(AttemptOutcome.UNCERTAIN)


def failed() -> Dispatches:
    return ended(AttemptOutcome.FAILED_FOR_GOOD)


def tomorrow(days: int = 1) -> date:
    return TODAY + timedelta(days=days)
