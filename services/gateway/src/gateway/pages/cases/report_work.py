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
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
from gateway.web.files import kept_file
from gateway.web.routes import ask_all, route
from gateway.web.visit import Visit

_BACK = "/cases/{case_id}/report"


def _versions(case: Overview) -> tuple[str, ...]:
    return tuple(reversed([version.version for version in case.report_versions]))


_VERSION = Field("report_version", "the version", "select", options=_versions, ask="Which version?")

ADD = deed(
    "/cases/{case_id}/report-version",
    Form(
        command=AddReportVersion,
        title="Add a version of the report",
        fields=(
            Field("report_version", "the version", hint="For example, 0.3", ask="What is this version called?"),
            Field("author", "author"),
            Field("added_on", "the date", ask="When was it finished?"),
            Field("note", "note"),
            Field(
                "document",
                "the report",
                "document",
                ask="The report itself",
                hint="A PDF or a Word file (.docx). When this version is submitted, the file goes to the Home "
                "Office and to the Domestic Abuse Commissioner",
            ),
        ),
        files_under="case-{case_id}",
        submit="Add the version",
        done=_BACK,
        said="The version is added.",
    ),
)

SHARE = deed(
    "/cases/{case_id}/family-draft",
    Form(
        command=ShareDraftWithFamily,
        title="Share a draft with the family",
        intro="The family has at least three weeks (21 days) to consider a draft.",
        fields=(
            _VERSION,
            Field("shared_on", "the date on which it was shared", ask="When was it shared?"),
            Field("read_by", "the end of the reading time", ask="Until when can they read it?"),
        ),
        submit="Save",
        done=_BACK,
        asks=CaseOverview,
        said="The sharing is recorded.",
    ),
)

READING = deed(
    "/cases/{case_id}/family-reading",
    Form(
        command=RecordFamilyReading,
        title="Record the family's reading",
        fields=(
            Field(
                "declined",
                "whether the family declined",
                ask="Did the family decline to read the draft, or to take more time?",
            ),
            Field("finished_on", "the date", ask="When did they finish, or decline?"),
            Field("comments", "their comments"),
        ),
        submit="Save",
        done=_BACK,
        said="The family's reading is recorded.",
    ),
)

AGREE = deed(
    "/cases/{case_id}/agree-report",
    Form(
        command=AgreeReport,
        title="Record an approval of the report",
        intro="The panel agrees the report first, then the Sub-Group, then the CSP.",
        fields=(
            Field("stage", "who agreed it", ask="Who agreed it?"),
            _VERSION,
            Field("agreed_on", "the date of the approval", ask="When?"),
        ),
        submit="Save the approval",
        done=_BACK,
        asks=CaseOverview,
        said="The approval is recorded.",
    ),
)

EXTEND = deed(
    "/cases/{case_id}/extension",
    Form(
        command=AgreeExtension,
        title="Record another date for the report",
        intro="Panel and CSP both agree another date. The Home Office is told of every delay, automatically.",
        fields=(
            Field("new_due", "the new date", ask="When is the report due now?"),
            Field("agreed_on", "the date of the agreement", ask="When was this agreed?"),
            Field("panel_agreed", "the panel agreed", "confirm", required=False),
            Field("csp_agreed", "the CSP agreed", "confirm", required=False),
            Field("reason", "the reason", ask="Why?"),
        ),
        submit="Save the new date",
        done=_BACK,
        said="The new date is recorded. The Home Office is told.",
    ),
)

SUBMIT = deed(
    "/cases/{case_id}/submit-report",
    Form(
        command=SubmitReport,
        title="Submit the report to the Home Office",
        intro="The report goes to the Home Office's Quality Assurance Panel, and to the Domestic Abuse Commissioner.",
        fields=(Field("submitted_on", "the date of the submission", ask="When is it submitted?"),),
        submit="Submit the report",
        done=_BACK,
        said="The report is submitted.",
    ),
)

OUTCOME = deed(
    "/cases/{case_id}/outcome",
    Form(
        command=RecordOutcome,
        title="Record the Home Office's outcome",
        fields=(
            Field("outcome", "the outcome", ask="What is the outcome?"),
            Field("recorded_on", "the date of the answer", ask="When did the Home Office answer?"),
            Field("letter", "what the letter says", ask="What does the letter say?"),
        ),
        submit="Save the outcome",
        done=_BACK,
        said="The outcome is recorded.",
    ),
)

PUBLISH = deed(
    "/cases/{case_id}/publish",
    Form(
        command=PublishReport,
        title="Record the publication",
        fields=(
            Field("published_on", "the date of the publication", ask="When was the report published?"),
            Field("where", "where it was published", hint="The address of the page", ask="Where?"),
        ),
        submit="Save the publication",
        done=_BACK,
        said="The publication is recorded.",
    ),
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


ON_REPORT = (ADD, SHARE, READING, AGREE, EXTEND, SUBMIT, OUTCOME, PUBLISH)
ROUTES = [
    *routes_of(*ON_REPORT),
    *route("/cases/{case_id}/report/{report_version}/file", version_file, may=ReportVersionFile.may),
]
