"""How is the matrix of specialisms printed? A few candidates beside each other, as on the slides, and then the next."""

from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any

from shared.calendar import in_words
from shared.contracts.chairs.answers import Matrix, MatrixColumn, MatrixRow
from shared.contracts.chairs.queries import SpecialismMatrix
from shared.paper.printing import printed

SIDE_BY_SIDE = 8
"""Candidates whose names can be read beside each other on a page."""


def printed_matrix(matrix: Matrix, asked: SpecialismMatrix) -> bytes:
    groups = _groups(matrix.candidates)
    data = {
        "title": "Specialisms by candidate",
        "as_at": in_words(matrix.as_at),
        "about": _about(matrix, asked),
        "cover": matrix.cover,
        "groups": [
            {
                "name": _name(groups, at, len(matrix.candidates)),
                "columns": [one.name for one in group],
                "today": ["Yes" if not one.in_the_way else f"No: {' '.join(one.in_the_way)}" for one in group],
                "notes": [" ".join(one.warnings) for one in group],
                "rows": [_row(row, group, asked) for row in matrix.rows],
            }
            for at, group in enumerate(groups)
        ],
    }
    return printed(files("chairs.letters").joinpath("matrix.typ").read_bytes(), data, matrix.as_at)


def _groups(candidates: Sequence[MatrixColumn]) -> list[Sequence[MatrixColumn]]:
    """As even as can be: nine are five and four."""
    if not candidates:
        return []
    number = -(-len(candidates) // SIDE_BY_SIDE)
    short, more = divmod(len(candidates), number)
    ends = [short * at + min(at, more) for at in range(number + 1)]
    return [candidates[start:end] for start, end in pairwise(ends)]


def _name(groups: Sequence[Sequence[MatrixColumn]], at: int, total: int) -> str:
    if len(groups) == 1:
        return "The candidates"
    before = sum(len(group) for group in groups[:at])
    return f"Candidates {before + 1} to {before + len(groups[at])} of {total}"


def _row(row: MatrixRow, group: Sequence[MatrixColumn], asked: SpecialismMatrix) -> dict[str, Any]:
    who = "shown here" if asked.everybody or asked.available else "on the list"
    people = "1 person" if len(row.holders) == 1 else f"{len(row.holders) or 'no'} people"
    count = f"Offered by {people} {who}." if row.holders else f"Offered by nobody {who}."
    today = " Nobody can be appointed today." if row.gap and row.holders else ""
    return {
        "name": row.specialism,
        "said": f"{count}{today}",
        "gap": row.gap,
        "held": [one.chair_id in row.holders for one in group],
    }


def _about(matrix: Matrix, asked: SpecialismMatrix) -> str:
    shown = (
        f"who can be appointed to a {matrix.kind} today"
        if asked.available
        else "on the approved list, applicants and suspended chairs too"
        if asked.everybody
        else "on the approved list"
    )
    kind = f", available for {asked.review_type}s" if asked.review_type and not asked.available else ""
    only = f", for {asked.specialism} alone" if asked.specialism else ""
    return f"Shown: everybody {shown}{kind}{only}. Whether somebody can be appointed is said for a {matrix.kind}."
