"""A panel member is sent a new link: the one before it opens nothing any more, and what follows goes by the new one."""

import pytest
from chairs.domain import events as e
from chairs.domain.commands import PassTimeForCommission
from shared.contracts.cases.values import Evaluator
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import facts
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.values import Score
from shared.service import NotFound
from shared.testing.spec import MANAGER, OFFICER, SYSTEM, TODAY

from .running import Day, Office
from .story import CASE_ID, DAY, fixed
from .test_evaluation import NADIA, PAULA, by_link, opened
from .test_quality import ONE, PEOPLE, invite, submit, told

FIRST = PEOPLE[0].member_id
CLOSES = TODAY + 28 * DAY


def new_link(member_id: str = FIRST, email: str = "p.marsh@elsewhere.example") -> c.InviteEvaluatorAgain:
    return c.InviteEvaluatorAgain(
        case_id=CASE_ID, member_id=member_id, name="Paula Marsh", email=email, reason="The address was another's."
    )


def by(link: int | None, member_id: str = FIRST) -> c.SubmitEvaluation:
    return submit(member_id).model_copy(update={"link": link})


asked = fixed.when(invite(*PEOPLE), by=SYSTEM, found=ONE).and_then
again = asked.when(new_link(), by=OFFICER).and_then


@pytest.mark.rule("Q-01")
def test_a_new_link_takes_the_place_of_the_one_before() -> None:
    invited = asked.when(new_link(), by=OFFICER)
    person = Evaluator(member_id=FIRST, name="Paula Marsh", email="p.marsh@elsewhere.example")
    invited.then(
        e.EvaluatorInvitedAgain(
            case_id=CASE_ID,
            number=1,
            chair_name="Dana Reed",
            evaluator=person,
            link=2,
            reason="The address was another's.",
            invited_on=TODAY,
            closes_on=CLOSES,
        )
    )
    (third,) = invited.and_then.when(new_link(), by=OFFICER).events
    assert isinstance(third, e.EvaluatorInvitedAgain)
    assert third.link == 3
    assert "@" not in str(invited.and_then.state)
    (fact,) = told(invited.events[0], invited.and_then.state)
    assert fact == facts.EvaluatorInvitedAgain(
        case_id=CASE_ID,
        reference="DHR-2026-001",
        csp="Watford",
        chair_name="Dana Reed",
        closes_on=CLOSES,
        evaluator=person,
        link=2,
    )


@pytest.mark.rule("Q-01", "Q-07")
@pytest.mark.parametrize("link", [1, 3])
def test_an_answer_by_another_link_than_the_last_is_refused(link: int) -> None:
    again.when(by(link), by=OFFICER).refused("A newer link was sent to you")
    again.when(by(2), by=OFFICER).then_kinds(e.EvaluationSubmitted)
    again.when(by(None), by=OFFICER).then_kinds(e.EvaluationSubmitted)
    asked.when(by(1), by=OFFICER).then_kinds(e.EvaluationSubmitted)
    again.when(by(1, PEOPLE[1].member_id), by=OFFICER).then_kinds(e.EvaluationSubmitted)


@pytest.mark.rule("Q-01", "Q-07")
def test_a_new_link_is_for_a_member_who_has_not_answered_while_it_is_open() -> None:
    fixed.when(new_link(), by=OFFICER).refused("after the Home Office has approved")
    asked.when(new_link("f" * 32), by=OFFICER).refused("not a member of the panel", field="member_id")
    asked.when(new_link(email="Paula Marsh"), by=OFFICER).refused("Enter a whole e-mail address", field="email")
    asked.when(new_link(), by=OFFICER, on=CLOSES).then_kinds(e.EvaluatorInvitedAgain)
    asked.when(new_link(), by=OFFICER, on=CLOSES + DAY).refused("closed on")
    asked.when(submit(FIRST), by=OFFICER).and_then.when(new_link(), by=OFFICER).refused("already")


@pytest.mark.rule("Q-01")
def test_what_is_told_later_says_which_link_it_is_about() -> None:
    answered = again.when(by(2), by=OFFICER)
    (received,) = told(answered.events[0], answered.and_then.state)
    assert isinstance(received, facts.EvaluationReceived)
    assert received.link == 2
    passing = PassTimeForCommission(case_id=CASE_ID, evaluators=PEOPLE)
    reminded = again.when(passing, by=SYSTEM, on=CLOSES - 7 * DAY)
    (due,) = told(reminded.events[0], reminded.and_then.state)
    over = reminded.and_then.when(passing, by=SYSTEM, on=CLOSES + DAY)
    (closed,) = told(over.events[0], over.and_then.state)
    assert isinstance(due, facts.EvaluationReminderDue)
    assert isinstance(closed, facts.EvaluationClosed)
    assert due.links == closed.links == {FIRST: 2}


@pytest.mark.rule("Q-01")
async def test_the_sheet_opens_by_the_last_link_alone_and_the_reminder_goes_to_the_last_address(
    office: Office, day: Day
) -> None:
    sheet = await opened(office)
    nadia = new_link(NADIA, "nadia.brook@council.example").model_copy(update={"name": "Nadia Brook"})
    await office.done(new_link(PAULA), nadia, by=MANAGER)
    first, second = (ask.EvaluationSheet(case_id=CASE_ID, link=link) for link in (1, 2))
    with pytest.raises(NotFound):
        await office.ask(first, by_link(PAULA))
    assert not (await office.ask(second, by_link(PAULA))).answered
    assert not (await office.ask(sheet, by_link(PAULA))).answered, "whoever signs in comes by no link"
    settings = await office.ask(ask.ChairSettings())
    given = c.SubmitEvaluation(
        case_id=CASE_ID,
        member_id=PAULA,
        scores=tuple(Score(criterion=name, score=4) for name in settings.criteria),
        link=1,
    )
    assert "A newer link" in str((await office.send(given, by_link(PAULA))).refused)
    seen = await office.ask(ask.EvaluationRound(case_id=CASE_ID), MANAGER)
    assert all(one.reachable for one in seen.members), "an address is known of each now"
    day.today = (await office.ask(second, by_link(PAULA))).closes_on - 7 * DAY
    await office.tick()
    history = await office.answering.read(lambda reader: reader.history(f"commission-{CASE_ID}"))
    addresses = {one.member_id: one.email for one in history[-1].message.evaluators}
    assert (addresses[PAULA], addresses[NADIA]) == ("p.marsh@elsewhere.example", "nadia.brook@council.example")
