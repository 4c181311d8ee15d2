"""Does the log say enough to mend a fault, and nothing about a person?"""

import errno
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import structlog
from pydantic import BaseModel
from shared.observing.telemetry import ALLOWED, configure

NAME = "Ann Other"


@dataclass(frozen=True, slots=True)
class Loud:
    log_level: str = "info"
    environment: str = "test"


type Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """What has been logged since the last look. Everything is put back afterwards."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, sys.excepthook, threading.excepthook, sys.unraisablehook)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):  # as if no server had run in this process
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
        logger.setLevel(logging.NOTSET)
    configure("cases", Loud())

    def read() -> list[dict[str, Any]]:
        captured = capsys.readouterr()
        assert NAME not in captured.out + captured.err
        assert captured.err == ""
        return [json.loads(line) for line in captured.out.splitlines()]

    yield read
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()
    logging.captureWarnings(False)
    root.handlers, root.level, sys.excepthook, threading.excepthook, sys.unraisablehook = before


def test_a_line_is_one_json_object_with_what_matters(lines: Lines) -> None:
    structlog.get_logger().info("Command answered", command="CommissionReview", milliseconds=4.2, reference="a1b2c3d4")
    [line] = lines()
    assert line.pop("time").endswith("Z")
    assert line == {
        "event": "Command answered",
        "level": "info",
        "service": "cases",
        "environment": "test",
        "command": "CommissionReview",
        "milliseconds": 4.2,
        "reference": "a1b2c3d4",
    }


def test_a_key_that_is_not_on_the_list_is_left_out_and_its_name_is_said(lines: Lines) -> None:
    structlog.get_logger().info("Saved", victim=NAME, name=NAME, count=1)
    [line] = lines()
    assert line["withheld"] == ["name", "victim"]
    assert line["count"] == 1
    assert set(line) <= ALLOWED


@pytest.mark.parametrize("value", [{"name": NAME}, [{"name": NAME}], (NAME,), NAME * 100, [NAME * 100], object()])
def test_only_short_plain_values_pass(lines: Lines, value: object) -> None:
    structlog.get_logger().info("Saved", command=value)
    [line] = lines()
    assert line["withheld"] == ["command"]
    assert "command" not in line


def test_what_is_bound_to_the_request_goes_through_the_list_too(lines: Lines) -> None:
    structlog.contextvars.bind_contextvars(reference="a1b2c3d4", reader=NAME)
    structlog.get_logger().info("Read")
    [line] = lines()
    assert (line["reference"], line["withheld"]) == ("a1b2c3d4", ["reader"])


def fail(name: str) -> None:
    try:
        raise KeyError(name)
    except KeyError as error:
        raise ValueError(f"{name} is not known") from error


def test_an_exception_is_its_class_and_its_places(lines: Lines) -> None:
    try:
        fail(NAME)
    except ValueError:
        structlog.get_logger().exception("A request could not be answered", reference="a1b2c3d4")
    [line] = lines()
    assert (line["error"], line["causes"], line["reference"]) == ("ValueError", ["KeyError"], "a1b2c3d4")
    places = [frame.split()[1] for frame in line["frames"]]
    assert places == ["test_an_exception_is_its_class_and_its_places", "fail"]
    assert line["frames"][1].startswith("test_telemetry.py:")


def test_an_exception_gets_a_reference_of_its_own(lines: Lines) -> None:
    log = structlog.get_logger()
    log.error("First", exc_info=ValueError(NAME))
    log.error("Second", exc_info=ExceptionGroup(NAME, [KeyError(NAME), OSError(NAME)]))
    first, second = lines()
    assert len(first["reference"]) == 8
    assert first["reference"] != second["reference"]
    assert second["causes"] == ["KeyError", "OSError"]


def test_the_words_of_a_library_are_not_repeated(lines: Lines) -> None:
    library = logging.getLogger("sqlalchemy.engine")
    library.info("INSERT %s", NAME)
    library.warning("Slow: %s", NAME)
    try:
        fail(NAME)
    except ValueError:
        library.exception(f"Broke on {NAME}")
    slow, broke = lines()
    assert (slow["event"], slow["logger"], slow["file"], slow["level"]) == (
        "A library reports something",
        "sqlalchemy.engine",
        "test_telemetry.py",
        "warning",
    )
    assert broke["error"] == "ValueError"


def test_where_a_service_listens_is_said(lines: Lines) -> None:
    logging.getLogger("uvicorn.error").info("Uvicorn running on %s", "http://0.0.0.0:8001")
    logging.getLogger("uvicorn.access").info('%s "%s"', NAME, "GET /cases?name=Ann")
    [line] = lines()
    assert line["event"] == "Uvicorn running on http://0.0.0.0:8001"


def test_the_level_is_a_setting(lines: Lines) -> None:
    configure("cases", Loud(log_level="error"))
    structlog.get_logger().warning("Late")
    logging.getLogger("nats").warning("Late")
    structlog.get_logger().error("Too late")
    assert [line["event"] for line in lines()] == ["Too late"]


def test_a_warning_that_repeats_a_value_is_reduced(lines: Lines) -> None:
    class Child(BaseModel):
        age: int

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)  # catch_warnings has put the printing back
        wrong: dict[str, Any] = {"age": NAME}
        Child.model_construct(**wrong).model_dump()
        logging.captureWarnings(False)
    [line] = lines()
    assert line["logger"] == "py.warnings"


def test_what_nobody_catches_is_logged_and_not_printed(lines: Lines) -> None:
    try:
        fail(NAME)
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
        threading.excepthook(threading.ExceptHookArgs((ValueError, error, error.__traceback__, None)))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    first, second = lines()
    assert first["event"] == second["event"] == "An error was caught by nobody"
    assert first["frames"][-1].endswith(" fail")


def test_a_log_that_cannot_be_written_is_no_error(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who logs that something failed would fail again: a loop that must live for ever would end of it."""

    class Full:
        def write(self, *_: str) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        flush = write

    with monkeypatch.context() as while_full:
        while_full.setattr(sys, "stdout", Full())
        structlog.get_logger().error("Something went wrong")
        logging.getLogger("a library").error("It failed")
    structlog.get_logger().info("There is space again")
    [line] = lines()
    assert line["event"] == "There is space again"
