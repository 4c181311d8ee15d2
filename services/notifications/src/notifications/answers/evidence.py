"""What proves what was sent, to whom, when, with its hash, every attempt and the replies word for word (X-09)?

A ZIP file with the very bytes that were sent and the record of them in words; the same bytes each time it is asked for.
"""

import io
from base64 import b64decode, b64encode
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from shared.calendar import LONDON, in_words
from shared.contracts.notifications.answers import DispatchRecord, EvidencePack
from shared.contracts.notifications.queries import DispatchEvidence
from shared.reader import Reader

from notifications.answers.detail import record_of

_BEGINNING = (1980, 1, 1, 0, 0, 0)


def evidence(reader: Reader, question: DispatchEvidence) -> EvidencePack:
    record = record_of(reader, question.dispatch_id)
    packed = io.BytesIO()
    with ZipFile(packed, "w") as pack:
        if record.pdf is not None:
            pack.writestr(_file(record.filename), b64decode(record.pdf))
        if record.text is not None:
            pack.writestr(_file(record.filename), record.text)
        pack.writestr(_file("record.txt"), in_sentences(record))
        pack.writestr(_file("record.json"), record.model_dump_json(exclude={"pdf", "text"}, indent=2))
    name = record.filename.rpartition(".")[0] + "-evidence.zip"
    return EvidencePack(case_id=record.row.case_id, filename=name, zip=b64encode(packed.getvalue()).decode())


def in_sentences(record: DispatchRecord) -> str:
    row = record.row
    lines = [
        "OFFICIAL",
        f"{row.notice.value[:1].upper()}{row.notice.value[1:]}, to the {row.recipient.value}",
        f"Reference: {row.reference}",
        f"State: {row.state.value}",
        f"Recipient: {record.name or 'not known yet'}, {record.address or 'no address yet'}",
        f"File: {record.filename}, printed by {record.template or 'nothing yet'}",
        f"Fingerprint of the file (SHA-256): {row.sha256 or 'none yet'}",
        *_with_it(record),
        "",
        "Attempts",
    ]
    for one in record.attempts:
        tls = f", over {one.tls}" if one.tls else ""
        lines.append(f"{one.number}. Began {_moment(one.started_at)}, to {one.address}, Message-ID {one.message_id}")
        if one.ended_at is not None and one.outcome is not None:
            lines.append(f"   Ended {_moment(one.ended_at)}: {one.outcome.in_words}{tls}")
            lines.append(f"   {one.words}")
    lines += [*([] if record.attempts else ["None."]), "", "History"]
    lines += [f"{_moment(one.at)}: {one.sentence} ({one.by})" for one in record.history]
    return "\n".join(lines) + "\n"


def _with_it(record: DispatchRecord) -> list[str]:
    if record.enclosure is None:
        return []
    return [f"With it: the report itself ({record.enclosure.kind}), fingerprint (SHA-256): {record.enclosure.sha256}"]


def _file(name: str) -> ZipInfo:
    entry = ZipInfo(name, _BEGINNING)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _moment(when: datetime) -> str:
    there = when.astimezone(LONDON)
    return f"{in_words(there.date())} at {there:%H:%M:%S}"
