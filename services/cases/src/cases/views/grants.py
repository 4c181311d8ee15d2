"""Who may open which case (G-01)?"""

from typing import Any

from shared.record import Recorded
from shared.view import Key, Row, View

from cases.domain.events import AccessEnded, AccessGranted
from cases.views import tables


def _key(recorded: Recorded[Any]) -> Key:
    return (recorded.message.grantee, recorded.stream.removeprefix("case-"))


def _apply(_: Row | None, recorded: Recorded[Any]) -> Row | None:
    if isinstance(recorded.message, AccessEnded):
        return None
    grantee, case_id = _key(recorded)
    return {"grantee": grantee, "case_id": case_id}


VIEW = View(table=tables.grants, listens=(AccessGranted, AccessEnded), key=_key, apply=_apply)
