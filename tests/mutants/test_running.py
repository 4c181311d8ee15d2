"""Does a whole run find what tests do not notice, go on where it stopped, and leave the project alone?"""

import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.mutants.__main__ import run
from tests.mutants.copying import files_of

POLICY = '''"""Who may?"""


class Actor:
    def __init__(self, age):
        self.age = age

    @property
    def grown(self):
        return self.age >= 18


def permit(actor, names):
    if not names:
        raise ValueError("Please name somebody first.")
    return actor.grown
'''
TESTS = """import pytest
from cases.policy import Actor, permit
from cases.publish import publish

TOLD = publish("it")


@pytest.mark.parametrize(("age", "allowed"), [(17, False), (19, True)])
def test_an_adult_may(age, allowed):
    assert permit(Actor(age), ["a"]) is allowed


def test_what_happened_is_told():
    assert TOLD == ["it"]  # made at import: only a fresh process breaks it
    assert publish(None) == []
"""
MORE = """

def test_somebody_is_named():
    with pytest.raises(ValueError):
        permit(Actor(18), [])


def test_the_birthday_counts():
    assert permit(Actor(18), ["a"])
"""


PUBLISH = """def publish(event):
    return [event] if event else []
"""


class Ran(NamedTuple):
    project: Path
    copied: Path


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A first run over a service whose precondition and boundary no test shows."""
    root = tmp_path_factory.mktemp("first")
    ran = Ran(root / "project", root / "copy")
    for name, text in {
        "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "--import-mode=importlib"\nmarkers = ["servers: -"]\n',
        "conftest.py": "",
        "docs/rules.md": "",
        "docs/rules-covered.txt": "",
        "shared/src/shared/__init__.py": "",
        "services/cases/src/cases/__init__.py": "",
        "services/cases/src/cases/policy.py": POLICY,
        "services/cases/src/cases/publish.py": PUBLISH,
        "services/cases/tests/test_policy.py": TESTS,
    }.items():
        file = ran.project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    before = content(ran.project)
    assert not run("cases", "", ran.copied, root=ran.project), "too little was noticed"
    assert content(ran.project) == before
    return ran


@pytest.fixture
def ran(first: Ran, tmp_path: Path) -> Ran:
    return Ran(*(shutil.copytree(folder, tmp_path / folder.name) for folder in first))


def content(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in files_of(folder)}


def outcomes(copied: Path) -> dict[tuple[str, str], list[str]]:
    """What came instead, by function and status."""
    found = defaultdict(list)
    for one in json.loads((copied / "outcomes.json").read_text()):
        found[one["function"], one["status"]].append(one["after"])
    return dict(found)


def test_what_no_test_shows_survives_until_one_does(ran: Ran, capsys: pytest.CaptureFixture[str]) -> None:
    found = outcomes(ran.copied)
    assert found["permit", "survived"] == ["if (not names) and False:"]
    assert ("publish", "survived") not in found
    assert sorted(found["Actor.grown", "survived"]) == ["return self.age > 18", "return self.age >= 19"]

    (ran.project / "services/cases/tests/test_policy.py").write_text(TESTS + MORE)
    assert run("cases", "", ran.copied, root=ran.project)

    assert {status for _, status in outcomes(ran.copied)} == {"killed"}
    assert "cases: " in capsys.readouterr().out


def test_a_run_goes_on_where_it_stopped(ran: Ran) -> None:
    meta = ran.copied / "mutants/src/cases/policy.py.meta"
    known = json.loads(meta.read_text())
    waiting, *_ = known["exit_code_by_key"]
    known["exit_code_by_key"] = {name: None if name == waiting else 0 for name in known["exit_code_by_key"]}
    meta.write_text(json.dumps(known))
    cut_short = ran.copied / "mutants/src/cases/publish.py"
    cut_short.write_text("def publ")
    cut_short.with_name("publish.py.meta").write_text('{"exit')

    run("cases", "", ran.copied, root=ran.project)

    after = json.loads(meta.read_text())["exit_code_by_key"]
    assert after.pop(waiting) == 1, "what was not run yet is run"
    assert set(after.values()) == {0}, "what was known is not run again"
    assert "publish__mutmut_1" in cut_short.read_text()
