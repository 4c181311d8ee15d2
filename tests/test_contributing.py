"""Does the walk through CONTRIBUTING work? Its steps are done on a copy of the project, and its tests are run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT, SERVICES

COPIED = ("conftest.py", "pyproject.toml", "docs", "shared", "services", "tests", "deploy")
STEP = re.compile(r"`([\w/.-]+\.(?:py|md))`|<!-- (before|after|replace|end):? ?(.*?) -->\n```python\n([\s\S]*?)```")


def steps() -> list[tuple[str, str, str, str]]:
    """(file, where, at which line, what), in the order of the walk: the file is the one that was named last."""
    walk = (ROOT / "CONTRIBUTING.md").read_text().partition("## Add an event")[2].partition("\n## ")[0]
    found, file = [], ""
    for named, where, anchor, block in STEP.findall(walk):
        if named:
            file = named
        else:
            found.append((file, where, anchor, block))
    return found


def done(text: str, where: str, anchor: str, block: str) -> str:
    if where == "end":
        return text + block
    at = f"\n{text}".find(f"\n{anchor}")
    assert at >= 0, f"there is no line that begins with: {anchor}"
    if where == "replace":
        return text[:at] + block.rstrip("\n") + text[at + len(anchor) :]
    if where == "after":
        at = text.index("\n", at) + 1
    return text[:at] + block + text[at:]


def test_the_walk_adds_a_rule_to_a_copy_of_the_project(tmp_path: Path) -> None:
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    assert len(steps()) >= 14
    for file, where, anchor, block in steps():
        place = tmp_path / file
        place.write_text(done(place.read_text(), where, anchor, block))
    assert run(tmp_path, "services/cases/tests/test_record.py", GOLDEN="add") == "passed"
    assert (tmp_path / "services/cases/tests/golden/MoreTimeAsked.v1.json").exists()
    tests = ("test_imr", "test_record", "test_policy", "test_deeds", "test_deciding")
    files = [f"services/cases/tests/{name}.py" for name in tests]
    assert run(tmp_path, *files, "tests/contracts/test_access.py") == "passed"


def run(copy: Path, *tests: str, **environment: str) -> str:
    """ "passed", or what pytest said."""
    sources = [
        copy / "shared/src",
        copy / "deploy/src",
        *(copy / f"services/{name}/src" for name in (*SERVICES, "gateway")),
    ]
    environment |= {"PYTHONPATH": os.pathsep.join(map(str, sources)), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "not servers and not browser", "-p", "no:cacheprovider", *tests],
        cwd=copy,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return "passed" if ran.returncode == 0 else ran.stdout[-4000:]
