"""How are the report's versions, approvals, submission, outcome and publication recorded (rules O, S, C)?"""

from shared.contracts.cases.answers import Overview
from shared.contracts.cases.commands import (
    AddReportVersion,
    AgreeExtension,
    AgreeReport,
    PublishReport,
    RecordFamilyReading,
    RecordOutcome,
    ShareDraftWithFamily,
    SubmitReport,
)
from shared.contracts.cases.queries import CaseOverview, ReportVersionFile
from shared.service import NotFound
from starlette.responses import Response

from gateway.forms.field import Field
from gateway.forms.flow import Form, form_page
from gateway.web.files import kept_file
from gateway.web.routes import ask_all, route
from gateway.web.visit import Visit

_BACK = "/cases/{case_id}/report"


def _versions(case: Overview) -> tuple[str, ...]:
    return tuple(reversed([version.version for version in case.report_versions]))


_VERSION = Field("report_version", "Which version?", "select", options=_versions, called="the version")

ADD = Form(
    command=AddReportVersion,
    title="Add a version of the report",
    fields=(
        Field("report_version", "What is this version called?", hint="For example, 0.3", called="the version"),
        Field("author", "Author"),
        Field("added_on", "When was it finished?", called="the date"),
        Field("note", "Note", "textarea"),
        Field(
            "document",
            "The report itself",
            "document",
            called="the report",
            hint="A PDF or a Word file (.docx). When this version is submitted, the file goes to the Home Office and "
            "to the Domestic Abuse Commissioner",
        ),
    ),
    files_under="case-{case_id}",
    submit="Add the version",
    done=_BACK,
    said="The version is added.",
)

SHARE = Form(
    command=ShareDraftWithFamily,
    title="Share a draft with the family",
    intro="The family has at least three weeks (21 days) to consider a draft.",
    fields=(
        _VERSION,
        Field("shared_on", "When was it shared?", called="the date on which it was shared"),
        Field("read_by", "Until when can they read it?", called="the end of the reading time"),
    ),
    submit="Save",
    done=_BACK,
    asks=CaseOverview,
    said="The sharing is recorded.",
)

READING = Form(
    command=RecordFamilyReading,
    title="Record the family's reading",
    fields=(
        Field(
            "declined",
            "Did the family decline to read the draft, or to take more time?",
            called="whether the family declined",
        ),
        Field("finished_on", "When did they finish, or decline?", called="the date"),
        Field("comments", "Their comments", "textarea"),
    ),
    submit="Save",
    done=_BACK,
    said="The family's reading is recorded.",
)

AGREE = Form(
    command=AgreeReport,
    title="Record an approval of the report",
    intro="The panel agrees the report first, then the Sub-Group, then the CSP.",
    fields=(
        Field("stage", "Who agreed it?", "radios", called="who agreed it"),
        _VERSION,
        Field("agreed_on", "When?", called="the date of the approval"),
    ),
    submit="Save the approval",
    done=_BACK,
    asks=CaseOverview,
    said="The approval is recorded.",
)

EXTEND = Form(
    command=AgreeExtension,
    title="Record another date for the report",
    intro="Panel and CSP both agree another date. The Home Office is told of every delay, automatically.",
    fields=(
        Field("new_due", "When is the report due now?", called="the new date"),
        Field("agreed_on", "When was this agreed?", called="the date of the agreement"),
        Field("panel_agreed", "The panel agreed", "confirm", required=False),
        Field("csp_agreed", "The CSP agreed", "confirm", required=False),
        Field("reason", "Why?", "textarea", called="the reason"),
    ),
    submit="Save the new date",
    done=_BACK,
    said="The new date is recorded. The Home Office is told.",
)

SUBMIT = Form(
    command=SubmitReport,
    title="Submit the report to the Home Office",
    intro="The report goes to the Home Office's Quality Assurance Panel, and to the Domestic Abuse Commissioner.",
    fields=(Field("submitted_on", "When is it submitted?", called="the date of the submission"),),
    submit="Submit the report",
    done=_BACK,
    said="The report is submitted.",
)

OUTCOME = Form(
    command=RecordOutcome,
    title="Record the Home Office's outcome",
    fields=(
        Field("outcome", "What is the outcome?", "radios", called="the outcome"),
        Field("recorded_on", "When did the Home Office answer?", called="the date of the answer"),
        Field("letter", "What does the letter say?", "textarea", called="what the letter says"),
    ),
    submit="Save the outcome",
    done=_BACK,
    said="The outcome is recorded.",
)

PUBLISH = Form(
    command=PublishReport,
    title="Record the publication",
    fields=(
        Field("published_on", "When was the report published?", called="the date of the publication"),
        Field("where", "Where?", hint="The address of the page", called="where it was published"),
    ),
    submit="Save the publication",
    done=_BACK,
    said="The publication is recorded.",
)


async def version_file(visit: Visit) -> Response:
    case: Overview = (await ask_all(visit, {"found": CaseOverview}))["found"]
    wanted = visit.path["report_version"]
    version = next((one for one in case.report_versions if one.version == wanted and one.document), None)
    if version is None or version.document is None:
        raise NotFound("No file was kept for this version of the report.")
    kind = (version.document_name or "").rpartition(".")[2].lower() or "pdf"
    name = f"{case.header.reference}-overview-report-{wanted}.{kind}"  # ours: theirs may name somebody
    return await kept_file(
        visit,
        name,
        version.document,
        lambda at: ReportVersionFile(case_id=visit.path["case_id"], report_version=wanted, at=at),
    )


ROUTES = [
    *form_page("/cases/{case_id}/report-version", ADD),
    *route("/cases/{case_id}/report/{report_version}/file", version_file, may=ReportVersionFile.may),
    *form_page("/cases/{case_id}/family-draft", SHARE),
    *form_page("/cases/{case_id}/family-reading", READING),
    *form_page("/cases/{case_id}/agree-report", AGREE),
    *form_page("/cases/{case_id}/extension", EXTEND),
    *form_page("/cases/{case_id}/submit-report", SUBMIT),
    *form_page("/cases/{case_id}/outcome", OUTCOME),
    *form_page("/cases/{case_id}/publish", PUBLISH),
]
