"""What would an officer say of each fact? One sentence, without an address and without what a document says."""

from datetime import datetime
from typing import assert_never

from shared.calendar import LONDON, in_words
from shared.contracts.notifications.values import Channel

from notifications.domain.events import dispatch as e
from notifications.domain.events.corrections import CorrectionCalledFor
from notifications.domain.events.notice import NoticeEvent, NoticeHeld, NoticeReleased
from notifications.domain.events.recipient import RecipientDeclined, RecipientEvent, RecipientProposed, RecipientSet


def describe(event: e.DispatchEvent | RecipientEvent | NoticeEvent | CorrectionCalledFor) -> str:
    match event:
        case CorrectionCalledFor(what=what, on=day, dispatches=sent):
            those = "one document that told" if len(sent) == 1 else f"{len(sent)} documents that told"
            return f"On {in_words(day)} {what} was corrected, and {those} of it calls for a correction."
        case RecipientSet() | RecipientProposed() | RecipientDeclined():
            return _of_directory(event)
        case NoticeHeld(notice=notice):
            return f"From now on a person approves each {notice.value} before it is sent."
        case NoticeReleased(notice=notice):
            return f"From now on each {notice.value} is sent without waiting for approval."
        case _:
            return _of_dispatch(event)


def _of_dispatch(event: e.DispatchEvent) -> str:
    match event:
        case e.DispatchPrepared(corrects=None):
            held = " It waits for approval." if event.held else ""
            return f"The {event.notice.value} was prepared for the {event.recipient.value}.{held}"
        case e.DispatchPrepared():
            return f"A correction of the {event.notice.value} was prepared for the {event.recipient.value}."
        case e.DispatchAddressed(channel=channel, name=name):
            return f"It goes to {name}, {'by e-mail' if channel is Channel.EMAIL else 'by hand'}."
        case e.ContentMade():
            return "The document was printed, and this is what is sent."
        case e.LetterWritten():
            return "The letter was written. It is sent with a personal link, which is kept nowhere."
        case e.DispatchApproved(approved_on=day):
            return f"It was approved on {in_words(day)}."
        case e.AttemptStarted(attempt=number):
            return f"Attempt {number} to send it began."
        case e.AttemptSucceeded(attempt=number, acknowledge_by=due):
            asked = f" An acknowledgement is due by {in_words(due)}." if due else ""
            return f"The mail server took it at attempt {number}.{asked}"
        case e.AttemptFailedForNow(attempt=number, next_try=when):
            return f"Attempt {number} failed. The system tries again from {_moment(when)}."
        case e.AttemptFailedForGood(attempt=number):
            return f"Attempt {number} failed for good. The team has a task to send it in another way or to try again."
        case e.AttemptUncertain(attempt=number):
            return f"It is uncertain whether attempt {number} sent it. A person needs to find out."
        case e.UncertaintyResolved(was_sent=True, on=day):
            return f"It was found on {in_words(day)} that it had been sent."
        case e.UncertaintyResolved(on=day):
            return f"It was found on {in_words(day)} that it had not been sent. The system sends it again."
        case e.DispatchRetried(asked_on=day):
            return f"Another attempt was asked for on {in_words(day)}."
        case e.DispatchCancelled(cancelled_on=day):
            return f"It was called off on {in_words(day)}."
        case e.DispatchNotNeeded(called_off_on=day):
            return f"It was called off on {in_words(day)}, while it was being sent: there is no further attempt."
        case e.DispatchSentByHand(sent_at=when):
            return f"It was sent by hand on {_moment(when)}."
        case e.DispatchAcknowledged(on=day):
            return f"The recipient acknowledged it on {in_words(day)}."
        case e.AcknowledgementFellDue(due=due):
            return f"No acknowledgement had come by {in_words(due)}."
        case _:
            assert_never(event)


def _of_directory(event: RecipientEvent) -> str:
    whose = f"the {event.recipient.value}" + (f" of {event.csp}" if event.csp else "")
    match event:
        case RecipientSet(name=name, from_date=day):
            return f"From {in_words(day)}, notices to {whose} go to {name}."
        case RecipientProposed(name=name, from_date=day):
            return f"A change was entered: from {in_words(day)}, notices to {whose} would go to {name}."
        case RecipientDeclined():
            return f"The change of {whose} was turned down."
        case _:
            assert_never(event)


def _moment(when: datetime) -> str:
    """`3 November 2026 at 14:02`"""
    there = when.astimezone(LONDON)
    return f"{in_words(there.date())} at {there:%H:%M}"
