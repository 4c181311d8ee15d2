"""What does a file of recommendations say, and what is the matter with each of its rows (A-08)? Pure.

The page and the command line read with it, so that a dry run and a load see the same.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from shared.contracts.tracker.addressees import abolished, addressees, is_group
from shared.contracts.tracker.deadlines import read_date
from shared.contracts.tracker.values import RecommendationRow, Scope
from shared.message import Value

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("rec_no_as_printed", "#", "no", "no.", "number", "ref", "rec no", "recommendation number", "id"),
    "text": ("recommendation_paraphrased", "recommendation", "recommendations", "recommendation text", "text"),
    "addressed_to": ("addressed_to", "addressed to", "lead agency", "lead", "responsibility", "owner", "agency"),
    "scope": ("scope", "scope of recommendation", "scope of recommendation (local / regional / national)"),
    "theme": ("theme", "topic"),
    "action": ("action to take", "specific activity", "action", "actions"),
    "measure": ("measure of success", "measure", "output indicator"),
    "target": ("target date", "target", "deadline", "time"),
    "done": ("date of completion and outcome", "status", "status/comments", "state"),
    "csp": ("csp", "community safety partnership"),
    "published": ("published_in_library", "published"),
}
"""What each column may be called: in Home Office and councils' templates, and in extractions of published reports."""

_SCOPES = {
    "agency": Scope.AGENCY,
    "single": Scope.AGENCY,
    "local": Scope.LOCAL,
    "regional": Scope.REGIONAL,
    "national": Scope.NATIONAL,
}
_DONE = re.compile(r"^\s*(complete|completed|done|implemented|achieved|closed)\b", re.I)


class Remark(Value):
    """Something to know about a row. `row` counts as a spreadsheet does, the headings being row 1. One that `stops`
    keeps the whole file from being loaded."""

    row: int
    column: str
    text: str
    stops: bool = False


class Reading(Value):
    rows: tuple[RecommendationRow, ...]
    remarks: tuple[Remark, ...]

    @property
    def can_be_loaded(self) -> bool:
        return bool(self.rows) and not any(remark.stops for remark in self.remarks)


def read_recommendations(data: bytes) -> Reading:
    """The rows of a CSV file with every remark on them, in the order of the file."""
    table = list(csv.reader(io.StringIO(_decoded(data), newline=""), delimiter=_delimiter(_decoded(data))))
    if not any(any(cell.strip() for cell in row) for row in table):
        return _stopped("The file is empty")
    names = _names(table[0])
    if "text" not in names:
        return _stopped("There is no column with the recommendations. Call it Recommendation")
    rows: list[RecommendationRow] = []
    remarks: list[Remark] = []
    theme = ""
    first_seen: dict[tuple[str, str, tuple[str, ...]], int] = {}
    numbered: dict[tuple[str, str], int] = {}
    for line, cells in enumerate(table[1:], start=2):
        row = {name: cells[place].strip() for name, place in names.items() if place < len(cells)}
        filled = [cell.strip() for cell in cells if cell.strip()]
        if not filled:
            continue
        if len(filled) == 1 and filled[0].lower().startswith("theme"):
            theme = filled[0]
            continue
        if not row.get("text"):
            remarks.append(
                Remark(
                    row=line, column=table[0][names["text"]], text="There is no recommendation in this row", stops=True
                )
            )
            continue
        heading = {name: table[0][place].strip() for name, place in names.items()}
        found = tuple(_remarks(line, row, heading))
        remarks += found
        if any(remark.stops for remark in found):
            continue
        read = _row(row, theme)
        whole = (read.number, read.text, read.addressed_to)
        if whole in first_seen:
            remarks.append(
                Remark(row=line, column=heading["text"], text=f"The same as row {first_seen[whole]}; it is loaded once")
            )
            continue
        first_seen[whole] = line
        if read.number and (earlier := numbered.setdefault((read.review or "", read.number), line)) != line:
            remarks.append(
                Remark(
                    row=line,
                    column=heading["number"],
                    text=f"Row {earlier} has the number {read.number} as well; both are kept",
                )
            )
        rows.append(read)
    return (
        Reading(rows=tuple(rows), remarks=tuple(remarks)) if rows or remarks else _stopped("The file has headings only")
    )


def _row(row: Mapping[str, str], theme: str) -> RecommendationRow:
    published = f", published {row['published']}" if row.get("published") else ""
    return RecommendationRow(
        number=" ".join(row.get("number", "").split())[:40],
        text=row["text"],
        addressed_to=addressees(row.get("addressed_to", "")),
        scope=_scope(row.get("scope", "")),
        theme=row.get("theme") or theme or None,
        action=row.get("action") or None,
        measure=row.get("measure") or None,
        target=read_date(row.get("target", "")),
        arrived_complete=_arrived_complete(row.get("done", "")),
        review=(row["csp"] + published) if row.get("csp") else None,
    )


def _remarks(line: int, row: Mapping[str, str], heading: Mapping[str, str]) -> Iterator[Remark]:
    def remark(name: str, text: str, *, stops: bool = False) -> Remark:
        return Remark(row=line, column=heading.get(name, name.replace("_", " ")), text=text, stops=stops)

    names = addressees(row.get("addressed_to", ""))
    if not names:
        yield remark("addressed_to", "Nobody is named; the owner stays unknown until somebody says")
    for group in filter(is_group, names):
        yield remark("addressed_to", f"{group} is a group; each agency of the review gets an action of its own")
    for gone in filter(None, map(abolished, names)):
        yield remark("addressed_to", f"{gone}. Name the successor when loading, or later")
    if row.get("target") and read_date(row["target"]) is None:
        yield remark("target", f"“{row['target'][:60]}” is not a date; the target stays open")
    if row.get("scope") and _scope(row["scope"]) is None:
        yield remark("scope", f"“{row['scope'][:60]}” is not a scope; choose one later")
    if len(row.get("number", "")) > 40:
        yield remark("number", "The number is longer than 40 characters", stops=True)
    for name, most in (("theme", 300), ("text", 20_000), ("action", 20_000), ("measure", 20_000)):
        if len(row.get(name, "")) > most:
            yield remark(name, f"This is longer than {most:,} characters", stops=True)
    if any(len(name) > 300 for name in names) or len(names) > 40:
        yield remark("addressed_to", "There are too many names, or one of them is too long", stops=True)


def _scope(cell: str) -> Scope | None:
    return next((scope for word, scope in _SCOPES.items() if word in cell.lower()), None)


def _arrived_complete(cell: str) -> bool:
    return _DONE.match(cell) is not None or read_date(cell) is not None


def _names(headings: list[str]) -> dict[str, int]:
    """Which column holds what; the first that is called so."""
    known = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if name := known.get(" ".join(heading.lower().split())):
            found.setdefault(name, place)
    return found


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _decoded(data: bytes) -> str:
    """UTF-8 with or without a mark; else what spreadsheets on Windows write."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _stopped(text: str) -> Reading:
    return Reading(rows=(), remarks=(Remark(row=1, column="", text=text, stops=True),))
