"""Where are rules broken? In a copy of one service and its tests; the working tree stays as it is.

The copy keeps its times: mutmut breaks a file again when it is newer than its broken copy.
"""

import hashlib
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICES = ("cases", "chairs", "notifications", "tracker")
RULES = ("domain/**/*.py", "policy.py", "publish.py", "reactions.py", "reactions/**/*.py")
"""What of a service is broken: where it decides, permits, tells others, and hears them."""

BESIDE = ("conftest.py", "docs/rules.md", "docs/rules-covered.txt")
"""What the tests of a service want of the project's root."""


def sources_of(service: str, root: Path = ROOT) -> Path:
    return root / "services" / service / "src" / service


def broken_modules(service: str, root: Path = ROOT) -> list[str]:
    """`domain/imr`, `policy` … of a service."""
    folder = sources_of(service, root)
    files = {file for pattern in RULES for file in folder.glob(pattern)}
    return sorted(file.relative_to(folder).with_suffix("").as_posix() for file in files)


def copy(service: str, into: Path, root: Path = ROOT) -> None:
    """`into` becomes what mutmut takes for a project: src/, the tests, and a pyproject.toml."""
    mirror(sources_of(service, root), into / "src" / service)
    mirror(root / "services" / service / "tests", into / "services" / service / "tests")
    for name in BESIDE:
        write(into / name, (root / name).read_bytes())
    write(into / "pyproject.toml", _project(service, root).encode())


def mirror(source: Path, target: Path) -> None:
    """Writes what differs, and takes away what is gone."""
    wanted = {file.relative_to(source) for file in files_of(source)}
    for name in wanted:
        write(target / name, (source / name).read_bytes())
    for file in list(files_of(target)):
        if file.relative_to(target) not in wanted:
            file.unlink()


def write(file: Path, content: bytes) -> None:
    if not file.exists() or file.read_bytes() != content:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def files_of(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file() and "__pycache__" not in file.parts)


def fingerprint(places: Iterable[Path]) -> str:
    """Changes with any file of these, wherever they lie."""
    digest = hashlib.sha256()
    for place in places:
        for file in [place] if place.is_file() else files_of(place):
            digest.update(str(file.relative_to(place)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def start_over(copied: Path) -> None:
    shutil.rmtree(copied, ignore_errors=True)


def _project(service: str, root: Path) -> str:
    """The tests run as in the project, without servers, and at the same examples each time."""
    ours = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    kept = {name: value for name, value in ours.items() if name != "testpaths"}
    mutmut = {
        "source_paths": ["src"],
        "only_mutate": [f"src/{service}/{pattern.replace('**/', '')}" for pattern in RULES],
        "also_copy": ["services", "docs", "conftest.py"],
        "pytest_add_cli_args": [*NARROWED, *(f"-pno:{plugin}" for plugin in NOT_NEEDED)],
        "pytest_add_cli_args_test_selection": [f"services/{service}/tests"],
        "use_git_change_detection": False,
        "on_dependency_change": "ignore",
        "track_dependencies": False,
    }
    return f"[tool.pytest.ini_options]\n{_toml(kept)}\n[tool.mutmut]\n{_toml(mutmut)}"


NARROWED = ("-mnot servers", "-pno:cacheprovider", "--hypothesis-profile=ci", "--no-header")
"""Servers take seconds to start, for each broken rule again; a rule is pure and can be shown without them."""
NOT_NEEDED = ("schemathesis", "playwright", "xdist", "faker", "anyio")


def _toml(values: dict[str, object]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in values.items())


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
