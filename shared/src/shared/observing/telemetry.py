"""What may a service say about itself in its log? One JSON object a line, and nothing that could name a person.

Only keys on the list below pass, and only short plain values; the rest is left out, and the line says under `withheld`
which keys those were. The words of `event` are written in the code and carry no data. Of an exception the class and the
places in the code are kept, never its message, which may repeat what somebody typed. `reference` is what a person is
shown when something goes wrong, so that the line can be found.
"""

import logging
import secrets
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any, Protocol

import structlog
from structlog.typing import EventDict, WrappedLogger

ALLOWED = frozenset(
    """
    event level time service environment logger reference error causes frames withheld file line
    command command_id question asked fact stream_kind view worker producer consumer template field trouble
    count number last_number position lag attempt attempts seconds milliseconds waiting
    accepted refused status method route port replica dialect
    """.split()  # noqa: SIM905 - fifty lines otherwise
)
LONGEST = 200
SPEAKS_FREELY = ("uvicorn.error", "alembic")
"""Libraries whose own words carry nothing of a case: where it listens, which migration runs."""


class Logged(Protocol):
    @property
    def log_level(self) -> str: ...

    @property
    def environment(self) -> str: ...


def configure(service: str, settings: Logged) -> None:
    """From here on everything in this process logs through the list, libraries and uncaught errors too.

    Run uvicorn with `log_config=None`, or it brings its own.
    """
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]

    def add_service(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        event["service"], event["environment"] = service, settings.environment
        return event

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            add_service,
            reduce_exception,
            only_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.WriteLogger(_NeverFailing()),  # type: ignore[arg-type]
        cache_logger_on_first_use=False,  # modules take their logger at import, before this ran
    )
    logging.basicConfig(handlers=[_Libraries()], level=level, force=True)
    logging.captureWarnings(True)  # a warning of pydantic repeats the value it warns of
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def reduce_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Class, causes and frames in place of `exc_info`, with a reference to find the line by."""
    given = event.pop("exc_info", None)
    event.pop("stack_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["causes"] = _causes(error)
        event["frames"] = frames(error.__traceback__)
        event.setdefault("reference", new_reference())
    return event


def only_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    kept: EventDict = {key: value for key, value in event.items() if key in ALLOWED and _plain(value)}
    withheld = sorted(key for key in event if key not in kept)
    if withheld:
        kept["withheld"] = withheld
    return kept


def new_reference() -> str:
    """Short enough to be read out on the telephone."""
    return secrets.token_hex(4)


def frames(traceback: TracebackType | None) -> list[str]:
    """`writer.py:41 decide`, from the outside in: the places, without what stood in the variables."""
    return [
        f"{Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_name}" for frame, line in walk_tb(traceback)
    ][-20:]


def _causes(error: BaseException) -> list[str]:
    """What lies beneath: the members of a group, the cause, or what was being handled."""
    found: list[str] = []
    beneath: list[BaseException | None] = [error]
    while beneath and len(found) <= 10:
        here = beneath.pop(0)
        if here is not None:
            found.append(type(here).__name__)
            beneath.append(here.__cause__ or (None if here.__suppress_context__ else here.__context__))
            beneath.extend(here.exceptions if isinstance(here, BaseExceptionGroup) else ())
    return found[1:]


def _plain(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) and len(item) <= LONGEST for item in value)
    return value is None or isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) <= LONGEST)


class _NeverFailing:
    """Whoever logs that something failed must not fail over it: with a full disk a line is lost, and nothing else."""

    def write(self, line: str) -> None:
        with suppress(OSError, ValueError):
            sys.stdout.write(line)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            sys.stdout.flush()


class _Libraries(logging.Handler):
    """Lines of libraries: what went wrong and where. Their words are not ours, and may repeat an address or a value."""

    def emit(self, record: logging.LogRecord) -> None:
        free = record.name.startswith(SPEAKS_FREELY)
        if not free and record.levelno < logging.WARNING:
            return
        say: Callable[..., Any] = structlog.get_logger().log
        words = record.getMessage() if free else "A library reports something"
        place: dict[str, Any] = {"logger": record.name, "file": record.filename, "line": record.lineno}
        say(record.levelno, words[:LONGEST], **place, exc_info=record.exc_info)


def _uncaught(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger().critical("An error was caught by nobody", exc_info=(kind, error, traceback))
