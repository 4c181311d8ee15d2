"""What is known of one dispatch: the document as it was sent, to whom, every attempt, and what can be done (X-02)?"""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from shared.contracts.notifications.answers import AttemptRow, DispatchRecord
from shared.contracts.notifications.queries import DispatchDetail, DispatchEvidence
from shared.contracts.tone import Tone
from shared.service import NotFound
from starlette.responses import Response

from gateway.pages.deeds import offered
from gateway.pages.dispatches.changing import ON_DISPATCH
from gateway.pages.words import named
from gateway.show.components import Tag, moment, sentence, tag
from gateway.show.exports import handed_out
from gateway.web.routes import ask_all, page, route
from gateway.web.visit import Visit


def _record(visit: Visit, record: DispatchRecord) -> Mapping[str, Any]:
    row = record.row
    by = named(visit, {said.by for said in record.history} | {record.approved_by})
    return {
        "row": row,
        "state": tag(row.state),
        "title": sentence(row.notice) + (": correction" if row.corrects else ""),
        "offers": offered(visit, ON_DISPATCH, record, corrects=row.dispatch_id),
        "stands": _stands(record),
        "document": _document(record),
        "attempts": [_attempt(one) for one in record.attempts],
        "approved_by": by.get(record.approved_by or ""),
        "sentences": [
            {"text": said.sentence, "at": said.at, "by": by[said.by]} for said in reversed(record.history)
        ],
    }  # fmt: skip


def _stands(record: DispatchRecord) -> list[tuple[str, Any]]:
    row = record.row
    pairs: list[tuple[str, Any]] = [
        ("To", record.name or f"The {row.recipient}; the directory does not know them yet"),
        ("Address", record.address),
        ("Channel", sentence(row.channel) if row.channel else None),
        ("Prepared on", row.prepared_on),
        ("Sent", row.sent_at),
    ]
    if row.next_try is not None:
        pairs.append(("Next attempt", row.next_try))
    if row.acknowledge_by is not None:
        pairs.append(("Acknowledgement due by", row.acknowledge_by))
    waits = "Not yet" if row.acknowledge_by else "It is not asked for"
    pairs.append(("Acknowledged by the recipient on", row.acknowledged_on or waits))
    return [*pairs, ("Told if it fails", record.told_of_failure)]


def _document(record: DispatchRecord) -> list[tuple[str, Any]]:
    form = record.content
    template = f"{sentence(form.template.replace('-', ' '))}, version {form.template_version}" if form else None
    file = "letter" if record.row.notice.letter else "file"
    pairs: list[tuple[str, Any]] = [
        ("Template", template or record.template),
        (f"Fingerprint of the {file} (SHA-256)", record.row.sha256),
    ]
    if record.enclosure is not None:
        kind = "PDF" if record.enclosure.kind == "pdf" else "Word document"
        pairs += [
            ("With it", f"The report itself ({kind}), which stands with its version on the case’s page Report"),
            ("Fingerprint of the report (SHA-256)", record.enclosure.sha256),
        ]
    return pairs


def _outcome(one: AttemptRow) -> Tag:
    return tag(one.outcome) if one.outcome else Tag("Not known yet", Tone.YELLOW)


def _attempt(one: AttemptRow) -> dict[str, Any]:
    pairs: list[tuple[str, Any]] = [("Began", one.started_at), ("To", one.address), ("Ended", one.ended_at)]
    if one.words:
        pairs.append(("Reply, word for word", one.words))
    if one.tls:
        pairs.append(("Encrypted on the way with", one.tls))
    if one.next_try:
        pairs.append(("Tried again from", moment(one.next_try)))
    return {"number": one.number, "outcome": _outcome(one), "pairs": pairs}


async def document(visit: Visit) -> Response:
    record = (await ask_all(visit, {"found": DispatchDetail}))["found"]
    if record.pdf is None:
        raise NotFound("There is no document: it is not printed yet, or the personal data of the case was erased.")
    return handed_out(b64decode(record.pdf), record.filename, "application/pdf", open_it=True)


async def evidence(visit: Visit) -> Response:
    pack = (await ask_all(visit, {"found": DispatchEvidence}))["found"]
    return handed_out(b64decode(pack.zip), pack.filename, "application/zip")


ROUTES = [
    *page("/dispatches/{dispatch_id}", "dispatches/record.html", DispatchDetail, prepare=_record),
    *route("/dispatches/{dispatch_id}/document", document, may=DispatchDetail.may),
    *route("/dispatches/{dispatch_id}/evidence", evidence, may=DispatchEvidence.may),
]
