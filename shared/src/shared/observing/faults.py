"""What is told of a bug? To the caller a reference, to the log where it was; never its text, which may be personal."""

import structlog

from shared.observing.telemetry import frames, new_reference

_LOG = structlog.get_logger()


def kind_of(error: BaseException) -> str:
    return type(getattr(error, "orig", None) or error.__cause__ or error).__name__


def place_of(error: BaseException) -> str:
    """The kind of error, and the innermost place in the code."""
    return " at ".join([type(error).__name__, *frames(error.__traceback__)[-1:]])


def report(error: BaseException, **about: str) -> str:
    """Write it to the log; returns the reference under which it stands there."""
    reference = new_reference()
    _LOG.error("Something went wrong", reference=reference, exc_info=error, **about)
    return reference
