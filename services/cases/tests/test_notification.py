"""Notifying a death: what is asked, when the clock starts, who may open the case (rules N, G-01)."""

from datetime import date
from typing import Any

import pytest
from cases.domain import events as e
from cases.domain.access import may_open
from cases.domain.case import CASE
from cases.domain.notification import reference_of
from hypothesis import given
from hypothesis import strategies as st
from shared.actor import Role
from shared.contracts.cases.commands import ImportReview, NotifyDeath, TransferCase
from shared.contracts.cases.values import Answer, Category, Child, Deceased, NotifiedBy, Perpetrator
from shared.contracts.county import Csp
from shared.testing.spec import SYSTEM, Spec, some_id

from . import story

CASE_SPEC = Spec(CASE)


def notify(**changed: Any) -> NotifyDeath:
    fields: dict[str, Any] = {
        "case_id": story.CASE_ID,
        "csp": Csp.WATFORD,
        "notifying_agency": "Hertfordshire Constabulary",
        "attention_date": story.ATTENTION,
        "category": Category.INTIMATE_PARTNER,
        "deceased": (story.VICTIM,),
        "perpetrators": (story.ACCUSED,),
        "address": "1 Example Street, Watford",
        "summary": "Police were called to the address and found that she had died.",
    }
    return NotifyDeath(**(fields | changed))


@pytest.mark.rule("N-01", "N-02", "N-05", "N-10")
def test_police_notify_a_death_and_the_case_opens_for_those_who_receive_part_1() -> None:
    CASE_SPEC.when(notify(), on=story.ATTENTION).then(*story.OPENED).twice_changes_nothing()


@pytest.mark.rule("N-03")
def test_why_this_partnership_is_kept() -> None:
    asked = notify(csp_reason="She last lived in Watford, and most often in Dacorum.")
    opened = CASE_SPEC.when(asked, on=story.ATTENTION).events[0]
    assert isinstance(opened, e.DeathNotified)
    assert opened.csp_reason == "She last lived in Watford, and most often in Dacorum."


@pytest.mark.rule("N-09")
def test_a_family_member_can_ask_for_a_review() -> None:
    asked = notify(notified_by=NotifiedBy.FAMILY, notifying_agency="The sister of the person who died")
    opened = CASE_SPEC.when(asked, on=story.ATTENTION).events[0]
    assert isinstance(opened, e.DeathNotified)
    assert opened.notified_by is NotifiedBy.FAMILY


@pytest.mark.rule("N-04")
@pytest.mark.parametrize(
    ("attention", "today", "refusal"),
    [
        (date(2026, 2, 28), date(2026, 3, 10), "before the death"),
        (date(2026, 3, 1), date(2026, 3, 10), None),
        (date(2026, 3, 10), date(2026, 3, 10), None),
        (date(2026, 3, 11), date(2026, 3, 10), "in the future"),
    ],
)
def test_the_attention_date_is_neither_before_the_death_nor_in_the_future(
    attention: date, today: date, refusal: str | None
) -> None:
    outcome = CASE_SPEC.when(notify(attention_date=attention), on=today)
    if refusal:
        outcome.refused(refusal, field="attention_date")
    else:
        opened = outcome.events[0]
        assert isinstance(opened, e.DeathNotified)
        assert (opened.decision_due - attention).days == 28


@pytest.mark.rule("N-05")
def test_nobody_is_born_after_they_died() -> None:
    born_late = story.VICTIM.model_copy(update={"date_of_birth": "2026-03-02"})
    CASE_SPEC.when(notify(deceased=(born_late,)), on=story.ATTENTION).refused(
        "after the date of death", field="deceased.0.date_of_birth"
    )


@pytest.mark.rule("N-06")
@pytest.mark.parametrize(
    ("died", "flag"), [(Answer.YES, True), (Answer.NO, False), (Answer.UNKNOWN, False), (Answer.NOT_ASKED, False)]
)
def test_murder_suicide_is_a_flag_beside_the_category(died: Answer, flag: bool) -> None:
    accused = Perpetrator(name="Ben Example", died=died)
    state = CASE_SPEC.when(notify(perpetrators=(accused,)), on=story.ATTENTION).and_then.state
    assert state.notification.category is Category.INTIMATE_PARTNER
    assert state.notification.murder_suicide is flag


@pytest.mark.rule("N-05")
def test_several_deaths_and_children_are_counted() -> None:
    second = Deceased(name="Cora Example", date_of_death=date(2026, 3, 1))
    asked = notify(deceased=(story.VICTIM, second), children=(Child(supported=Answer.YES), Child()))
    told = CASE_SPEC.when(asked, on=story.ATTENTION).and_then.state.notification
    assert (told.victims, told.child_count) == (2, 2)


@pytest.mark.rule("N-13")
@pytest.mark.parametrize(
    ("born", "known"),
    [
        ("2010-03-01", Answer.YES),
        ("2010-03-02", Answer.NO),
        ("2010-03", Answer.YES),
        ("2010", Answer.YES),
        (None, Answer.UNKNOWN),
    ],
)
def test_age_at_death_from_a_partial_date_uses_its_earliest_day(born: str | None, known: Answer) -> None:
    person = Deceased(name="Asha Example", date_of_birth=born, date_of_death=date(2026, 3, 1))
    told = CASE_SPEC.when(notify(deceased=(person,)), on=story.ATTENTION).and_then.state.notification
    assert told.deceased[0].aged_16_or_over is known


@pytest.mark.rule("N-03")
def test_a_case_can_be_transferred_before_the_decision_with_its_clock_unchanged() -> None:
    moved = CASE_SPEC.given(*story.OPENED).when(
        TransferCase(case_id=story.CASE_ID, to_csp=Csp.DACORUM, reason="She most often lived there."), on=story.DECIDED
    )
    moved.then_kinds(e.CaseTransferred, e.AccessEnded, e.AccessGranted).twice_changes_nothing()
    told = moved.and_then.state
    assert (told.notification.csp, told.notification.decision_due) == ("Dacorum", story.DECISION_DUE)
    assert "csp_chair:Dacorum" in told.access.grants
    assert "csp_chair:Watford" not in told.access.grants


@pytest.mark.rule("N-03")
def test_a_decided_case_stays_where_it_is() -> None:
    asked = TransferCase(case_id=story.CASE_ID, to_csp=Csp.DACORUM, reason="She most often lived there.")
    CASE_SPEC.given(*story.PROCEEDING).when(asked, on=story.DECIDED).refused("only before that")


@pytest.mark.rule("N-10")
@given(first=st.uuids(), second=st.uuids())
def test_references_are_readable_and_differ_as_ids_do(first: Any, second: Any) -> None:
    reference = reference_of(first.hex)
    assert len(reference) == len("DHR-0000-0000")
    assert not set(reference[4:]) & set("ILOU")
    assert (reference == reference_of(second.hex)) == (first.hex[:10] == second.hex[:10])


@pytest.mark.rule("B-08")
def test_a_review_from_before_is_taken_over_once() -> None:
    asked = ImportReview(
        case_id=some_id("HDHR-001"),
        reference="HDHR-001",
        csp=Csp.WATFORD,
        death_month="2011-10",
        category=Category.INTIMATE_PARTNER,
        murder_suicide=True,
        victims=1,
        perpetrator_deaths=1,
        children=3,
    )
    CASE_SPEC.when(asked, on=story.LATER).then_kinds(e.ReviewImported).twice_changes_nothing()
    wrong = asked.model_copy(update={"perpetrator_deaths": 0})
    CASE_SPEC.when(wrong, on=story.LATER).refused("murder-suicide", field="perpetrator_deaths")


@pytest.mark.rule("G-01")
def test_a_role_alone_opens_no_case_but_for_the_team_and_the_auditor() -> None:
    from shared.testing.spec import EVERYBODY, csp_chair_of

    access = CASE_SPEC.given(*story.OPENED).state.access
    opens = {role for actor in EVERYBODY for role in actor.roles if may_open(actor, access)}
    assert opens == {
        Role.MANAGER,
        Role.SUPPORT_OFFICER,
        Role.AUDITOR,
        Role.SERVICE,
        Role.CSP_CHAIR,
        Role.SUBGROUP_CHAIR,
        Role.DCI,
    }
    assert not may_open(csp_chair_of("Dacorum"), access)
    assert may_open(SYSTEM, access)
