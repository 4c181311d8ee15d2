"""The panel's evaluation on real databases: who is asked, where they are reached, and what is kept of that."""

from decimal import Decimal

import pytest
from shared.actor import Actor, Role
from shared.contracts.cases.values import Evaluator
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.values import Score
from shared.service import NotFound
from shared.testing.spec import MANAGER, some_id
from sqlalchemy import text

from . import story
from .running import Day, Office, answered
from .story import CASE_ID
from .test_answers import with_chair

PAULA, ALEX, NADIA = (some_id(name) for name in ("Paula", "Alex", "Nadia"))
PEOPLE = (
    Evaluator(member_id=PAULA, name="Paula Marsh", email="paula.marsh@probation.example"),
    Evaluator(member_id=ALEX, name="Alex Lowe", email="alex.lowe@police.example"),
    Evaluator(member_id=NADIA, name="Nadia Brook"),
)


def by_link(member_id: str) -> Actor:
    """As the gateway says who comes by a personal link."""
    return Actor(id=member_id, name="panel member by personal link", roles=frozenset({Role.PANEL_MEMBER}))


async def opened(office: Office) -> ask.EvaluationSheet:
    await with_chair(office)
    told = answered(members=tuple(one.member_id for one in PEOPLE)).model_copy(update={"evaluators": PEOPLE})
    await office.hear(told)
    return ask.EvaluationSheet(case_id=CASE_ID)


async def submit(office: Office, member_id: str) -> None:
    settings = await office.ask(ask.ChairSettings())
    given = tuple(Score(criterion=name, score=4) for name in settings.criteria)
    await office.done(c.SubmitEvaluation(case_id=CASE_ID, member_id=member_id, scores=given), by=by_link(member_id))


@pytest.mark.rule("Q-01", "Q-07")
async def test_a_member_sees_their_sheet_then_that_it_is_answered_then_that_it_closed(office: Office, day: Day) -> None:
    question = await opened(office)
    sheet = await office.ask(question, by_link(PAULA))
    assert (sheet.reference, sheet.chair_name) == ("DHR-2026-001", "Dana Reed")
    assert (sheet.answered, sheet.closed) == (False, False)
    assert sheet.criteria
    await submit(office, PAULA)
    assert (await office.ask(question, by_link(PAULA))).answered
    assert not (await office.ask(question, by_link(ALEX))).answered
    day.today = sheet.closes_on + story.DAY
    assert (await office.ask(question, by_link(ALEX))).closed, "by its day, whether or not the ticker came by"
    with pytest.raises(NotFound):
        await office.ask(question, by_link(some_id("somebody else")))
    with pytest.raises(NotFound):
        await office.ask(ask.EvaluationSheet(case_id=story.OTHER_CASE), by_link(PAULA))


@pytest.mark.rule("Q-01")
async def test_the_team_sees_who_was_asked_who_answered_and_who_has_no_address(office: Office) -> None:
    await opened(office)
    await submit(office, ALEX)
    seen = await office.ask(ask.EvaluationRound(case_id=CASE_ID), MANAGER)
    assert [(one.name, one.answered, one.reachable) for one in seen.members] == [
        ("Paula Marsh", False, True),
        ("Alex Lowe", True, True),
        ("Nadia Brook", False, False),
    ]


@pytest.mark.rule("Q-01", "Q-06")
async def test_with_fewer_than_three_answers_nobody_is_told_what_was_said(office: Office, day: Day) -> None:
    """Who has answered is known, so it could be told who said it. The average is shown when the round has closed."""
    question = await opened(office)
    for member_id in (PAULA, ALEX):
        await submit(office, member_id)
        seen = await office.ask(ask.EvaluationRound(case_id=CASE_ID), MANAGER)
        assert (seen.mean, seen.told, {one.mean for one in seen.criteria}) == (None, False, {None})
        assert not any(one.comments for one in seen.criteria)
        assert await told_elsewhere(office) == [(None, 0), (None, 0), (None, 0)]
    day.today = (await office.ask(question, by_link(NADIA))).closes_on + story.DAY
    await office.tick()
    seen = await office.ask(ask.EvaluationRound(case_id=CASE_ID), MANAGER)
    assert (seen.closed, seen.mean, seen.told) == (True, Decimal("4.00"), False)
    assert {one.mean for one in seen.criteria} == {None}
    four = (Decimal("4.00"), 2)
    assert await told_elsewhere(office) == [four, four, four]


@pytest.mark.rule("Q-01", "G-02")
async def test_the_history_says_by_whom_but_not_from_whom_an_evaluation_came(office: Office) -> None:
    await opened(office)
    await submit(office, PAULA)
    lines = (await office.ask(ask.CommissionOfCase(case_id=CASE_ID), MANAGER)).timeline
    arrived = next(line for line in lines if "An evaluation of the chair arrived" in line.text)
    commissioned = next(line for line in lines if "was commissioned as chair" in line.text)
    assert (arrived.by, commissioned.by) == (None, story.WATFORD.id)
    assert PAULA not in str(lines)


async def told_elsewhere(office: Office) -> list[tuple[Decimal | None, int]]:
    """The average and the answers that it is of, wherever else they stand: the record, the list, the review."""
    record = await office.ask(ask.ChairDetail(chair_id=story.DANA), MANAGER)
    (row,) = (await office.ask(ask.RosterList(), MANAGER)).rows
    review = record.reviews[0]
    sheet = await office.ask(ask.ChairKpis(chair_id=story.DANA), MANAGER)
    said = next(line.value for line in sheet.reviews[0].lines if line.name == "Evaluation average")
    assert said == (f"{review.average} from {review.responses}" if review.average else "no evaluations")
    return [
        (record.quality.average, record.quality.responses),
        (row.quality.average, row.quality.responses),
        (review.average, review.responses),
    ]


@pytest.mark.rule("Q-01", "G-05")
async def test_names_and_addresses_are_sealed_wherever_they_are_kept(office: Office, day: Day) -> None:
    question = await opened(office)
    closes_on = (await office.ask(question, by_link(PAULA))).closes_on
    day.today = closes_on - 7 * story.DAY
    assert (await office.tick(), await office.tick()) == (1, 0)
    with office.database.read() as tx:
        tables = ("events", "feed", "commissions")
        kept = {table: repr([tuple(row) for row in tx.execute(text(f"SELECT * FROM {table}"))]) for table in tables}
    assert "EvaluationReminderFellDue" in kept["events"]
    assert "EvaluationReminderDue" in kept["feed"]
    for where, content in kept.items():
        assert PAULA in content, where
        assert "Marsh" not in content, where
        assert "probation.example" not in content, where


@pytest.mark.rule("Q-01")
async def test_a_reminder_finds_the_addresses_on_the_record(office: Office, day: Day) -> None:
    question = await opened(office)
    await submit(office, ALEX)
    day.today = (await office.ask(question, by_link(PAULA))).closes_on - 7 * story.DAY
    await office.tick()
    history = await office.answering.read(lambda reader: reader.history(f"commission-{CASE_ID}"))
    assert history[-1].message.evaluators == (PEOPLE[0], PEOPLE[2])
