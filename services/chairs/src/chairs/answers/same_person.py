"""Which other records may be of this person? By name, and while it is decided on by e-mail (H-01)."""

from shared.contracts.chairs.answers import MayBe
from shared.contracts.chairs.values import ListStage
from shared.reader import Reader
from sqlalchemy import select

from chairs.domain import events as e
from chairs.domain.people.same_person import plain_address, plain_name
from chairs.domain.roster.chair import Chair
from chairs.views.roster import STREAM
from chairs.views.tables import chairs


def may_be(reader: Reader, chair_id: str, chair: Chair, email: str) -> tuple[MayBe, ...]:
    """Addresses are sealed, each with its record's key, so the records are opened; hence only when it is decided on."""
    c = chairs.c
    others = reader.tx.execute(select(c.chair_id, c.name, c.stage).where(c.chair_id != chair_id).order_by(c.name))
    name, address, deciding = plain_name(chair.name), plain_address(email), chair.stage is ListStage.APPLIED
    found = []
    for other, theirs, stage in others.fetchall():
        same_email = deciding and address in _addresses(reader, other)
        if same_email or plain_name(theirs) == name:
            found.append(MayBe(chair_id=other, name=theirs, stage=ListStage(stage), same_email=same_email))
    return tuple(found)


def _addresses(reader: Reader, chair_id: str) -> set[str]:
    said = (each.message for each in reader.history(f"{STREAM}{chair_id}"))
    return {plain_address(one.email) for one in said if isinstance(one, e.ApplicationReceived | e.AppliedAgain)}
