"""Can everything that was ever stored still be read? One stored example for each event and version says so.

Golden files are added, never edited: `GOLDEN=add pytest …` writes those that are missing. A test takes each of a union:

    @pytest.mark.parametrize("event", members(CaseEvent))
    def test_stored_events_stay_readable(event: type[Event]) -> None:
        check_event(GOLDEN, event, describe)
"""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared.message import Named, members
from shared.testing.example import example_of


def golden[M: Named](folder: Path, message: type[M], example: M | None = None) -> M:
    """The stored example of today's version, as it is read. With GOLDEN=add a missing file is written from
    `example` (or from one made up from the fields); a file that is there is never touched.
    """
    path = _path(folder, message, message.version)
    if not path.exists():
        if os.environ.get("GOLDEN") != "add":
            raise AssertionError(
                f"{path.name} is missing in {folder.name}/. Run this once with GOLDEN=add, and look at what it wrote."
            )
        folder.mkdir(parents=True, exist_ok=True)
        dumped = (example or example_of(message)).model_dump(mode="json")
        path.write_text(json.dumps(dumped, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return message.from_stored(_stored(path), message.version)


def check_event[M: Named](
    folder: Path, message: type[M], describe: Callable[[M], str] | None = None, example: M | None = None
) -> None:
    """Every version is readable, today's is written again as it was, and the timeline has a sentence for it."""
    today = golden(folder, message, example)
    again = today.model_dump(mode="json")
    if not _keeps(_stored(_path(folder, message, message.version)), again):
        raise AssertionError(
            f"{message.type_name()} is no longer stored as its golden file says. Please raise its version, and climb "
            f"from the old form with upcast_to_{message.version + 1}. Now: {again}"
        )
    readings = [today]
    for version in range(1, message.version):
        path = _path(folder, message, version)
        if not path.exists():
            raise AssertionError(f"{path.name} is missing: events of that version may be stored, so it has to stay")
        readings.append(message.from_stored(_stored(path), version))
    if describe:
        for reading in readings:
            check_sentence(describe(reading), message)


def check_names(folder: Path, union: Any) -> None:
    """No two classes are stored under one name, and no name that was stored before is unknown today."""
    names = [message.type_name() for message in members(union)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise AssertionError(f"Stored under one name: {', '.join(twice)}")
    lost = sorted({path.name.split(".")[0] for path in folder.glob("*.json")} - set(names))
    if lost:
        raise AssertionError(f"Stored before, and unknown now: {', '.join(lost)}. `stored_as` keeps an old name.")


def check_sentence(sentence: str, message: type[Named]) -> None:
    """One that a review officer would say: whole, and without ids, field names, or dates as machines write them."""
    wrong = [
        trouble
        for trouble, found in {
            "does not begin with a capital letter": not re.match(r"[A-Z0-9£‘“']", sentence),
            "does not end with a full stop": not sentence.endswith("."),
            "holds an id": re.search(r"\b[0-9a-f]{32}\b", sentence),
            "holds a name with an underscore": re.search(r"\b\w+_\w+\b", sentence),
            "holds the name of the event": len(re.findall("[A-Z]", message.__name__)) > 1
            and message.__name__ in sentence,
            "holds a date as machines write it": re.search(r"\b\d{4}-\d\d-\d\d\b", sentence),
            "holds a value as Python writes it": re.search(r"None|True|False|\(\)|\[\]|[{}<>]|Decimal\(", sentence),
        }.items()
        if found
    ]
    if wrong:
        raise AssertionError(f"“{sentence}” {' and '.join(wrong)}")


def _keeps(old: Any, new: Any) -> bool:
    """All that was stored comes back; a field that is new since has its default beside it."""
    match old, new:
        case dict(), dict():
            return all(key in new and _keeps(value, new[key]) for key, value in old.items())
        case list(), list():
            in_order = len(old) == len(new) and all(map(_keeps, old, new))
            return in_order or sorted(old, key=repr) == sorted(new, key=repr)  # a set is dumped in any order
        case _:
            return bool(old == new)


def _path(folder: Path, message: type[Named], version: int) -> Path:
    return folder / f"{message.type_name()}.v{version}.json"


def _stored(path: Path) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return stored
