"""Is what decides free of clocks, chance, files and networks?"""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import SERVICES, calls, folder_of, imported, short, tree

OURS = {"shared.message", "shared.decider", "shared.calendar", "shared.deadline", "shared.money", "shared.actor"}
OURS |= {"shared.date_checks", "shared.contracts.deed"}
"""Pure modules of ours that a domain may use, beside its own and its own service's contracts."""

OF_PYTHON = {"base64", "collections", "dataclasses", "datetime", "decimal", "enum", "functools", "hashlib", "itertools"}
OF_PYTHON |= {"math", "operator", "re", "types", "typing", "unicodedata", "uuid"}
IMPURE_CALLS = {"now", "utcnow", "today", "uuid1", "uuid4", "open", "print", "input"}


def domain_of(service: str) -> list[Path]:
    return sorted((folder_of(service) / "domain").rglob("*.py"))


def may_import(service: str, name: str) -> bool:
    if name.partition(".")[0] in {*OF_PYTHON, "pydantic"}:
        return True
    words = ("shared.contracts.county", "shared.contracts.email_address")
    own = (f"{service}.domain", f"shared.contracts.{service}", *words)
    if any(name == each or name.startswith(f"{each}.") for each in own):
        return True
    # the words that services share, such as the id of a case
    return name in OURS or name in {f"shared.contracts.{other}.values" for other in SERVICES}


@pytest.mark.parametrize("service", SERVICES)
def test_the_domain_imports_only_what_is_pure(service: str) -> None:
    assert domain_of(service)
    assert [(short(f), n) for f in domain_of(service) for n in imported(f) if not may_import(service, n)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_domain_reads_no_clock_and_throws_no_dice(service: str) -> None:
    assert [(short(f), name) for f in domain_of(service) for name in calls(f) if name in IMPURE_CALLS] == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_domain_waits_for_nothing(service: str) -> None:
    waiting = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    assert [short(f) for f in domain_of(service) if any(isinstance(n, waiting) for n in ast.walk(tree(f)))] == []
