"""The tracker: which reviews are there, where does each stand, what do they come to (B-01, B-04, B-10)?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.calendar import in_words
from shared.contracts.cases.values import Category
from shared.contracts.tracker.queries import (
    HeadlineFigures,
    Headlines,
    TrackerList,
    TrackerOf,
    TrackerSummary,
    TrackerTotals,
)
from shared.contracts.tracker.report import Figures
from shared.contracts.tracker.values import ActionCounts, Stage, TrackerRow
from shared.deadline import SOON_28_DAYS, SOON_SIX_MONTHS, Deadline
from shared.question import Page
from shared.reader import Reader
from shared.service import NotFound
from sqlalchemy import ColumnElement, func, select

from tracker.answers.seen import cases_seen
from tracker.views import counting
from tracker.views.tables import escalations, tracker

_SORTS: Mapping[str, ColumnElement[Any]] = {
    "reference": tracker.c.reference,
    "csp": tracker.c.csp,
    "stage": tracker.c.stage,
    "attention": tracker.c.counted_from,
    "next_due": tracker.c.next_due,
}


def tracker_list(reader: Reader, asked: TrackerList) -> Page[TrackerRow]:
    t = tracker.c
    where = cases_seen(reader.actor)
    where += [t.csp == asked.csp] if asked.csp else []
    where += [t.stage == asked.stage.value] if asked.stage else []
    where += [t.category == asked.category.value] if asked.category else []
    where += [t.reference.icontains(asked.text.strip(), autoescape=True)] if asked.text else []
    by = _SORTS[asked.sort]
    rows = reader.tx.execute(
        select(tracker)
        .where(*where)
        .order_by(by.is_(None), by.desc() if asked.descending else by, t.reference)
        .limit(asked.size)
        .offset((asked.page - 1) * asked.size)
    ).mappings()
    total = reader.tx.scalar(select(func.count()).select_from(tracker).where(*where)) or 0
    return Page[TrackerRow](rows=_rows(reader, list(rows)), total=total, page=asked.page, size=asked.size)


def tracker_of(reader: Reader, asked: TrackerOf) -> TrackerRow:
    where = (tracker.c.case_id == asked.case_id, tracker.c.reference.is_not(None))
    rows = _rows(reader, list(reader.tx.execute(select(tracker).where(*where)).mappings()))
    if not rows:
        raise NotFound("The tracker does not know this review.")
    return rows[0]


def headline_figures(reader: Reader, asked: HeadlineFigures) -> Headlines:
    day = asked.as_at if asked.as_at and asked.as_at < reader.today else None
    reported = counting.figures(reader.tx, counting.reported(day))
    going_on = counting.figures(reader.tx, counting.under_way(day))
    t = tracker.c
    notified = t.imported.is_(False) if day is None else (t.imported.is_(False) & (t.attention_date <= day))
    undecided = t.proceed.is_(None) if day is None else (t.proceed.is_(None) | (t.decided_on > day))
    declined = t.proceed.is_(False) if day is None else (t.proceed.is_(False) & (t.decided_on <= day))
    return Headlines(
        as_at=day or reader.today,
        figures=reported,
        under_way=going_on,
        together=_sum(reported, going_on),
        awaiting_decision=counting.figures(reader.tx, notified, undecided).reviews,
        not_proceeding=counting.figures(reader.tx, notified, declined).reviews,
    )


def tracker_summary(reader: Reader, _: TrackerSummary) -> TrackerTotals:
    known = tracker.c.reference.is_not(None)
    return TrackerTotals(
        stages=counting.stages(reader.tx, known),
        csps=counting.csps(reader.tx, known),
        themes=counting.themes(reader.tx),
        actions=counting.together(counting.action_counts(reader.tx, reader.today).values()),
        open_escalations=sum(_open_escalations(reader, None).values()),
        budget=counting.latest_budget(reader.tx),
    )


def _rows(reader: Reader, rows: list[Any]) -> tuple[TrackerRow, ...]:
    ids = [row["case_id"] for row in rows]
    counts = counting.action_counts(reader.tx, reader.today, ids)
    escalated = _open_escalations(reader, ids)
    return tuple(_row(row, counts, escalated, reader.today) for row in rows)


def _row(
    row: Mapping[str, Any], counts: Mapping[str, ActionCounts], escalated: Mapping[str, int], today: date
) -> TrackerRow:
    clock = _clock(row)
    same = ("case_id", "reference", "csp", "murder_suicide", "victims", "perpetrator_deaths", "children", "imported")
    dates = ("attention_date", "decision_due", "decided_on", "report_due", "next_due", "submitted_on", "published_on")
    also = ("closed_on", "extended_to", "death_month", "chair", "outcome", "home_office_told", "referral")
    return TrackerRow(
        **{name: row[name] for name in (*same, *dates, *also)},
        stage=Stage(row["stage"]),
        category=Category(row["category"]),
        clock=clock.in_words(today) if clock else "",
        overdue=row["next_due"] is not None and row["next_due"] < today,
        report_state=_report_state(row),
        rounds=row["rounds"] or 0,
        actions=counts.get(row["case_id"], ActionCounts()),
        escalations=escalated.get(row["case_id"], 0),
    )


def _clock(row: Mapping[str, Any]) -> Deadline | None:
    """The clock that runs: to the decision, then to the report."""
    if row["imported"] or row["proceed"] is False or row["published"]:
        return None
    if row["decided_on"] is None:
        return Deadline(row["decision_due"], None, row["attention_date"], SOON_28_DAYS)
    due = row["extended_to"] or row["report_due"]
    return Deadline(due, row["submitted_on"], row["decided_on"], SOON_SIX_MONTHS) if due else None


def _report_state(row: Mapping[str, Any]) -> str:
    if row["published_on"]:
        return f"published on {in_words(row['published_on'])}"
    if row["published"]:
        return "published"
    if row["submitted_on"]:
        sent = f"submitted on {in_words(row['submitted_on'])}" + (
            f", round {row['rounds']}" if row["rounds"] > 1 else ""
        )
        return f"{sent}: {row['outcome']}" if row["outcome"] else f"{sent}, no outcome yet"
    if row["agreed_stage"]:
        return f"agreed by the {row['agreed_stage']} on {in_words(row['agreed_on'])}"
    if row["imrs_requested"]:
        return f"IMRs: {row['imrs_accepted'] or 0} of {row['imrs_requested']} accepted"
    if row["panel_meetings"]:
        return "1 panel meeting held" if row["panel_meetings"] == 1 else f"{row['panel_meetings']} panel meetings held"
    return "not begun"


def _open_escalations(reader: Reader, case_ids: list[str] | None) -> dict[str, int]:
    x = escalations.c
    query = select(x.case_id, func.count()).where(x.closed_on.is_(None)).group_by(x.case_id)
    if case_ids is not None:
        query = query.where(x.case_id.in_(case_ids))
    return {case_id: count for case_id, count in reader.tx.execute(query)}  # noqa: C416 - as in counting


def _sum(one: Figures, other: Figures) -> Figures:
    return Figures(**{name: value + getattr(other, name) for name, value in one.model_dump().items()})
