"""Which notices does a fact of a case call for, and to whom do they go (N-02, X-01)? Pure.

A dispatch's id is made of case, notice, recipient and occasion, so that the same fact, told again, asks for the same
dispatch (X-03). The occasion tells two facts of one kind apart: the event's own version, or the round of a submission.
"""

from typing import Any

from shared.contracts.cases.facts import (
    AttentionDateCorrected,
    CaseErased,
    DateOfDeathCorrected,
    DelayExplained,
    PartOneCompleted,
    PartTwoCompleted,
    ReportSubmitted,
)
from shared.contracts.cases.values import Answer
from shared.contracts.notifications.values import Enclosure, Form, Notice, RecipientKind
from shared.message import Command
from shared.record import Recorded
from shared.service import Reaction

from notifications.domain.commands import CallForCorrection, PrepareDispatch
from notifications.domain.correction import to_whom
from notifications.forms import decision, notes, parallel, part_one
from notifications.reactions.occasion import ONCE, day_of, dispatch_id

PART_ONE_GOES_TO = (
    RecipientKind.CSP_CHAIR,
    RecipientKind.BOARD_CHAIR,
    RecipientKind.SUBGROUP_CHAIR,
    RecipientKind.DCI,
    RecipientKind.MANAGER,
)
"""The CSP Chair, the board's chair, and the three substantive members (N-02)."""

PART_ONE_IN = (Notice.PART_ONE, Notice.DECISION)
PARALLEL = (Notice.CORONER, Notice.ADULTS_BOARD, Notice.CHILDRENS_PARTNERSHIP)
"""What tells of the notification's dates: Part 1 all of them, the forms of the other bodies those of the deaths."""


def part_one_completed(recorded: Recorded[PartOneCompleted]) -> list[Command]:
    fact = recorded.message

    def content(to: str) -> Form:
        return part_one.part_one(fact.part_one, to=to, made_on=day_of(recorded))

    return [_prepare(fact, Notice.PART_ONE, kind, ONCE, content) for kind in PART_ONE_GOES_TO]


def part_two_completed(recorded: Recorded[PartTwoCompleted]) -> list[Command]:
    """To the Home Office whichever way it went (D-07); to the coroner and the adults' board always; to the children's
    partnership where children are involved."""
    fact, occasion, day = recorded.message, recorded.version, day_of(recorded)
    first, second = fact.part_one, fact.part_two

    def home_office(to: str) -> Form:
        return decision.decision(first, second, report_due=fact.report_due, to=to, made_on=day)

    def coroner(to: str) -> Form:
        return parallel.coroner(first, second, to=to, made_on=day)

    def adults_board(to: str) -> Form:
        return parallel.adults_board(first, second, to=to, made_on=day)

    def childrens_partnership(to: str) -> Form:
        return parallel.childrens_partnership(first, second, to=to, made_on=day)

    found = [
        _prepare(fact, Notice.DECISION, RecipientKind.HOME_OFFICE, occasion, home_office),
        _prepare(fact, Notice.CORONER, RecipientKind.CORONER, occasion, coroner),
        _prepare(fact, Notice.ADULTS_BOARD, RecipientKind.ADULTS_BOARD, occasion, adults_board),
    ]
    if children_involved(fact):
        kind = RecipientKind.CHILDRENS_PARTNERSHIP
        found.append(_prepare(fact, Notice.CHILDRENS_PARTNERSHIP, kind, occasion, childrens_partnership))
    return found


def children_involved(fact: PartTwoCompleted) -> bool:
    """Children in the household, or somebody who died was a child."""
    return fact.children > 0 or any(one.aged_16_or_over is Answer.NO for one in fact.part_one.deceased)


def delay_explained(recorded: Recorded[DelayExplained]) -> list[Command]:
    fact = recorded.message

    def content(to: str) -> Form:
        return notes.delay(fact, to=to, made_on=day_of(recorded))

    return [_prepare(fact, Notice.DELAY, RecipientKind.HOME_OFFICE, recorded.version, content)]


def report_submitted(recorded: Recorded[ReportSubmitted]) -> list[Command]:
    """To the Home Office at every round (S-02), to the Commissioner once, when it is complete (S-06)."""
    fact, day = recorded.message, day_of(recorded)

    def report(to: str) -> Form:
        return notes.report(fact, to=to, made_on=day)

    def commissioner(to: str) -> Form:
        return notes.commissioner(fact, to=to, made_on=day)

    itself = notes.enclosure(fact)
    found = [_prepare(fact, Notice.REPORT, RecipientKind.HOME_OFFICE, fact.round, report, itself)]
    if fact.round == ONCE:
        found.append(_prepare(fact, Notice.COMMISSIONER, RecipientKind.COMMISSIONER, ONCE, commissioner, itself))
    return found


def date_of_death_corrected(recorded: Recorded[DateOfDeathCorrected]) -> list[Command]:
    return [_call(recorded.message, "a date of death", (*PART_ONE_IN, *PARALLEL))]


def attention_date_corrected(recorded: Recorded[AttentionDateCorrected]) -> list[Command]:
    return [_call(recorded.message, "the date on which the case came to attention", PART_ONE_IN)]


def _call(
    fact: DateOfDeathCorrected | AttentionDateCorrected, what: str, notices: tuple[Notice, ...]
) -> CallForCorrection:
    """Nothing goes by itself: a person says what was wrong and what is right (X-06)."""
    return CallForCorrection(case_id=fact.case_id, what=what, notices=notices, on=fact.corrected_on)


def case_erased(_: Recorded[CaseErased]) -> list[Command]:
    """The key of the case goes by itself where this is heard, and what was sealed with it is gone."""
    return []


REACTIONS = (
    Reaction(PartOneCompleted, part_one_completed),
    Reaction(PartTwoCompleted, part_two_completed),
    Reaction(DelayExplained, delay_explained),
    Reaction(ReportSubmitted, report_submitted),
    Reaction(DateOfDeathCorrected, date_of_death_corrected),
    Reaction(AttentionDateCorrected, attention_date_corrected),
    Reaction(CaseErased, case_erased),
)


def _prepare(
    fact: Any, notice: Notice, kind: RecipientKind, occasion: int, content: Any, enclosure: Enclosure | None = None
) -> Command:
    # a case that was transferred goes to the other partnership's chair as well (N-03)
    to = to_whom(kind, fact.csp)
    return PrepareDispatch(
        dispatch_id=dispatch_id(fact.case_id, notice, to, occasion),
        case_id=fact.case_id,
        reference=fact.reference,
        csp=fact.csp,
        notice=notice,
        recipient=kind,
        occasion=occasion,
        content=content(to),
        enclosure=enclosure,
    )
