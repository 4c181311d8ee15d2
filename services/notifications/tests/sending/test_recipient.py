"""Who goes a notice to, and who may change that?"""

from datetime import date

import pytest
from notifications.domain.events.notice import NoticeHeld, NoticeReleased
from notifications.domain.events.recipient import RecipientDeclined, RecipientProposed, RecipientSet
from notifications.domain.known import DispatchKnown, Holder
from notifications.domain.notice import NOTICE
from notifications.domain.recipient import RECIPIENT, recipient_id
from shared.contracts.county import Csp
from shared.contracts.notifications.commands import ConfirmRecipient, DeclineRecipient, HoldNotice, SetRecipient
from shared.contracts.notifications.values import Channel, Notice, RecipientKind
from shared.testing.spec import MANAGER, OFFICER, Spec

FIRST_DAY, LATER = date(2026, 1, 1), date(2027, 1, 1)
SET = SetRecipient(
    recipient=RecipientKind.CORONER,
    channel=Channel.EMAIL,
    name="HM Senior Coroner",
    address="coroner@coroner.example",
    from_date=FIRST_DAY,
)
CHANGE = SET.model_copy(update={"address": "new@coroner.example", "from_date": LATER})
CONFIRM = ConfirmRecipient(recipient=RecipientKind.CORONER)


def entry(command: SetRecipient) -> RecipientSet:
    return RecipientSet.model_validate({**command.model_dump(), "csp": command.csp and command.csp.value})


@pytest.mark.rule("X-08")
def test_the_first_entry_holds_at_once_and_a_change_waits_for_a_second_person() -> None:
    first = Spec(RECIPIENT).when(SET, by=OFFICER).then(entry(SET)).twice_changes_nothing()
    changed = first.and_then.when(CHANGE, by=OFFICER)
    changed.then(
        RecipientProposed.model_validate({**CHANGE.model_dump(), "proposed_by": OFFICER.id})
    ).twice_changes_nothing()
    changed.and_then.when(CONFIRM, by=OFFICER).refused("Ask another person to confirm it")
    changed.and_then.when(CONFIRM, by=MANAGER).then(entry(CHANGE))
    decline = DeclineRecipient(recipient=RecipientKind.CORONER, reason="Not ours")
    declined = changed.and_then.when(decline, by=MANAGER)
    declined.then(RecipientDeclined(recipient=RecipientKind.CORONER, csp=None, reason="Not ours"))
    declined.twice_changes_nothing().and_then.when(CONFIRM, by=MANAGER).refused("no change of this recipient")


@pytest.mark.rule("X-08")
def test_recipients_are_dated() -> None:
    old = Holder(Channel.EMAIL, "HM Senior Coroner", "old@coroner.example", FIRST_DAY)
    new = Holder(Channel.EMAIL, "HM Senior Coroner", "new@coroner.example", LATER)
    found = DispatchKnown(holders=(old, new))
    assert found.holder(date(2025, 12, 31)) is None
    assert found.holder(date(2026, 12, 31)) == old
    assert found.holder(LATER) == new


def test_an_entry_needs_what_its_kind_needs() -> None:
    spec = Spec(RECIPIENT)
    chair = SET.model_copy(update={"recipient": RecipientKind.CSP_CHAIR})
    spec.when(chair).refused("Choose the partnership", field="csp")
    spec.when(chair.model_copy(update={"csp": Csp.WATFORD})).then_kinds(RecipientSet)
    spec.when(SET.model_copy(update={"csp": Csp.WATFORD})).refused("only a CSP Chair", field="csp")
    spec.when(SET.model_copy(update={"address": "the portal"})).refused("Enter a whole e-mail address", field="address")
    spec.when(SET.model_copy(update={"address": "the portal", "channel": Channel.BY_HAND})).then_kinds(RecipientSet)


def test_each_recipient_has_a_stream_of_its_own() -> None:
    assert recipient_id(RecipientKind.CSP_CHAIR, "East Herts") == "csp-chair-east-herts"
    assert recipient_id(RecipientKind.MANAGER, None) == "partnerships-manager"
    names = {recipient_id(kind, None) for kind in RecipientKind}
    assert len(names) == len(RecipientKind)


@pytest.mark.rule("X-04")
def test_a_kind_of_notice_is_held_and_let_go_again() -> None:
    hold = HoldNotice(notice=Notice.DELAY, held=True)
    held = Spec(NOTICE).when(hold).then(NoticeHeld(notice=Notice.DELAY)).twice_changes_nothing()
    held.and_then.when(hold.model_copy(update={"held": False})).then(NoticeReleased(notice=Notice.DELAY))
    Spec(NOTICE).when(hold.model_copy(update={"held": False})).nothing()
