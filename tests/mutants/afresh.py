"""Which breaks only show in a process of their own? Those of functions that already run while tests are imported.

mutmut forks from a process that has imported everything, so a table or a story that was made at import is never broken.
A break of such a function that survived is tried again, with all tests, in a fresh process.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from mutmut.configuration import config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.state import state
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import mangled_name_from_mutant_name

from tests.mutants.copying import ROOT

COPY = Path("mutants")
AT_IMPORT = Path("at-import.json")
TRIED = Path("tried-afresh.json")
SURVIVED, TIMEOUT = 0, 36
LONGEST = 600
"""Seconds for all tests of a service."""


def try_again(processes: int) -> None:
    """Those that were tried afresh before are left out."""
    tried = set(json.loads(TRIED.read_text())) if TRIED.exists() else set[str]()
    waiting = [(path, name) for path, name in survivors() if name not in tried]
    if not waiting:
        return
    subprocess.run([sys.executable, "-m", __name__], env=environment("stats"), check=True, capture_output=True)
    early = set(json.loads(AT_IMPORT.read_text()))
    waiting = [(path, name) for path, name in waiting if mangled_name_from_mutant_name(name) in early]
    with ThreadPoolExecutor(processes) as pool:
        codes = pool.map(run_tests, [name for _, name in waiting])
        for number, ((path, name), code) in enumerate(zip(waiting, codes, strict=True), 1):
            print(f"\rTrying afresh: {number}/{len(waiting)}", end="", flush=True)
            data = SourceFileMutationData(path=path)
            data.load()
            data.exit_code_by_key[name] = code
            data.save()
            tried.add(name)
            TRIED.write_text(json.dumps(sorted(tried)))


def survivors() -> Iterator[tuple[Path, str]]:
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        yield from ((path, name) for name, code in data.exit_code_by_key.items() if code == SURVIVED)


def environment(broken: str) -> dict[str, str]:
    places = os.pathsep.join([str((COPY / "src").resolve()), str(ROOT)])
    return os.environ | {"MUTANT_UNDER_TEST": broken, "PYTHONPATH": places}


def run_tests(broken: str) -> int:
    program = [sys.executable, "-m", "pytest", "-x", "-q", *arguments()]
    try:
        return subprocess.run(
            program, cwd=COPY, env=environment(broken), capture_output=True, timeout=LONGEST, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return TIMEOUT


def arguments() -> list[str]:
    own = config()
    return ["--rootdir=.", *own.pytest_add_cli_args, *own.pytest_add_cli_args_test_selection]


class Early:
    """A pytest plugin: which functions have run when the tests are collected?"""

    def pytest_collection_finish(self) -> None:
        (Path("..") / AT_IMPORT).write_text(json.dumps(sorted(state()._stats)))


if __name__ == "__main__":
    chosen = arguments()
    os.chdir(COPY)
    sys.exit(pytest.main(["--collect-only", "-qqq", *chosen], plugins=[Early()]))
