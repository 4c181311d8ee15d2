"""Who may do what with a dispatch, with the directory and with what is held (X-03 to X-08, G-03)? Pure.

Dispatches are the team's work for the whole county, so what counts is the post. Nobody else's role opens any.
"""

from typing import assert_never

from shared.actor import ALLOWED, Actor, Allowed, Forbidden
from shared.contracts.notifications import commands as c
from shared.decider import Context
from shared.message import Command

from notifications.domain import commands as own
from notifications.domain.calling import ToldBefore
from notifications.domain.dispatch import DispatchCommand
from notifications.domain.known import DispatchKnown
from notifications.domain.recipient import Recipient, RecipientCommand
from notifications.domain.state import State

_SYSTEM = "Only the system does this, when a fact of a case or of a chair calls for it."


def may_dispatch(command: DispatchCommand, state: State, context: Context[DispatchKnown]) -> Allowed:
    """Facts prepare, the system sends, the team sees to what stops, the manager lets go what is held (X-04)."""
    match command:
        case (
            own.PrepareDispatch()
            | own.KeepContent()
            | own.KeepLetter()
            | own.CallOffDispatch()
            | own.AddressDispatch()
            | own.StartAttempt()
            | own.RecordAttempt()
            | own.LookForAcknowledgement()
        ):
            return _of_the(command, context.actor, _SYSTEM)
        case c.ApproveDispatch():
            return _of_the(command, context.actor, "Only the Partnership's Manager approves what is held.")
        case c.CorrectDispatch():
            return _of_the(command, context.actor, "Only the Strategic Partnership's Team sends a correction.")
        case (
            c.ResolveUncertain()
            | c.RetryDispatch()
            | c.CancelDispatch()
            | c.RecordSentByHand()
            | c.RecordAcknowledgement()
        ):
            return _of_the(command, context.actor, "Only the Strategic Partnership's Team can change a dispatch.")
        case _:
            assert_never(command)


def may_call(command: own.CallForCorrection, state: None, context: Context[ToldBefore]) -> Allowed:
    """That a fact was corrected calls for it; a person then writes the correction (N-11)."""
    return _of_the(command, context.actor, _SYSTEM)


def may_direct(command: RecipientCommand, state: Recipient, context: Context[None]) -> Allowed:
    """The team and the administrators; that a change needs two of them is the decider's rule (X-08)."""
    match command:
        case c.SetRecipient() | c.ConfirmRecipient() | c.DeclineRecipient():
            return _of_the(command, context.actor, "Only the team and an administrator change the directory.")
        case _:
            assert_never(command)


def may_hold(command: c.HoldNotice, held: bool, context: Context[None]) -> Allowed:
    return _of_the(command, context.actor, "Only the Partnership's Manager decides what waits for approval.")


def _of_the(command: Command, actor: Actor, otherwise: str) -> Allowed:
    """Of the posts that the command names; `otherwise` says whose it is."""
    if actor.holds(*command.may):
        return ALLOWED
    raise Forbidden(otherwise)
