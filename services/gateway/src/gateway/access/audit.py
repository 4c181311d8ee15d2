"""Who has seen or changed what of a case: when, what, and from where (G-02)?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, func, select

from gateway.identity.tables import AUDIT

type Outcome = Literal["seen", "changed", "refused", "not known"]


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    account_id: str
    name: str
    case_id: str | None
    what: str
    """The name of the question or command."""
    outcome: Outcome
    way: str
    place: str


def add(tx: Connection, line: Line) -> None:
    tx.execute(AUDIT.insert().values(asdict(line)))


def who_has_looked(tx: Connection, case_id: str, *, page: int = 1, size: int = 50) -> tuple[Sequence[Line], int]:
    """The trail of a case, newest first, and how many lines there are."""
    of_case = AUDIT.c.case_id == case_id
    total = tx.execute(select(func.count()).select_from(AUDIT).where(of_case)).scalar_one()
    columns = [AUDIT.c[name] for name in Line.__slots__]
    rows = tx.execute(
        select(*columns).where(of_case).order_by(AUDIT.c.id.desc()).limit(size).offset((page - 1) * size)
    ).all()
    return [Line(*row) for row in rows], total
