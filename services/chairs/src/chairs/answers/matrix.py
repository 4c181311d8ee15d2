"""Who covers which specialism today, and what does nobody cover? (H-03)"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256

from shared.contracts.chairs.answers import LetterFile, Matrix, MatrixColumn, MatrixRow
from shared.contracts.chairs.queries import SpecialismMatrix, SpecialismMatrixFile
from shared.contracts.chairs.values import ListStage, ReviewType
from shared.reader import Reader

from chairs.answers.roster import worth_a_look
from chairs.domain.people.fitness import in_the_way
from chairs.domain.people.person import Person
from chairs.letters.matrix import printed_matrix
from chairs.views.county import settings_now
from chairs.views.roster import people

_EVERYBODY = (ListStage.APPLIED, ListStage.LISTED, ListStage.SUSPENDED)


def specialism_matrix(reader: Reader, question: SpecialismMatrix) -> Matrix:
    """Filters say who is shown. What is a gap does not depend on them, but for the kind of review."""
    kind = question.review_type or ReviewType.DHR
    offering = [
        each
        for each in people(reader.tx, stages=_EVERYBODY).values()
        if question.review_type is None or question.review_type in each.review_types
    ]
    obstacles = {each.chair_id: in_the_way(each, reader.today, kind) for each in offering}
    shown = [each for each in offering if _shown(each, obstacles[each.chair_id], question)]
    wanted = [name for name in settings_now(reader.tx).specialisms if question.specialism in {None, name}]
    appointable = [each for each in offering if not obstacles[each.chair_id]]
    rows = tuple(_row(name, shown, appointable) for name in wanted)
    gaps = tuple(row.specialism for row in rows if row.gap)
    return Matrix(
        as_at=reader.today,
        kind=kind,
        candidates=tuple(_column(each, obstacles[each.chair_id], reader) for each in shown),
        rows=rows,
        gaps=gaps,
        cover=tuple(_in_words(gaps, offering, question.review_type, kind)),
    )


def _shown(each: Person, obstacles: Sequence[str], question: SpecialismMatrix) -> bool:
    if question.specialism is not None and question.specialism not in each.specialisms:
        return False
    if question.available:
        return not obstacles
    return question.everybody or each.stage is ListStage.LISTED


def _column(each: Person, obstacles: tuple[str, ...], reader: Reader) -> MatrixColumn:
    said = tuple(one for one in worth_a_look(each, reader) if one not in obstacles)
    return MatrixColumn(chair_id=each.chair_id, name=each.name, in_the_way=obstacles, warnings=said)


def _row(specialism: str, shown: Sequence[Person], appointable: Sequence[Person]) -> MatrixRow:
    ready = {each.chair_id for each in appointable if specialism in each.specialisms}
    holders = tuple(each.chair_id for each in shown if specialism in each.specialisms)
    return MatrixRow(
        specialism=specialism,
        holders=holders,
        available=tuple(holder for holder in holders if holder in ready),
        gap=not ready,
    )


def _in_words(
    gaps: Sequence[str], offering: Sequence[Person], filtered: ReviewType | None, kind: ReviewType
) -> Iterator[str]:
    held = {name for each in offering if each.stage is ListStage.LISTED for name in each.specialisms}
    nobody, nobody_today = [name for name in gaps if name not in held], [name for name in gaps if name in held]
    if nobody:
        who = "on the list" if filtered is None else f"on the list who is available for {filtered}s"
        yield f"Nobody {who} offers: {_names(nobody)}."
    if nobody_today:
        yield f"Nobody who can be appointed to a {kind} today offers: {_names(nobody_today)}."


def _names(specialisms: Sequence[str]) -> str:
    return "; ".join(name[:1].lower() + name[1:] for name in specialisms)


def specialism_matrix_file(reader: Reader, question: SpecialismMatrixFile) -> LetterFile:
    asked = SpecialismMatrix.model_validate(question.model_dump())
    printed = printed_matrix(specialism_matrix(reader, asked), asked)
    return LetterFile(
        name=f"Specialisms by candidate {reader.today.isoformat()}.pdf",
        media_type="application/pdf",
        content=b64encode(printed).decode(),
        sha256=sha256(printed).hexdigest(),
    )
