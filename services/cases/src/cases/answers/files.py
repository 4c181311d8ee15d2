"""What is in the file of a version of the report (O-01)?"""

from shared.contracts.cases.queries import ReportVersionFile
from shared.question import FilePiece
from shared.reader import Reader
from shared.service import NotFound

from cases.answers.opening import open_case


def report_version_file(reader: Reader, question: ReportVersionFile) -> FilePiece:
    case, _ = open_case(reader, question.case_id)
    version = case.report.versions.get(question.report_version)
    if version is None or version.file is None:
        raise NotFound("No file was kept for this version of the report.")
    return reader.file(f"case-{question.case_id}", version.file.sha256, question.at)
