"""What does the quarterly report say, as presented or as it stands, as a page and as a file (B-02, B-03)?"""

import base64
import hashlib

from shared.actor import Actor, Role
from shared.calendar import Quarter as Months
from shared.contracts.tracker.queries import (
    File,
    QuarterList,
    QuarterlyReport,
    QuarterlyReportAnswer,
    QuarterlyReportFile,
    QuarterRow,
    Quarters,
)
from shared.decider import fold
from shared.reader import Reader
from shared.service import NotFound
from sqlalchemy import func, select

from tracker.answers.seen import whole_county
from tracker.domain.quarter import QUARTER, months_of, name_of
from tracker.domain.report import Day, assemble, missing
from tracker.files.pdf import pdf
from tracker.files.xlsx import xlsx
from tracker.views.look_ups import source
from tracker.views.tables import quarters, updates

_MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def quarterly_report(reader: Reader, asked: QuarterlyReport) -> QuarterlyReportAnswer:
    months = months_of(asked.quarter)
    quarter = fold(QUARTER, (recorded.message for recorded in reader.history(f"quarterly-{asked.quarter}")))
    if quarter.presented:
        content = quarter.presented.content
    elif not _sees_live(reader.actor):
        raise NotFound(f"The report of {months.in_words} has not been presented yet.")
    elif reader.today < months.first:
        raise NotFound(f"{months.in_words} has not begun.")
    else:
        day = Day(asked.quarter, months.first, months.last, reader.today, quarter.updates)
        content = assemble(source(reader.tx), day)
    return QuarterlyReportAnswer(
        quarter=asked.quarter,
        name=months.in_words,
        presented_on=quarter.presented.presented_on if quarter.presented else None,
        content=content,
        missing_updates=missing(content),
    )


def quarterly_report_file(reader: Reader, asked: QuarterlyReportFile) -> File:
    report = quarterly_report(reader, QuarterlyReport(quarter=asked.quarter))
    content = pdf(report) if asked.kind == "pdf" else xlsx(report)
    frozen = "" if report.presented_on else "-not-presented"
    return File(
        name=f"quarterly-report-{asked.quarter}{frozen}.{asked.kind}",
        media_type=_MEDIA[asked.kind],
        content=base64.b64encode(content).decode(),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def quarter_list(reader: Reader, _: QuarterList) -> Quarters:
    """The present quarter and the one before, and every quarter with a report or an update."""
    now = Months.of(reader.today)
    known = {row["quarter"]: row for row in reader.tx.execute(select(quarters)).mappings()}
    counted = select(updates.c.quarter, func.count()).group_by(updates.c.quarter)
    given: dict[str, int] = {name: count for name, count in reader.tx.execute(counted)}  # noqa: C416 - as in counting
    names = {name_of(now), name_of(now.previous()), *known, *given}
    cases = source(reader.tx).cases
    rows = (
        QuarterRow(
            quarter=name,
            name=months_of(name).in_words,
            presented_on=known[name]["presented_on"] if name in known else None,
            updates=given.get(name, 0),
            missing=0
            if name in known and known[name]["presented_on"]
            else max(0, sum(case.owes_update(months_of(name).last) for case in cases) - given.get(name, 0)),
        )
        for name in sorted(names, reverse=True)
    )
    seen = tuple(row for row in rows if row.presented_on or _sees_live(reader.actor))
    return Quarters(rows=seen, current=name_of(now))


def _sees_live(actor: Actor) -> bool:
    """Board members and finance are shown what was presented (G-03)."""
    return whole_county(actor) or actor.holds(Role.CSP_CHAIR)
