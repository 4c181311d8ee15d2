"""Does anything hang on a word? Every label and sentence of some modules becomes nonsense while they are imported.

Ask for it in a process of its own, before anything of ours is imported:

    reword("tracker", "shared.contracts.tracker")
"""

import ast
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import override


def reword(*packages: str, kept: frozenset[str] = frozenset()) -> None:
    """`kept` are modules in which words are what was stored once, and stay as they were."""

    class Finder(_Finder):
        @classmethod
        @override
        def changes(cls, module: str) -> bool:
            return module not in kept and any(module == one or module.startswith(f"{one}.") for one in packages)

    sys.meta_path.insert(0, Finder)


class _Words(ast.NodeTransformer):
    """Each label of an enum, and each text that has a space, becomes nonsense of its own."""

    def __init__(self) -> None:
        self.count = 0

    def nonsense(self) -> str:
        self.count += 1
        return f"Blah {self.count} blah"

    @override
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant(self.nonsense()) if isinstance(node.value, str) and " " in node.value else node

    @override
    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        if any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases):
            for line in node.body:
                if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
                    line.value = ast.Constant(self.nonsense())
        return self.generic_visit(node)


class _Loader(SourceFileLoader):
    @override
    def get_code(self, fullname: str) -> CodeType:
        source = Path(self.path).read_text(encoding="utf-8")
        tree = ast.fix_missing_locations(_Words().visit(ast.parse(source)))
        code: CodeType = compile(tree, self.path, "exec")
        return code


class _Finder(PathFinder):
    @classmethod
    def changes(cls, module: str) -> bool:
        raise NotImplementedError

    @classmethod
    @override
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = super().find_spec(fullname, path, target) if cls.changes(fullname) else None
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin)
        return spec
