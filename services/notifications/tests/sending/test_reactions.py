"""Which notices does a fact of a case call for, and to whom do they go?"""

from datetime import UTC, datetime
from typing import Any

import pytest
from notifications.domain.commands import PrepareDispatch
from notifications.reactions.of_cases import (
    delay_explained,
    part_one_completed,
    part_two_completed,
    report_submitted,
)
from shared.contracts.cases.values import Answer
from shared.contracts.notifications.values import Notice, RecipientKind
from shared.message import Command, Contract
from shared.record import Recorded

from .made_up import CASE, COMPLETED, DECIDED, EXTENDED, FIRST, REFERENCE, SUBMITTED


def told(fact: Contract, version: int = 1) -> Recorded[Any]:
    return Recorded(
        message=fact,
        producer="cases",
        stream=f"case-{CASE}",
        version=version,
        position=version,
        at=datetime(2026, 11, 3, 23, 30, tzinfo=UTC),
        actor_id="somebody",
        command_id="c" * 32,
    )


def sent(commands: list[Command]) -> list[tuple[Notice, RecipientKind]]:
    return [(one.notice, one.recipient) for one in commands if isinstance(one, PrepareDispatch)]


def ids(commands: list[Command]) -> list[str]:
    return [one.dispatch_id for one in commands if isinstance(one, PrepareDispatch)]


@pytest.mark.rule("N-02")
@pytest.mark.rule("X-01")
def test_part_1_goes_to_the_csp_chair_the_boards_chair_and_the_three_substantive_members() -> None:
    commands = part_one_completed(told(COMPLETED))
    assert sent(commands) == [
        (Notice.PART_ONE, kind)
        for kind in (
            RecipientKind.CSP_CHAIR,
            RecipientKind.BOARD_CHAIR,
            RecipientKind.SUBGROUP_CHAIR,
            RecipientKind.DCI,
            RecipientKind.MANAGER,
        )
    ]
    chair = commands[0]
    assert isinstance(chair, PrepareDispatch)
    assert (chair.case_id, chair.reference, chair.csp) == (CASE, REFERENCE, "Watford")
    assert chair.content is not None
    assert chair.content.to == "CSP Chair, Watford"
    assert len(set(ids(commands))) == 5


@pytest.mark.rule("X-01")
@pytest.mark.rule("D-07")
@pytest.mark.parametrize("proceed", [True, False])
def test_a_decision_goes_to_the_home_office_whichever_way_it_went_and_to_coroner_and_boards(proceed: bool) -> None:
    second = DECIDED.part_two.model_copy(update={"proceed": proceed})
    commands = part_two_completed(told(DECIDED.model_copy(update={"part_two": second})))
    assert sent(commands) == [
        (Notice.DECISION, RecipientKind.HOME_OFFICE),
        (Notice.CORONER, RecipientKind.CORONER),
        (Notice.ADULTS_BOARD, RecipientKind.ADULTS_BOARD),
        (Notice.CHILDRENS_PARTNERSHIP, RecipientKind.CHILDRENS_PARTNERSHIP),
    ]
    home_office = commands[0]
    assert isinstance(home_office, PrepareDispatch)
    assert home_office.content is not None
    headings = [section.heading for section in home_office.content.sections]
    assert any(heading.startswith("Part 1") for heading in headings)
    assert any(heading.startswith("Part 2") for heading in headings)


@pytest.mark.rule("X-01")
def test_the_childrens_partnership_is_told_where_children_are_involved() -> None:
    none = FIRST.model_copy(update={"children": ()})
    without = DECIDED.model_copy(update={"children": 0, "part_one": none})
    kinds = {recipient for _, recipient in sent(part_two_completed(told(without)))}
    assert RecipientKind.CHILDRENS_PARTNERSHIP not in kinds
    assert RecipientKind.ADULTS_BOARD in kinds
    child = none.deceased[0].model_copy(update={"aged_16_or_over": Answer.NO})
    a_child_died = without.model_copy(update={"part_one": none.model_copy(update={"deceased": (child,)})})
    kinds = {recipient for _, recipient in sent(part_two_completed(told(a_child_died)))}
    assert RecipientKind.CHILDRENS_PARTNERSHIP in kinds


@pytest.mark.rule("C-03")
@pytest.mark.rule("X-01")
def test_every_delay_goes_to_the_home_office() -> None:
    first, second = delay_explained(told(EXTENDED, 11)), delay_explained(told(EXTENDED, 17))
    assert sent(first) == [(Notice.DELAY, RecipientKind.HOME_OFFICE)]
    assert ids(first) != ids(second)


@pytest.mark.rule("S-06")
@pytest.mark.rule("X-01")
def test_the_report_goes_to_the_home_office_each_round_and_once_to_the_commissioner() -> None:
    assert sent(report_submitted(told(SUBMITTED))) == [
        (Notice.REPORT, RecipientKind.HOME_OFFICE),
        (Notice.COMMISSIONER, RecipientKind.COMMISSIONER),
    ]
    again = SUBMITTED.model_copy(update={"round": 2})
    assert sent(report_submitted(told(again, 30))) == [(Notice.REPORT, RecipientKind.HOME_OFFICE)]
    assert ids(report_submitted(told(again, 30))) != ids(report_submitted(told(SUBMITTED)))[:1]


@pytest.mark.rule("X-03")
def test_the_same_fact_asks_for_the_same_dispatches_and_says_the_same() -> None:
    for react, fact in (
        (part_one_completed, COMPLETED),
        (part_two_completed, DECIDED),
        (delay_explained, EXTENDED),
        (report_submitted, SUBMITTED),
    ):
        assert react(told(fact, 4)) == react(told(fact, 4))


@pytest.mark.rule("N-03")
def test_after_a_transfer_part_1_goes_to_the_other_partnerships_chair_alone() -> None:
    before = part_one_completed(told(COMPLETED))
    after = part_one_completed(told(COMPLETED.model_copy(update={"csp": "Dacorum"}), 9))
    assert [old == new for old, new in zip(ids(before), ids(after), strict=True)] == [False, True, True, True, True]


def test_the_date_on_a_form_is_the_day_in_london() -> None:
    command = part_one_completed(told(COMPLETED))[0]
    assert isinstance(command, PrepareDispatch)
    assert command.content is not None
    assert command.content.made_on.isoformat() == "2026-11-03"
