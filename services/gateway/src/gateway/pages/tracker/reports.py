"""What does the quarterly report say, as presented or as it stands, and who presents it (B-02, B-03)?"""

from base64 import b64decode
from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.contracts.tone import Tone
from shared.contracts.tracker.commands import AskForUpdates, PresentQuarterlyReport
from shared.contracts.tracker.queries import (
    QuarterList,
    QuarterlyReport,
    QuarterlyReportAnswer,
    QuarterlyReportFile,
    Quarters,
)
from shared.contracts.tracker.report import ReportedCase, ReportedEscalation
from starlette.responses import Response

from gateway.forms.form import Form
from gateway.gate import Entry
from gateway.pages.deeds import deed, offered, routes_of
from gateway.pages.tracker.parts import BUDGET, COUNTED, action_row, budget_rows, figure_rows, headline, sub_navigation
from gateway.show import chart
from gateway.show.components import Tag, sentence
from gateway.show.exports import handed_out
from gateway.web.routes import ask_all, page, route
from gateway.web.visit import Visit

MENU = Entry("Reports", "/reports", 80)
MISSING = "No update was given"
UPDATE_MISSING = Tag("Update missing", Tone.RED)


def _quarters(visit: Visit, answer: Quarters) -> Mapping[str, Any]:
    return {
        "parts_of_tracker": sub_navigation(visit),
        "tasks": [
            {
                "name": one.name,
                "href": f"/reports/{one.quarter}",
                "owner": _updates(one.updates, one.missing),
                "due": None,
                "state": _presented(one.presented_on),
            }
            for one in answer.rows
        ],
    }


def _presented(on: date | None) -> Tag:
    return Tag("Presented", Tone.GREEN) if on else Tag("Not presented yet", Tone.GREY)


def _updates(given: int, missing: int) -> str:
    said = f"{given} {'update' if given == 1 else 'updates'} given"
    return f"{said}, {missing} missing" if missing else said


def _report(visit: Visit, answer: QuarterlyReportAnswer) -> Mapping[str, Any]:
    content = answer.content
    stages = [(sentence(one.name), one.count) for one in content.stages]
    return {
        "report": answer,
        "state": _presented(answer.presented_on),
        "content": content,
        "headline": headline(content.figures),
        "figures": figure_rows(content.figures, content.under_way),
        "stages": stages,
        "chart": chart.bars(
            "stages",
            stages,
            title=f"Reviews by stage, {answer.name}",
            description=chart.in_words(stages),
        ),
        "cases": [_case(one) for one in content.cases],
        "escalations": [_escalation(one) for one in content.escalations],
        "by_agency": [action_row(one.name, one.actions) for one in content.by_agency],
        "by_csp": [action_row(one.name, one.actions) for one in content.by_csp],
        "counted": COUNTED,
        "themes": [(one.name, one.count) for one in content.themes],
        "budget": budget_rows(content.budget),
        "budget_columns": BUDGET,
        "offers": offered(visit, (ASK, PRESENT), answer),
    }


def _case(one: ReportedCase) -> dict[str, Any]:
    told = {True: "Yes", False: "Not yet", None: None}[one.home_office_told]
    pairs: list[tuple[str, Any]] = [
        ("Partnership", one.csp),
        ("Stage", sentence(one.stage)),
        ("Chair", one.chair or "None yet"),
        ("Due next", one.next_due),
        ("Update", one.update or (MISSING if one.asked_of else "Not asked for before the decision")),
    ]
    if one.asked_of and not one.update:
        pairs.append(("Asked of", f"The {one.asked_of}"))
    more = (
        ("Reason for the delay", one.delay_reason),
        ("Other date agreed", one.extended_to),
        ("Home Office told of the delay", told),
        ("Referral to another review", sentence(one.referral) if one.referral else None),
    )
    pairs += [(label, value) for label, value in more if value]
    if one.actions.total:
        ended = one.actions.assured + one.actions.closed
        pairs.append(("Actions", f"{ended} of {one.actions.total} ended, {one.actions.overdue} overdue"))
    return {
        "reference": one.reference,
        "pairs": pairs,
        "missing": UPDATE_MISSING if one.asked_of and not one.update else None,
    }


def _escalation(one: ReportedEscalation) -> tuple[Any, ...]:
    number = one.number or "The agency as a whole"
    return one.reference, one.csp, number, one.agency, one.reason, one.opened_on, one.closed_on, one.outcome


async def as_file(visit: Visit) -> Response:
    found = (await ask_all(visit, {"file": QuarterlyReportFile}))["file"]
    return handed_out(b64decode(found.content), found.name, found.media_type, open_it=visit.path["kind"] == "pdf")


def _about(answer: QuarterlyReportAnswer) -> str:
    return f"The report of {answer.name}."


PRESENT = deed(
    "/reports/{quarter}/present",
    Form(
        command=PresentQuarterlyReport,
        title="Present the report",
        intro=lambda answer: (
            f"{_about(answer)}\n\nThe report is frozen. Later readers see it as you presented it. {_missing(answer)}"
        ),
        fields=(),
        submit="Present the report",
        done="/reports/{quarter}",
        asks=QuarterlyReport,
        said="The report is presented, and stays as it is now.",
    ),
    when=lambda answer: answer.presented_on is None,
)


def _missing(answer: QuarterlyReportAnswer) -> str:
    if not answer.missing_updates:
        return "All updates were given."
    return f"No update was given for {', '.join(answer.missing_updates)}; the report says so."


ASK = deed(
    "/reports/{quarter}/ask",
    Form(
        command=AskForUpdates,
        title="Ask for the updates that are missing",
        intro=lambda answer: (
            f"{_about(answer)}\n\nThe panel chair is asked until the report is complete, and the CSP Chair after."
        ),
        fields=(),
        submit="Ask for the updates",
        done="/reports/{quarter}",
        asks=QuarterlyReport,
        said="It is recorded that the updates were asked for.",
    ),
    when=lambda answer: answer.presented_on is None and bool(answer.missing_updates),
)

ROUTES = [
    *page("/reports", "tracker/reports.html", QuarterList, prepare=_quarters),
    *page("/reports/{quarter}", "tracker/report.html", QuarterlyReport, prepare=_report),
    *routes_of(PRESENT, ASK),
    *route("/reports/{quarter}/{kind}", as_file, may=QuarterlyReportFile.may),
]
