"""Which letters do the facts of an evaluation call for, and which are not needed any more (Q-01)? Pure.

The occasion of a letter is the number of the personal link that it takes to its member.
"""

from shared.contracts.cases.values import Evaluator
from shared.contracts.chairs.facts import (
    EvaluationClosed,
    EvaluationOpened,
    EvaluationReceived,
    EvaluationReminderDue,
    EvaluatorInvitedAgain,
)
from shared.contracts.notifications.values import Form, Notice, RecipientKind
from shared.message import ERASED, Command
from shared.record import Recorded
from shared.service import Reaction

from notifications.domain.commands import CallOffDispatch, PrepareDispatch
from notifications.forms import evaluation
from notifications.reactions.occasion import ONCE, day_of, dispatch_id


def evaluation_opened(recorded: Recorded[EvaluationOpened]) -> list[Command]:
    """An invitation to each member of the panel whose address is known (Q-01)."""
    fact = recorded.message
    return [
        _to_member(fact, Notice.INVITATION, one, evaluation.invitation(fact, one, day_of(recorded)), ONCE)
        for one in fact.evaluators
        if one.email not in (None, ERASED)
    ]


def evaluator_invited_again(recorded: Recorded[EvaluatorInvitedAgain]) -> list[Command]:
    """What was on its way with the link before this one is called off."""
    fact, one = recorded.message, recorded.message.evaluator
    before = _call_off(fact.case_id, one.member_id, fact.link - 1, "A new link was sent.")
    if one.email in (None, ERASED):
        return before
    content = evaluation.invitation(fact, one, day_of(recorded))
    return [*before, _to_member(fact, Notice.INVITATION, one, content, fact.link)]


def evaluation_reminder_due(recorded: Recorded[EvaluationReminderDue]) -> list[Command]:
    fact = recorded.message
    return [
        _to_member(
            fact,
            Notice.REMINDER,
            one,
            evaluation.reminder(fact, one, day_of(recorded)),
            fact.links.get(one.member_id, ONCE),
        )
        for one in fact.evaluators
        if one.email not in (None, ERASED)
    ]


def evaluation_received(recorded: Recorded[EvaluationReceived]) -> list[Command]:
    """Nobody is asked for what they have sent already, by the link or on paper."""
    fact = recorded.message
    return _call_off(fact.case_id, fact.member_id, fact.link, "They have answered.") if fact.member_id else []


def evaluation_closed(recorded: Recorded[EvaluationClosed]) -> list[Command]:
    fact = recorded.message
    return [
        command
        for member_id in fact.member_ids
        for command in _call_off(fact.case_id, member_id, fact.links.get(member_id, ONCE), "The evaluation has closed.")
    ]


REACTIONS = (
    Reaction(EvaluationOpened, evaluation_opened),
    Reaction(EvaluatorInvitedAgain, evaluator_invited_again),
    Reaction(EvaluationReminderDue, evaluation_reminder_due),
    Reaction(EvaluationReceived, evaluation_received),
    Reaction(EvaluationClosed, evaluation_closed),
)


def _to_member(
    fact: EvaluationOpened | EvaluatorInvitedAgain | EvaluationReminderDue,
    notice: Notice,
    one: Evaluator,
    content: Form,
    link: int,
) -> Command:
    """The occasion is the number of the link that it takes to them."""
    return PrepareDispatch(
        dispatch_id=dispatch_id(fact.case_id, notice, one.member_id, link),
        case_id=fact.case_id,
        reference=fact.reference,
        csp=fact.csp,
        notice=notice,
        recipient=RecipientKind.PANEL_MEMBER,
        occasion=link,
        content=content,
        member_id=one.member_id,
        address=one.email,
    )


def _call_off(case_id: str, member_id: str, link: int, reason: str) -> list[Command]:
    return [
        CallOffDispatch(dispatch_id=dispatch_id(case_id, notice, member_id, link), reason=reason)
        for notice in (Notice.INVITATION, Notice.REMINDER)
    ]
