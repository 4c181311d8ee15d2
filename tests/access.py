"""Who may do what, as docs/access.md says? The oracle of the tests of access: it never looks at the code's `may`."""

import re
from functools import cache
from pathlib import Path

from shared.actor import Role

DOCUMENT = Path(__file__).parents[1] / "docs" / "access.md"


@cache
def matrix() -> dict[tuple[str, str], frozenset[Role]]:
    """By service and name of the command or question: exactly the roles that may ask it."""
    groups: dict[str, frozenset[Role]] = {role.value: frozenset({role}) for role in Role}
    found: dict[tuple[str, str], frozenset[Role]] = {}
    for heading, (first, second, *_) in _rows():
        if heading == "Groups":
            groups[first] = _roles(second, groups)
        elif heading == "The system alone":
            for name in second.split(", "):
                _enter(found, (first, name), frozenset({Role.SERVICE}))
        else:
            _enter(found, (heading.partition(":")[0], first), _roles(second, groups))
    return found


def rules_named() -> set[str]:
    """The rule that each line of a command or question comes from."""
    return {cells[2] for _, cells in _rows() if len(cells) > 2}


def _roles(cell: str, groups: dict[str, frozenset[Role]]) -> frozenset[Role]:
    return frozenset().union(*(groups[name] for name in cell.split(", ")))


def _enter(found: dict[tuple[str, str], frozenset[Role]], key: tuple[str, str], roles: frozenset[Role]) -> None:
    if key in found:
        raise ValueError(f"docs/access.md has two lines for {key[1]} of {key[0]}")
    found[key] = roles


def _rows() -> list[tuple[str, list[str]]]:
    """Each line of each table under its heading, without the tables' own headings."""
    rows: list[tuple[str, list[str]]] = []
    heading = ""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line.startswith("| ") and not re.match(r"\|-", following):
            rows.append((heading, [cell.strip() for cell in line.strip("|").split("|")]))
    return rows
