"""Does the list of rules tell the truth about a run, also when workers share the tests?"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules import required, rules

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with three rules: one shown, one whose test fails, one without a test."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "rules.md").write_text(
        "# Rules\n- A-01 Shown. (G)\n- A-02 + Not yet " + "so very " * 20 + "right.\n- B-01 Forgotten.\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  rule(id): shows it\n")
    (tmp_path / "test_it.py").write_text(
        "import pytest\n\n"
        "@pytest.mark.rule('A-01')\ndef test_shown(): pass\n\n"
        "@pytest.mark.rule('A-02')\ndef test_wrong(): assert OUTCOME\n\n"
        "OUTCOME = True\n"
    )
    return tmp_path


def run(project: Path, *options: str) -> tuple[int, str]:
    """A whole run of its own process, as `make test` does it."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.rules", "-p", "xdist", *options],
        cwd=project,
        env={"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def promise(project: Path, text: str) -> None:
    (project / "docs" / "rules-covered.txt").write_text(text)


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_a_whole_run_lists_the_rules_that_no_test_shows(project: Path, workers: tuple[str, ...]) -> None:
    promise(project, "# ended\nA-01 # the first issue\n\nA-02\n")
    code, said = run(project, *workers)
    assert "2 of 3 rules are shown by a test that passed." in said
    assert "  no test: B-01 Forgotten." in said
    assert "no test: A-0" not in said
    assert code == 0, said


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_a_promised_rule_that_no_test_shows_fails_the_run(project: Path, workers: tuple[str, ...]) -> None:
    promise(project, "A-01\nB-01\n")
    code, said = run(project, *workers)
    assert "PROMISED, BUT SHOWN BY NO PASSING TEST: B-01 Forgotten." in said
    assert code == 1


def test_a_test_that_fails_shows_nothing(project: Path) -> None:
    path = project / "test_it.py"
    path.write_text(path.read_text().replace("OUTCOME = True", "OUTCOME = False"))
    code, said = run(project)
    assert "1 of 3 rules are shown" in said
    assert "  no test: A-02 Not yet so very" in said
    assert code == 1


def test_a_part_of_the_suite_is_not_judged(project: Path) -> None:
    promise(project, "B-01\n")
    for part in (["test_it.py"], ["-k", "shown"], ["-m", "rule"], ["--deselect", "test_it.py::test_wrong"], ["--lf"]):
        code, said = run(project, *part)
        assert code == 0, said
        assert "rules are shown" not in said
    code, said = run(project, "--rules", "test_it.py::test_shown")
    assert "1 of 3 rules are shown" in said
    assert code == 0


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_a_rule_that_does_not_exist_can_not_be_shown(project: Path, workers: tuple[str, ...]) -> None:
    path = project / "test_it.py"
    path.write_text(path.read_text().replace("A-02", "A-20"))
    code, said = run(project, *workers)
    assert "This test names what is not in docs/rules.md: A-20" in said
    assert "1 of 3 rules are shown" in said
    assert code == 1


def test_our_own_list_is_read_whole() -> None:
    known = rules(ROOT)
    bullets = [line for line in (ROOT / "docs" / "rules.md").read_text().splitlines() if line.startswith("- ")]
    sources = 3
    assert len(known) == len(bullets) - sources
    assert known["D-08"].startswith("The decision is due within 28 calendar days")
    assert set(required(ROOT / "docs" / "rules-covered.txt")) <= set(known)
