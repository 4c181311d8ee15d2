"""Which rules of docs/rules.md does a test show, and which does none?

A pytest plugin. Tests name rules by `@pytest.mark.rule("D-03")`; a rule counts when a test that names it passed. At the
end of a run of the whole suite (or with --rules) it says how many there are and lists the others. The rules listed in
docs/rules-covered.txt are promised: a run of the whole suite in which no passing test shows one of them fails.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

PROPERTY = "rule"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("rules")
    group.addoption("--rules", action="store_true", help="list the rules that no test shows, also in a partial run")
    group.addoption(
        "--rules-required",
        metavar="FILE",
        default="docs/rules-covered.txt",
        help="the promised rules, one a line: a whole run that shows one of them by no test fails",
    )


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # workers of pytest-xdist send their reports to the one that sums up
        config.pluginmanager.register(Shown(config), "rules-shown")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A rule travels with the report of its test, so that it arrives from a worker too."""
    for item in items:
        item.user_properties.extend((PROPERTY, id_) for id_ in _named_by(item))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    unknown = set(_named_by(item)) - rules(item.config.rootpath).keys()
    if unknown:
        pytest.fail(f"This test names what is not in docs/rules.md: {', '.join(sorted(unknown))}", pytrace=False)


def _named_by(item: pytest.Item) -> Iterable[str]:
    return sorted({str(id_) for mark in item.iter_markers("rule") for id_ in mark.args})


@cache
def rules(root: Path) -> dict[str, str]:
    """Each rule's id with its first words, in the order of the document."""
    text = (root / "docs" / "rules.md").read_text(encoding="utf-8")
    return {
        match[1]: match[2].removeprefix("+ ") for match in re.finditer(r"^- ([A-Z]-\d\d) (.+)$", text, re.MULTILINE)
    }


def required(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [id_ for line in lines for id_ in line.partition("#")[0].split()]


class Shown:
    """What the reports of a run have shown so far."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._shown: set[str] = set()
        self._promised = required(config.rootpath / config.getoption("rules_required"))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self._shown |= {str(value) for name, value in report.user_properties if name == PROPERTY}

    @property
    def _broken(self) -> list[str]:
        return [id_ for id_ in self._promised if id_ not in self._shown] if is_whole(self._config) else []

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._broken and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not (is_whole(self._config) or self._config.getoption("rules")):
            return
        known = rules(self._config.rootpath)
        terminalreporter.section("rules")
        terminalreporter.line(f"{len(self._shown)} of {len(known)} rules are shown by a test that passed.")
        for id_, words in known.items():
            if id_ not in self._shown:
                terminalreporter.line(f"  no test: {id_} {_short(words)}")
        for id_ in self._broken:
            terminalreporter.line(
                f"PROMISED, BUT SHOWN BY NO PASSING TEST: {id_} {_short(known.get(id_, ''))}", red=True
            )


def is_whole(config: pytest.Config) -> bool:
    """Everything was asked for: no path, no -k, no -m, nothing left out."""
    option = config.option
    narrowed = (option.keyword, option.markexpr, option.deselect, option.ignore, option.ignore_glob, option.collectonly)
    last = [config.getoption(name, False) for name in ("lf", "stepwise")]
    return config.args_source is not pytest.Config.ArgsSource.ARGS and not any((*narrowed, *last))


def _short(words: str) -> str:
    return words if len(words) <= 90 else words[:90].rsplit(" ", 1)[0] + " …"
