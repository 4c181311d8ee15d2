"""Which file goes with this document, such as the report itself, and is it as it was put on record?"""

import asyncio

from shared.hosting.running import Running
from shared.privacy.documents import DocumentChanged, DocumentMissing

from notifications.answers.detail import enclosure
from notifications.channels.letter import Enclosed
from notifications.channels.outcome import FailedForGood, FailedForNow
from notifications.domain.state import Dispatch
from notifications.forms.filenames import enclosed_name
from notifications.workers.mailing import History
from notifications.workers.printing import ERASED

NOT_THERE = "The file that goes with it is not in the store. Please add it to the report's version again."
NO_PLACE = "The place where files are kept has not been set up yet."

_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


async def enclosed(running: Running, at: Dispatch, history: History) -> Enclosed | FailedForNow | FailedForGood | None:
    """None where nothing goes with it; or why it cannot be sent."""
    named = enclosure(history)
    if named is None:
        return None
    if running.documents is None:
        return FailedForNow(NO_PLACE)
    subject = f"case-{at.case_id}"
    key = running.vault.keys([subject], make=False).get(subject)
    if key is None:
        return FailedForGood(ERASED)
    try:
        content = await asyncio.to_thread(running.documents.get, named.sha256, key)
    except DocumentMissing:
        return FailedForNow(NOT_THERE)
    except DocumentChanged as changed:
        return FailedForGood(str(changed))
    return Enclosed(enclosed_name(at.reference, named.kind), _MEDIA_TYPES[named.kind], content)
