"""What stands in a file of an application (H-01)?"""

from shared.contracts.chairs.queries import ApplicationFile
from shared.question import FilePiece
from shared.reader import Reader
from shared.service import NotFound

from chairs.domain import events as e


def application_file(reader: Reader, question: ApplicationFile) -> FilePiece:
    stream = f"chair-{question.chair_id}"
    facts = (each.message for each in reader.history(stream))
    received = [one for one in facts if isinstance(one, e.ApplicationReceived | e.AppliedAgain)]
    named = {document.sha256 for one in received for document in (one.cv, *one.evidence)}
    if question.sha256 not in named:
        raise NotFound("There is no such file with this application.")
    return reader.file(stream, question.sha256, question.at)
