"""Which day does a demonstration or a test live in? A file says so, and moving on is writing the next day into it."""

import os
import secrets
from datetime import date
from pathlib import Path


def read_today(path: Path) -> date:
    """The day in the file. ValueError says in words what is wrong."""
    try:
        return date.fromisoformat(path.read_text().strip())
    except FileNotFoundError:
        raise ValueError("names a file that is not there") from None
    except (OSError, ValueError):
        raise ValueError("names a file that does not hold a date such as 2026-11-03") from None


def write_today(path: Path, day: date) -> None:
    """Whoever reads meanwhile sees the old day or the new one, never half a date."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.write_text(f"{day.isoformat()}\n")
    os.replace(draft, path)
