"""What goes into the e-mail of this dispatch: the document as it was printed, or the letter with its personal link?"""

from base64 import b64decode
from collections.abc import Sequence
from typing import Any

from shared.contracts.evaluation_link import Invited
from shared.record import Recorded

from notifications.answers.detail import content, letter, pdf
from notifications.channels.letter import Enclosed, Letter, Mail, PlainLetter
from notifications.channels.outcome import FailedForGood, FailedForNow, Outcome
from notifications.domain.state import Dispatch
from notifications.forms.evaluation import LINK
from notifications.forms.filenames import filename
from notifications.settings import NotificationSettings, personal_link
from notifications.workers.printing import ERASED

type History = Sequence[Recorded[Any]]

NO_LINK = "The address of this system, or the key of the personal links, has not been set up yet."


def mail_of(
    at: Dispatch, history: History, settings: NotificationSettings, enclosed: Enclosed | None
) -> Mail | Outcome:
    """Or why there is nothing to send."""
    if at.address is None:
        return FailedForGood(ERASED)
    if at.notice.letter:
        return _plain(at, at.address, history, settings)
    return _document(at, history, settings, enclosed)


def _plain(at: Dispatch, address: str, history: History, settings: NotificationSettings) -> Mail | Outcome:
    text, form = letter(history), content(history)
    if text is None or form is None or at.member_id is None:
        return FailedForGood(ERASED)
    link = personal_link(settings, Invited(at.case_id, at.member_id, at.occasion))
    if link is None:
        return FailedForNow(NO_LINK)
    return PlainLetter(
        dispatch_id=at.dispatch_id,
        recipient=address,
        reference=at.reference,
        title=form.title,
        text=text.replace(LINK, link),
    )


def _document(
    at: Dispatch, history: History, settings: NotificationSettings, enclosed: Enclosed | None
) -> Mail | Outcome:
    document = pdf(history)
    if document is None or at.address is None:
        return FailedForGood(ERASED)
    corrects = at.corrects is not None
    return Letter(
        dispatch_id=at.dispatch_id,
        recipient=at.address,
        reference=at.reference,
        filename=filename(at.reference, at.notice, correction=corrects),
        pdf=b64decode(document),
        signatory=f"{settings.signatory}\n{settings.team}\n{settings.council}",
        correction=corrects,
        enclosed=enclosed,
    )
