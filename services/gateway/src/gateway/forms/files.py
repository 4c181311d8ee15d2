"""Where does a chosen file go before the form that names it is sent? To the service, under the key of what it is about.

The form then carries the file's name and its fingerprint alone, so nobody has to choose it again.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

from shared.actor import Forbidden
from shared.asking import LARGEST_FILE
from shared.network.client import Away
from shared.service import NotFound

from gateway.access import asking
from gateway.forms.field import Asked
from gateway.forms.reading import Problems, Raw, begin
from gateway.web.visit import Chosen, Visit

WRITTEN = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".txt")
KINDS = (*WRITTEN, ".xlsx", ".ods", ".csv", ".png", ".jpg", ".jpeg")
"""Files that people send us. They are handed out again to be saved, never shown as a page."""

_LARGEST = f"{LARGEST_FILE // 1_000_000} MB"


async def keep_files(
    visit: Visit, service: str, subject: str, fields: Sequence[Asked], raw: Raw
) -> tuple[Raw, Problems]:
    """The form's values with the chosen files among them, and what is wrong with those that were not kept."""
    asked = {one.key: one for one in fields if one.component == "document"}
    kept: dict[str, Sequence[str]] = dict(raw)
    problems: dict[str, str] = {}
    for chosen in await visit.chosen():
        if (field := asked.get(chosen.key)) is None:
            continue
        if wrong := _wrong(chosen, field):
            problems[field.key] = wrong
            continue
        try:
            sha256 = await asking.keep_file(visit.gate, visit.who, service, subject, chosen.content)
        except (Away, NotFound, Forbidden) as trouble:
            problems[field.key] = _not_kept(trouble)
            continue
        for part, value in (("name", chosen.name), ("sha256", sha256)):
            kept[f"{field.key}-{part}"] = [*kept.get(f"{field.key}-{part}", ()), value]
    return kept, problems


def _wrong(chosen: Chosen, field: Asked) -> str:
    if not chosen.content:
        return f"{begin(field)} is an empty file. Please choose another one"
    if len(chosen.content) > LARGEST_FILE:
        return f"{begin(field)} must be smaller than {_LARGEST}. A PDF with smaller pictures may help"
    if PurePosixPath(chosen.name).suffix.lower() not in KINDS:
        return f"{begin(field)} must be a PDF, a Word or OpenDocument file, a spreadsheet, a text or a picture"
    return ""


def _not_kept(trouble: Exception) -> str:
    if isinstance(trouble, Away):
        return "The file could not be kept just now. Your other answers are: please choose the file again"
    return str(trouble)
