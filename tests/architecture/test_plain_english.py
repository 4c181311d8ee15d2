"""Do people read plain English in refusals, pages, forms, letters and e-mails?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, folder_of, modules, short, tree

PATTERNS = {
    "whoever": r"\bwho(so)?ever\b",
    "held against": r"\bheld against\b",
    "can not": r"\bcan not\b",
    "looked at": r"\b(looked|looks|look) at (again|once more)\b|\bis looked at\b|\bare looked at\b|\bwas looked at\b",
    "stands": r"\b(stands?|stood) (beside|beneath|below|above|in|on|for itself|next to)\b(?! each other)",
    "by which, in which, of which": r"\b(by|in|of|from|with) which\b(?! (of|day|date|agenc|year|post|role|part))",
    "nobody is": r"\bnobody (is|was) (waited|asked|shown)\b",
    "for ever": r"\bfor ever\b",
    "a clause as subject": r"(?:^|[.!?] )(What|Whether|Who) (is|was|has|were) [^?]*? (is|are|was|stays|has)\b[^?]*\.",
    "another than": r"\b[Aa]nother (person|post|day|date)? ?than\b",
}
"""The worst ten, as regular expressions over what a person reads."""

SAID = {"Refused", "Forbidden", "NotFound", "Field", "Form", "Option", "Deed", "deed"}
"""Calls whose texts a person reads, wherever they stand."""
WORDED = ("gateway/pages/", "gateway/forms/", "/timeline.py", "/letters", "/letter", "notifications/", "/mail")
"""Modules whose every text may be read by a person."""


def texts_of(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts in a piece of code; what is put into an f-string is an ellipsis."""
    bare = {id(inner.value) for inner in ast.walk(node) if isinstance(inner, ast.Expr)}
    joined = [inner for inner in ast.walk(node) if isinstance(inner, ast.JoinedStr)]
    parts = {id(part) for one in joined for part in ast.walk(one) if part is not one}
    for inner in ast.walk(node):
        if isinstance(inner, ast.JoinedStr):
            yield inner.lineno, "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in inner.values)
        elif isinstance(inner, ast.Constant) and isinstance(inner.value, str) and id(inner) not in bare | parts:
            yield inner.lineno, inner.value


def read_by_people() -> Iterator[tuple[str, str]]:
    for file in modules():
        name = short(file)
        if "/migrations/" in name:
            continue
        if any(part in name for part in WORDED):
            yield from ((f"{name}:{line}", text) for line, text in texts_of(tree(file)))
            continue
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAID:
                yield from ((f"{name}:{line}", text) for line, text in texts_of(node))
    for package in PACKAGES:
        for template in sorted(folder_of(package).rglob("*")):
            if template.suffix in {".html", ".txt", ".typ", ".j2"} and "vendor" not in template.parts:
                yield from ((f"{short(template)}:{number}", line) for number, line in _lines(template))


def _lines(template: Path) -> Iterator[tuple[int, str]]:
    text = re.sub(r"\{#.*?#\}", lambda found: "\n" * found[0].count("\n"), template.read_text(), flags=re.S)
    return ((number, line) for number, line in enumerate(text.splitlines(), start=1))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_people_read_is_plain_english(pattern: str) -> None:
    found = [f"{place}: {text}" for place, text in read_by_people() if re.search(PATTERNS[pattern], text)]
    assert not found, "\n".join(found)


def test_the_texts_are_found() -> None:
    assert len({place for place, _ in read_by_people()}) > 1500
