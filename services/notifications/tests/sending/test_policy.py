"""Rules X-03 to X-08, G-03: who may ask what of a dispatch, of the directory, of what is held? Each command, as each
post."""

from datetime import UTC, datetime
from typing import Any

import pytest
from notifications.domain.calling import CALLS, ToldBefore
from notifications.domain.commands import (
    AddressDispatch,
    CallForCorrection,
    CallOffDispatch,
    KeepContent,
    KeepLetter,
    LookForAcknowledgement,
    PrepareDispatch,
    RecordAttempt,
    StartAttempt,
)
from notifications.domain.known import DispatchKnown
from notifications.domain.recipient import Recipient
from notifications.domain.state import Nothing
from notifications.policy import may_call, may_direct, may_dispatch, may_hold
from notifications.service import NOTIFICATIONS
from shared.actor import ALLOWED, Actor, Forbidden
from shared.contracts.notifications import commands as c
from shared.contracts.notifications.values import Channel, Notice, RecipientKind
from shared.decider import Context
from shared.message import Command
from shared.testing.example import example_of
from shared.testing.spec import EVERYBODY, MANAGER, OFFICER, SYSTEM, TODAY, Spec, csp_chair_of

from .dispatches import DISPATCH_ID, PREPARE

PEOPLE: tuple[Actor, ...] = (
    *EVERYBODY,
    csp_chair_of("Dacorum"),
    Actor(id="nobody", name="Nobody", roles=frozenset()),
)
TEAM = {"manager", "support_officer"}
SYSTEMS = {"service:test"}
of = {"dispatch_id": DISPATCH_ID}
DISPATCHES: tuple[tuple[type[Command], set[str]], ...] = (
    (PrepareDispatch, SYSTEMS),
    (KeepContent, SYSTEMS),
    (KeepLetter, SYSTEMS),
    (CallOffDispatch, SYSTEMS),
    (AddressDispatch, SYSTEMS),
    (StartAttempt, SYSTEMS),
    (RecordAttempt, SYSTEMS),
    (LookForAcknowledgement, SYSTEMS),
    (c.ApproveDispatch, {"manager"}),
    (c.CorrectDispatch, TEAM),
    (c.ResolveUncertain, TEAM),
    (c.RetryDispatch, TEAM),
    (c.CancelDispatch, TEAM | SYSTEMS),
    (c.RecordSentByHand, TEAM),
    (c.RecordAcknowledgement, TEAM),
)
DIRECTORY = (c.SetRecipient, c.ConfirmRecipient, c.DeclineRecipient)


def test_every_command_of_the_service_is_among_these() -> None:
    here = {command for command, _ in DISPATCHES} | {*DIRECTORY, CallForCorrection, c.HoldNotice}
    assert here == set(NOTIFICATIONS.commands)


@pytest.mark.rule("G-03", "X-04")
@pytest.mark.parametrize(("kind", "allowed"), DISPATCHES)
def test_who_may_ask_what_of_a_dispatch(kind: type[Command], allowed: set[str]) -> None:
    command = PREPARE if kind is PrepareDispatch else example_of(kind)
    assert _who(may_dispatch, command, Nothing(), DispatchKnown()) == allowed


@pytest.mark.rule("X-08")
@pytest.mark.parametrize("kind", DIRECTORY)
def test_the_directory_is_the_teams_and_the_administrators(kind: type[Command]) -> None:
    command = example_of(kind)
    assert _who(may_direct, command, Recipient(), None) == TEAM | {"administrator"}


@pytest.mark.rule("X-04")
def test_what_is_held_is_the_managers_to_say() -> None:
    assert _who(may_hold, c.HoldNotice(notice=Notice.DELAY, held=True), False, None) == {"manager"}


@pytest.mark.rule("N-11")
def test_a_corrected_fact_alone_calls_for_a_correction() -> None:
    call = CallForCorrection(case_id=PREPARE.case_id, what="a date of death", notices=(), on=TODAY)
    assert _who(may_call, call, None, ToldBefore()) == SYSTEMS
    Spec(CALLS, may_call, found=ToldBefore()).when(call, by=MANAGER).forbidden("Only the system does this")


@pytest.mark.rule("X-04", "X-06")
def test_a_no_says_whose_it_is() -> None:
    spec = Spec(NOTIFICATIONS.aggregate_for(c.ApproveDispatch).decider, may_dispatch, found=DispatchKnown())
    spec.when(c.ApproveDispatch(**of), by=OFFICER).forbidden("Only the Partnership's Manager approves")
    spec.when(PREPARE, by=MANAGER).forbidden("Only the system does this")
    correct = c.CorrectDispatch(dispatch_id="1" * 32, corrects=DISPATCH_ID, correction="The date was wrong")
    spec.when(correct, by=SYSTEM).forbidden("Strategic Partnership's Team sends a correction")
    spec.when(c.RetryDispatch(**of), by=SYSTEM).forbidden("Strategic Partnership's Team can change a dispatch")


@pytest.mark.rule("X-08")
def test_a_change_of_recipient_takes_two_people_of_those_who_may() -> None:
    directory = Spec(NOTIFICATIONS.aggregate_for(c.SetRecipient).decider, may_direct)

    def entry(address: str) -> c.SetRecipient:
        return c.SetRecipient(
            recipient=RecipientKind.CORONER,
            channel=Channel.EMAIL,
            name="HM Senior Coroner",
            address=address,
            from_date=TODAY,
        )

    confirm = c.ConfirmRecipient(recipient=RecipientKind.CORONER)
    changed = directory.when(entry("a@coroner.example")).and_then.when(entry("b@coroner.example"), by=OFFICER).and_then
    changed.when(confirm, by=OFFICER).refused("Ask another person to confirm it")
    changed.when(confirm, by=csp_chair_of("Watford")).forbidden("Only the team and an administrator")
    assert changed.when(confirm, by=MANAGER).events


def _who(permit: Any, command: Any, state: Any, found: Any) -> set[str]:
    return {one.id for one in PEOPLE if _says_yes(permit, command, state, one, found)}


def _says_yes(permit: Any, command: Any, state: Any, actor: Actor, found: Any) -> bool:
    try:
        return permit(command, state, Context(actor, TODAY, datetime(2026, 11, 3, tzinfo=UTC), found)) is ALLOWED
    except Forbidden:
        return False
