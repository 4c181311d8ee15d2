"""Whom is a recommendation addressed to, when a plan says it untidily (A-08)? Pure."""

import re

_MISSING = re.compile(
    r"^[\s(\[]*(not (visible|stated|known|given|specified)|unknown|none|n/?[ak]|tb[cda]|\?+|[-–—]+)\b.*$|^[-–—?]*$",
    re.I,
)
_GROUP = re.compile(
    r"^[\s(]*(all|several|various|contributing|relevant|multiple|every|each|partner|multi)\b"
    r".*\b(agency|agencies|partners?|organisations?|bodies)\b",
    re.I,
)
_WHOLLY_GROUP = re.compile(r"^[\s(]*(all|several|various|multiple|everybody|everyone)[\s)]*$", re.I)
_ABOLISHED = (
    (
        r"\bCCGs?\b|clinical commissioning group",
        "Clinical commissioning groups ended in 2022; integrated care boards took over",
    ),
    (
        r"\bPCTs?\b|primary care trust",
        "Primary care trusts ended in 2013; integrated care boards have their duties now",
    ),
    (
        r"\bCRCs?\b|community rehabilitation compan",
        "Community rehabilitation companies ended in 2021; the Probation Service took over",
    ),
)


def addressees(cell: str) -> tuple[str, ...]:
    """The names in a cell, as printed: parted by `|`, `;` or a new line, each once. Missing ones are left out."""
    names = (" ".join(part.split()) for part in re.split(r"[|;\n]", cell))
    return tuple(dict.fromkeys(name for name in names if not is_missing(name)))


def is_missing(name: str) -> bool:
    """`(not visible in excerpt)`, `TBC`, `-`: nobody is named."""
    return _MISSING.match(name.strip()) is not None


def is_group(name: str) -> bool:
    """`All Agencies`, `(several)`, `Contributing agencies to this review`: each member has the duty."""
    return _GROUP.match(name) is not None or _WHOLLY_GROUP.match(name) is not None


def abolished(name: str) -> str | None:
    """What to say of a body that no longer exists, where we know that it does not."""
    return next((said for shape, said in _ABOLISHED if re.search(shape, name, re.I)), None)


def same_body(one: str | None, other: str | None) -> bool:
    """Whether two names are of one body: case and spacing do not matter."""
    return one is not None and other is not None and _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
