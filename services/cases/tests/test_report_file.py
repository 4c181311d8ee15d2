"""Is the report's own file on record from its version to the Home Office (O-01, S-01)?"""

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from shared.contracts.cases import facts
from shared.contracts.cases.commands import AddReportVersion, SubmitReport
from shared.contracts.cases.values import ReportFile, ReportStage
from shared.testing.spec import Spec

from . import story

CASE_SPEC = Spec(CASE)
SHA = "a" * 64
NAMED = ReportFile(name="Report about Ann Other.PDF", sha256=SHA)
ADDED = e.ReportVersionAdded(
    report_version="2", author="Chris Chair", added_on=story.VERSION_DAY, document=SHA, document_name=NAMED.name
)
AGREED = tuple(e.ReportAgreed(stage=stage, report_version="2", agreed_on=story.LATER) for stage in ReportStage)


def add(document: ReportFile | None = NAMED) -> AddReportVersion:
    return AddReportVersion(
        case_id=story.CASE_ID,
        report_version="2",
        author="Chris Chair",
        added_on=story.VERSION_DAY,
        document=document,
    )


@pytest.mark.rule("O-01")
def test_a_version_keeps_its_file() -> None:
    CASE_SPEC.given(*story.PANEL_SITTING).when(add(), on=story.LATER).then(ADDED)
    CASE_SPEC.given(*story.PANEL_SITTING, ADDED).when(add(), on=story.LATER).then()
    CASE_SPEC.given(*story.PANEL_SITTING, ADDED).when(add(None), on=story.LATER).refused(
        "There is a version of this name already", field="report_version"
    )


@pytest.mark.rule("O-01")
@pytest.mark.parametrize("name", ["report.doc", "report.exe", "report", "pdf", "report.pdf.zip"])
def test_a_report_is_a_pdf_or_a_word_document(name: str) -> None:
    CASE_SPEC.given(*story.PANEL_SITTING).when(add(ReportFile(name=name, sha256=SHA)), on=story.LATER).refused(
        "The report has to be a PDF or a Word document (.docx).", field="document"
    )


@pytest.mark.rule("S-01")
def test_the_file_of_the_agreed_version_is_submitted_and_its_name_stays_here() -> None:
    day = story.LATER
    before = (*story.PANEL_SITTING, ADDED, *AGREED)
    submitted = e.ReportSubmitted(round=1, report_version="2", submitted_on=day, document=SHA, document_kind="pdf")
    CASE_SPEC.given(*before).when(SubmitReport(case_id=story.CASE_ID, submitted_on=day), on=day).then(submitted)
    [told] = story.told((*before, submitted))
    assert isinstance(told, facts.ReportSubmitted)
    assert (told.report_sha256, told.report_kind) == (SHA, "pdf")
    assert "Ann Other" not in told.model_dump_json()
