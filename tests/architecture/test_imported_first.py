"""Can every module be imported first, alone? It can where no module leans on one that leans on it."""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, folder_of, tree


@pytest.mark.parametrize("package", PACKAGES)
def test_no_modules_import_each_other_in_a_circle(package: str) -> None:
    """Importing 600 modules each in a fresh interpreter takes minutes. Without a circle the order does not matter."""
    assert circle(leaning(package)) == []


def test_a_circle_is_found_through_the_front_of_a_package(tmp_path: Path) -> None:
    """What `import gateway.routes` once came to: routes, forms, flow, routes."""
    source = {
        "routes": "from house.forms import Form\nPage = Form",
        "forms/__init__": "from house.forms.flow import Form",
        "forms/flow": "import house.routes\nForm = house.routes",
    }
    for name, text in source.items():
        (file := tmp_path / "house" / f"{name}.py").parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    assert set(circle(_leaning(tmp_path / "house"))) == {"house.routes", "house.forms", "house.forms.flow"}
    alone = subprocess.run([sys.executable, "-c", "import house.routes"], cwd=tmp_path, capture_output=True, text=True)
    assert "circular import" in alone.stderr


def circle(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """The modules of the first circle, each importing the one before it; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def leaning(package: str) -> dict[str, set[str]]:
    return _leaning(folder_of(package))


def _leaning(root: Path) -> dict[str, set[str]]:
    """Which modules of a package each module has to have before it is there itself."""
    files = {_name(file, root): file for file in sorted(root.rglob("*.py"))}
    return {name: set(_needs(name, file, files)) for name, file in files.items()}


def _needs(name: str, file: Path, files: Mapping[str, Path]) -> Iterator[str]:
    for asked in _imported_at_once(tree(file).body):
        if asked in files and asked != name:
            yield asked
        # whoever imports a.b.c imports a and a.b first; its own parents are there before a module begins
        for parent in _parents(asked):
            if parent in files and parent != name and not name.startswith(f"{parent}."):
                yield parent


def _imported_at_once(statements: Iterable[ast.stmt]) -> Iterator[str]:
    """What is imported while the module is, in functions and for type checkers alone not."""
    for node in statements:
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names)
            case ast.ImportFrom(module=str() as module, names=names):
                yield module
                yield from (f"{module}.{one.name}" for one in names)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                yield from _imported_at_once(node.orelse)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                pass
            case _:
                inside = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]
                yield from _imported_at_once(inside)


def _parents(name: str) -> Iterator[str]:
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def _name(file: Path, root: Path) -> str:
    parts = file.relative_to(root.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
