"""When does a transaction of the writer begin? When something is to be read, or not before all is to be written.

What is remembered is right as long as nobody else has written. Under the turn, the mark tells: where it has moved after
something was taken from memory, this is a lost race, and the work is done again from what the database says.
"""

from typing import Any

from sqlalchemy import Connection

from shared.database.engine import TAKE_TURN
from shared.database.sql import Statement, run, write_all, write_if
from shared.history.store import Conflict
from shared.writing.memory import MARK, Mark, Memory

_MARK = f"SELECT {MARK}"
_UNMOVED = f"(?, ?, ?, ?) = (SELECT {MARK})"


class Turn:
    """One transaction of the writer, on the connection `line` that it keeps. `used`: something was taken from memory.
    `moves`: the work may move the mark by more than new events, so that it is read again before the commit."""

    def __init__(self, line: Connection, memory: Memory, *, moves: bool) -> None:
        self.line, self._memory, self._moves = line, memory, moves
        self.begun = self.used = False
        self.mark: Mark = memory.mark

    @property
    def tx(self) -> Connection:
        if not self.begun:
            self.begin()
        return self.line

    def begin(self) -> None:
        if self._on_postgresql:  # in one round trip
            cursor = run(self.line, f"BEGIN; {TAKE_TURN}; {_MARK}")
            while cursor.nextset():
                pass
        else:
            run(self.line, "BEGIN IMMEDIATE")
            cursor = run(self.line, _MARK)
        self.begun = True
        mark = _read(cursor)
        if mark != self.mark:
            if self.used:
                raise Conflict
            self._memory.doubt()
        self.mark = mark

    def commit(self, position: int, *statements: Statement) -> Mark:
        """Write and commit; the mark that is left. On PostgreSQL in one round trip, if nothing was read before."""
        statements = tuple(one for one in statements if one.rows)
        if not self.begun and not statements:
            return self.mark
        if not self._on_postgresql:
            write_all(self.tx, *statements)
            marked = run(self.line, _MARK) if self._moves else None
            mark = _read(marked) if marked else (position, *self.mark[1:])
            run(self.line, "COMMIT")
            return mark
        driver: Any = self.line.connection.driver_connection
        written, from_memory, self.begun = None, not self.begun, True
        with driver.pipeline():
            if from_memory:
                run(self.line, "BEGIN")
                run(self.line, TAKE_TURN)
                written = write_if(self.line, _UNMOVED, self.mark, *statements)
            else:
                write_all(self.line, *statements)
            marked = run(self.line, _MARK) if self._moves else None
            run(self.line, "COMMIT")
        if written is not None and not written.fetchone()[0]:
            raise Conflict
        return _read(marked) if marked else (position, *self.mark[1:])

    @property
    def _on_postgresql(self) -> bool:
        return self.line.dialect.name == "postgresql"


def _read(cursor: Any) -> Mark:
    position, applied, parked, rebuilt = cursor.fetchone()
    return int(position), int(applied), int(parked), int(rebuilt)
