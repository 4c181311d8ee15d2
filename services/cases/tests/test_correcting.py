"""A date of the notification was wrong: the right one holds, the old one stays (rules N-11, N-13, H-12)."""

from datetime import date
from typing import Any

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from cases.domain.clocks import clocks
from cases.publish import earliest_death
from cases.timeline import describe
from shared.contracts.cases import facts
from shared.contracts.cases.commands import CorrectAttentionDate, CorrectDateOfDeath, NotifyDeath
from shared.contracts.cases.values import Answer, Category, Clock, Deceased
from shared.contracts.county import Csp
from shared.testing.spec import Spec

from . import story

OPEN = Spec(CASE).given(*story.OPENED)
WAS = date(2026, 3, 1)
SECOND = Deceased(name="Second Example", date_of_death=date(2026, 2, 27))


def death(day: date | None, person: int = 1) -> CorrectDateOfDeath:
    return CorrectDateOfDeath(
        case_id=story.CASE_ID,
        person=person,
        date_of_death=day,
        not_known=day is None,
        reason="The pathologist's report.",
    )


def attention(day: date) -> CorrectAttentionDate:
    return CorrectAttentionDate(case_id=story.CASE_ID, attention_date=day, reason="The e-mail came a day before.")


def corrected(day: date | None, *, was: date | None = WAS, on: date = story.LATER) -> e.DateOfDeathCorrected:
    return e.DateOfDeathCorrected(
        person=1, was=was, date_of_death=day, corrected_on=on, reason="The pathologist's report."
    )


@pytest.mark.rule("N-11")
def test_a_corrected_date_of_death_leaves_the_old_one_on_the_record() -> None:
    right = corrected(date(2026, 2, 28))
    OPEN.when(death(date(2026, 2, 28)), on=story.LATER).then(right).twice_changes_nothing()
    assert describe(right) == (
        "The date of a death was corrected on 1 December 2026: 28 February 2026 instead of 1 March 2026."
    )
    OPEN.when(death(WAS), on=story.LATER).nothing()


@pytest.mark.rule("N-11")
def test_a_date_that_was_forgotten_is_not_taken_for_one_that_is_not_known() -> None:
    for muddled in ({"date_of_death": None}, {"not_known": True}):
        asked = death(date(2026, 2, 28)).model_copy(update=muddled)
        OPEN.when(asked, on=story.LATER).refused("or say that the day is not known", field="date_of_death")


@pytest.mark.rule("N-11", "N-04")
@pytest.mark.parametrize(
    ("day", "today", "refusal"),
    [
        (date(2026, 3, 2), story.LATER, None),
        (date(2026, 3, 3), story.LATER, "came to attention on 2 March 2026"),
        (date(2026, 3, 2), date(2026, 3, 1), "in the future"),
        (date(1985, 6, 15), story.LATER, None),
        (date(1985, 6, 14), story.LATER, "date of birth is after"),
    ],
)
def test_a_corrected_death_is_before_the_attention_and_not_in_the_future(
    day: date, today: date, refusal: str | None
) -> None:
    outcome = OPEN.when(death(day), on=today)
    if refusal:
        outcome.refused(refusal, field="date_of_death")
    else:
        outcome.then_kinds(e.DateOfDeathCorrected)


@pytest.mark.rule("N-13")
def test_a_date_of_death_that_is_not_known_stays_not_known() -> None:
    unknown = OPEN.when(death(None), on=story.LATER).then(corrected(None))
    assert "a day that is not known instead of 1 March 2026" in describe(corrected(None))
    assert unknown.and_then.state.notification.deceased[0].aged_16_or_over is Answer.YES
    unknown.and_then.when(death(WAS), on=story.LATER).then(corrected(WAS, was=None))
    nobody_knows = story.VICTIM.model_copy(update={"date_of_death": None, "date_of_birth": "2026-05-01"})
    notify = NotifyDeath(
        case_id=story.CASE_ID,
        csp=Csp.WATFORD,
        notifying_agency="Hertfordshire Constabulary",
        attention_date=story.ATTENTION,
        category=Category.INTIMATE_PARTNER,
        deceased=(nobody_knows,),
        address="1 Example Street",
        summary="She was found later.",
    )
    Spec(CASE).when(notify, on=story.ATTENTION).then_kinds(e.DeathNotified, *[e.AccessGranted] * 3)


def test_the_age_follows_the_corrected_date() -> None:
    child = story.VICTIM.model_copy(update={"date_of_birth": "2010-03-01"})
    notified = story.notified.model_copy(update={"deceased": (child,)})
    spec = Spec(CASE).given(notified)
    state = spec.when(death(date(2026, 2, 28)), on=story.LATER).and_then.state
    assert state.notification.deceased[0].aged_16_or_over is Answer.NO


def test_a_person_whom_part_1_does_not_name_can_not_be_chosen() -> None:
    OPEN.when(death(WAS, person=2), on=story.LATER).refused("Part 1 names one person", field="person")
    Spec(CASE).given(*story.OPENED, e.CaseClosed(closed_on=story.LATER)).when(death(None)).refused("was closed")
    Spec(CASE).when(death(None)).refused("no case under this reference")


@pytest.mark.rule("H-12", "H-05")
def test_others_are_told_the_first_of_the_deaths_or_that_it_is_not_known() -> None:
    two = story.notified.model_copy(update={"deceased": (story.VICTIM, SECOND)})
    (fact,) = story.told((two, corrected(date(2026, 2, 26))))
    assert isinstance(fact, facts.DateOfDeathCorrected)
    assert (fact.earliest_death, fact.corrected_on) == (date(2026, 2, 26), story.LATER)
    assert "pathologist" not in fact.model_dump_json()
    (fact,) = story.told((two, corrected(date(2026, 2, 28))))
    assert fact.earliest_death == SECOND.date_of_death
    (fact,) = story.told((two, corrected(None)))
    assert fact.earliest_death is None
    assert earliest_death(Spec(CASE).given(story.notified).state) == WAS


@pytest.mark.rule("N-11", "C-01")
def test_a_corrected_attention_date_recomputes_the_clock() -> None:
    outcome = OPEN.when(attention(date(2026, 3, 1)), on=story.LATER)
    outcome.twice_changes_nothing()
    (event,) = outcome.events
    assert isinstance(event, e.AttentionDateCorrected)
    assert (event.was, event.decision_due) == (story.ATTENTION, date(2026, 3, 29))
    assert "1 March 2026 instead of 2 March 2026" in describe(event)
    deadlines = dict(clocks(outcome.and_then.state))
    assert (deadlines[Clock.DECISION].started_on, deadlines[Clock.DECISION].due) == (
        date(2026, 3, 1),
        date(2026, 3, 29),
    )
    (fact,) = story.told((story.notified, event))
    assert isinstance(fact, facts.AttentionDateCorrected)
    assert (fact.attention_date, fact.decision_due) == (date(2026, 3, 1), date(2026, 3, 29))


@pytest.mark.rule("N-11", "N-04")
@pytest.mark.parametrize(
    ("events", "day", "today", "refusal"),
    [
        (story.OPENED, date(2026, 2, 28), story.LATER, "before the death"),
        (story.OPENED, date(2026, 3, 1), story.LATER, None),
        (story.OPENED, date(2026, 3, 10), date(2026, 3, 9), "in the future"),
        (story.OPENED, date(2026, 3, 10), date(2026, 3, 10), None),
        (story.PROCEEDING, story.DECIDED, story.LATER, None),
        (story.PROCEEDING, story.day_after(story.DECIDED), story.LATER, "decision was made on 20 March 2026"),
    ],
)
def test_a_corrected_attention_date_lies_between_the_death_and_the_decision(
    events: tuple[Any, ...], day: date, today: date, refusal: str | None
) -> None:
    outcome = Spec(CASE).given(*events).when(attention(day), on=today)
    if refusal:
        outcome.refused(refusal, field="attention_date")
    else:
        outcome.then_kinds(e.AttentionDateCorrected)
