"""Which sources are ours, and what do they import?"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICES = ("cases", "chairs", "notifications", "tracker")
"""Those that own events; the gateway is not one of them."""
PACKAGES = ("shared", *SERVICES, "gateway", "deploy")


def folder_of(package: str) -> Path:
    if package in ("shared", "deploy"):
        return ROOT / package / "src" / package
    return ROOT / "services" / package / "src" / package


@cache
def modules() -> tuple[Path, ...]:
    """Every module of the product."""
    return tuple(file for package in PACKAGES for file in sorted(folder_of(package).rglob("*.py")))


@cache
def python_files() -> tuple[Path, ...]:
    """Every Python file of the project, tests included."""
    places = [ROOT / "shared", ROOT / "services", ROOT / "deploy", ROOT / "tests", ROOT / "conftest.py"]
    files = (file for place in places for file in ([place] if place.is_file() else place.rglob("*.py")))
    return tuple(sorted(file for file in files if ".venv" not in file.parts))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def imported(file: Path) -> Iterator[str]:
    """The dotted names that a file imports, `a.b` for both `import a.b` and `from a.b import c`."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{short(file)} imports by dots; please write the whole name"
            yield node.module or ""


def calls(file: Path) -> Iterator[str]:
    """The last word of every call in a file: `subscriber` for `broker.subscriber(...)`."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(attr=name) | ast.Name(id=name):
                    yield name


def short(file: Path) -> str:
    return str(file.relative_to(ROOT))
