"""Is the database to blame, and will it pass? Then what was asked may be asked again."""

import sqlite3

import psycopg
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from shared.database.sql import DATABASE_ERRORS

_PASSING_ON_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PROTOCOL,
}
_OURS = (sqlite3.IntegrityError, sqlite3.DataError, psycopg.IntegrityError, psycopg.DataError)


class TryAgain(Exception):
    """Nothing is wrong with what was asked: it may be asked again."""


def passes(error: BaseException) -> bool:
    """Whether the same may be asked again: the database is away, full or busy."""
    match cause := getattr(error, "orig", error):
        case TryAgain() | NoConnectionFree():
            return True
        case sqlite3.OperationalError():
            return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _PASSING_ON_SQLITE
        case psycopg.InterfaceError():
            return True
        case psycopg.Error():
            return isinstance(cause, psycopg.OperationalError) or cause.sqlstate == "25006"  # it only reads just now
    return False


def is_of_the_database(error: BaseException) -> bool:
    """Whether the database found fault with itself rather than with what it was given."""
    return isinstance(error, (*DATABASE_ERRORS, TryAgain)) and not isinstance(getattr(error, "orig", error), _OURS)
