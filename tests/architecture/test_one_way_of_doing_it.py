"""Is each thing done in its one place?"""

import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, ROOT, SERVICES, calls, folder_of, imported, modules, short

MESSAGING = {"nats", "faststream"}
KNOWS_MESSAGING = {"serve.py", "network", "hosting"}
"""Rooms of shared that may see the message server's libraries."""


def test_subscribers_are_made_in_one_module() -> None:
    made = {short(file) for file in modules() if "subscriber" in set(calls(file))}
    # describing.py makes none that is ever started: it shows the contracts in AsyncAPI
    assert made == {"shared/src/shared/network/bus.py", "shared/src/shared/hosting/describing.py"}


def test_the_message_server_is_spoken_to_by_the_network_half_alone() -> None:
    spoken = {
        short(file)
        for file in modules()
        if MESSAGING & {name.partition(".")[0] for name in imported(file)}
        and not (
            file.is_relative_to(shared := folder_of("shared")) and file.relative_to(shared).parts[0] in KNOWS_MESSAGING
        )
    }
    assert spoken == set()


@pytest.mark.parametrize("service", [*SERVICES, "gateway"])
def test_a_service_comes_without_the_others(service: str) -> None:
    """Imported in a process of its own, it brings no other service along."""
    others = [other for other in (*SERVICES, "gateway", "deploy") if other != service]
    module = f"{service}.service" if find_spec(f"{service}.service") else f"{service}.settings"
    program = f"import sys, {module}; print([name for name in {others} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("service", [*SERVICES, "gateway"])
def test_a_service_declares_what_it_imports_of_ours(service: str) -> None:
    """So that it can be installed on its own."""
    text = (ROOT / "services" / service / "pyproject.toml").read_text()
    used = {name.partition(".")[0] for file in folder_of(service).rglob("*.py") for name in imported(file)}
    needed = {package for package in PACKAGES if package in used and package != service}
    assert {package for package in needed if not re.search(rf'"{package}["[]', text)} == set()


@pytest.mark.parametrize("service", [*SERVICES, "gateway"])
def test_migrations_are_numbered_and_follow_on(service: str) -> None:
    files = sorted((folder_of(service) / "migrations" / "versions").glob("[!_]*.py"))
    assert files, f"{service} has no migrations"
    numbers = []
    before: str | None = None
    for file in files:
        number = re.fullmatch(r"(\d{4})_[a-z0-9_]+", file.stem)
        assert number, f"{short(file)} is not named like 0001_what_it_does.py"
        numbers.append(int(number[1]))
        said = re.search(r"^down_revision(?:: [^=]+)? = (?:\"(.*)\"|None)$", file.read_text(), re.MULTILINE)
        assert said, f"{short(file)} does not say its down_revision"
        assert said[1] == before, f"{short(file)} does not follow on from {before}"
        revision = re.search(r"^revision(?:: [^=]+)? = \"(.*)\"$", file.read_text(), re.MULTILINE)
        assert revision, f"{short(file)} does not say its revision"
        before = revision[1]
    assert numbers == list(range(1, len(files) + 1))
    pinned = (folder_of(service) / "migrations" / "head.txt").read_text().strip()
    assert pinned == before, f"{service}/migrations/head.txt does not name the last migration"


# Written in halves, so that this file does not name what it looks for
SOMEBODYS_MACHINE = re.compile(
    r"/wor" r"k/(?!dir)|\.\./sha" r"red/(design|domain)|/ro" r"ot/(?!\.)|/ho" r"me/[a-z]|/Us" r"ers/"
)
SKIPPED = {".lock", ".png", ".pdf", ".ico", ".woff2", ".pyc"}


def test_no_path_of_somebodys_machine_is_named() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    files = [ROOT / name for name in listed if name and Path(name).suffix not in SKIPPED]
    named = [
        f"{short(file)}: {found[0]}"
        for file in files
        if file.is_file() and (found := SOMEBODYS_MACHINE.search(file.read_text(errors="replace")))
    ]
    assert named == []


def test_every_direct_dependency_has_its_reason() -> None:
    """docs/dependencies.md says why it is there."""
    explained = (ROOT / "docs" / "dependencies.md").read_text()
    declared: set[str] = set()
    for file in [ROOT / "pyproject.toml", *ROOT.glob("*/pyproject.toml"), *ROOT.glob("services/*/pyproject.toml")]:
        project = tomllib.loads(file.read_text())
        lines = project["project"]["dependencies"] + project.get("dependency-groups", {}).get("dev", [])
        declared |= {re.split(r"[<>=\[ ]", line)[0] for line in lines}
    assert {name for name in declared - set(PACKAGES) if not re.search(rf"\b{re.escape(name)}\b", explained)} == set()
