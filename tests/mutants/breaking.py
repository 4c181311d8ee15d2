"""What happens inside the copy? mutmut breaks, runs and remembers; the outcomes are left in outcomes.json.

A process of its own, started by `python -m tests.mutants`, because mutmut works in the current folder, keeps its state
in the process, and forks from it.
"""

import ast
import difflib
import fcntl
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import libcst as cst
from mutmut import __main__ as mutmut
from mutmut.__main__ import collect_or_load_stats
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import read_functions_from_index
from mutmut.state import state
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir, walk_mutatable_files
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

from tests.mutants import afresh, operators
from tests.mutants.copying import ROOT
from tests.mutants.outcome import Outcome, Status
from tests.mutants.quick import quick

PROCESSES = 2
COPY = Path("mutants")
WHOLE = COPY / "all-made"
"""Written when every broken copy is complete."""
TESTED = Path("tested.txt")


def main(module: str, now: str) -> None:
    """`now` is the fingerprint of a service and its tests. When it has changed, all but the killed are tried again."""
    with TESTED.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a run that was killed leaves processes behind for a moment
        outcomes = [asdict(each) for each in broken(module, now)]
    Path("outcomes.json").write_text(json.dumps(outcomes, indent=1, ensure_ascii=False))


def broken(module: str, now: str) -> list[Outcome]:
    operators.install()
    vars(mutmut)["print"] = until_results
    vars(mutmut)["collect_or_load_stats"] = quick_tests
    changed = not TESTED.exists() or TESTED.read_text() != now
    sys.path[:] = [place for place in sys.path if Path(place).resolve() != ROOT]  # the copy's tests, not the project's
    tidy(changed)
    make()
    if changed:
        mutmut._reset_mutant_results(lambda _, code: status_by_exit_code[code] != "killed")
        afresh.TRIED.unlink(missing_ok=True)
        TESTED.write_text(now)
    waiting = [name for path, name, code in known() if code is None and belongs(path, module)]
    if waiting:
        mutmut._run(waiting if module else (), PROCESSES)
    if not module:  # it takes a run of all tests for each
        afresh.try_again(PROCESSES)
    return list(read())


def until_results(*words: object, **options: Any) -> None:
    """Says what mutmut says, up to its list of names: ours has lines of code."""
    if words[:1] == ("Mutant results",):
        vars(mutmut)["print"] = lambda *_, **__: None
    else:
        print(*words, **options)


def quick_tests(*given: Any, **named: Any) -> None:
    """mutmut's own question, without slow tests."""
    collect_or_load_stats(*given, **named)
    known = state()
    known.tests_by_mangled_function_name.update(quick(known.tests_by_mangled_function_name, known.duration_by_test))


def tidy(changed: bool) -> None:
    """mutmut copies only what is not there yet, and takes a file that was cut short for a good one."""
    for folder in ("services", "docs"):
        shutil.rmtree(COPY / folder, ignore_errors=True)
    if changed:
        (COPY / "mutmut-stats.json").unlink(missing_ok=True)
    broken = {COPY / path for path in walk_mutatable_files()}
    for file in list((COPY / "src").rglob("*")):
        source = file.with_suffix("") if file.suffix in {".meta", ".spans"} else file
        if file.is_file() and source not in broken:
            file.unlink()
    for file in broken:
        if not WHOLE.exists() or not readable(file.with_name(f"{file.name}.meta")):
            file.unlink(missing_ok=True)


def readable(meta: Path) -> bool:
    try:
        json.loads(meta.read_text())
    except FileNotFoundError:
        return False
    except json.JSONDecodeError:
        meta.unlink()
        return False
    return True


def make() -> None:
    """Every break of every function, in one broken copy a module."""
    COPY.mkdir(exist_ok=True)
    WHOLE.unlink(missing_ok=True)
    copy_src_dir()
    copy_also_copy_files()
    mutmut.create_mutants(PROCESSES)
    WHOLE.touch()


def known() -> Iterator[tuple[Path, str, int | None]]:
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        yield from ((path, name, code) for name, code in data.exit_code_by_key.items())


def belongs(path: Path, module: str) -> bool:
    """`domain/imr`, or the folder `domain/money`."""
    own = path.with_suffix("").parts[2:]
    wanted = tuple(module.split("/")) if module else ()
    return own[: len(wanted)] == wanted


def read() -> Iterator[Outcome]:
    for path, name, code in known():
        status = Status.of(status_by_exit_code[code])
        module = "/".join(path.with_suffix("").parts[2:])
        function, class_name = orig_function_and_class_names_from_key(name)
        whole = f"{class_name}.{function}" if class_name else function
        if status in (Status.KILLED, Status.WAITING):
            yield Outcome(module, whole, status)
            continue
        found = read_functions_from_index(name, path)
        assert found, f"{name} is not in {path}"
        before, after = (cst.Module([one]).code.strip().splitlines() for one in found)
        line, gone, come = difference(before, after)
        yield Outcome(module, whole, status, line + starts(path, function, class_name), gone, come)


def difference(before: list[str], after: list[str]) -> tuple[int, str, str]:
    """The line within the function, what was there, and what is there instead."""
    changes = [
        one for one in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if one[0] != "equal"
    ]
    first, last = changes[0], changes[-1]
    gone, come = before[first[1] : last[2]], after[first[3] : last[4]]
    definition = next(i for i, text in enumerate(before) if text.lstrip().startswith(("def ", "async def ")))
    return first[1] - definition, _short(gone), _short(come)


def _short(lines: list[str]) -> str:
    return "\n".join(line.strip() for line in lines)


def starts(path: Path, function: str, class_name: str | None) -> int:
    body = ast.parse(path.read_text()).body
    if class_name:
        body = next(one.body for one in body if isinstance(one, ast.ClassDef) and one.name == class_name)
    return next(
        one.lineno for one in body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and one.name == function
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
