"""How long does it take to put hundreds of candidates in order for a case?"""

import json
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from chairs.service import CHAIRS
from chairs.views.tables import appointments, cases_known
from shared.actor import Actor
from shared.asking import Answered
from shared.contracts.chairs.answers import Candidates
from shared.contracts.chairs.commands import AcceptApplication, ApplyToList, AssessApplication
from shared.contracts.chairs.queries import CandidatesForCase
from shared.contracts.chairs.values import Affiliation, Document, Skill, Training
from shared.contracts.county import Csp
from shared.message import Command
from shared.testing.spec import MANAGER, OFFICER
from sqlalchemy import Connection as Transaction
from sqlalchemy import insert

from tests.bench import story
from tests.bench.measuring import Line, Sizes, median
from tests.bench.world import AT_ONCE, World, at_once, packed, sqlite_url, world

GIVEN_EACH = 4
"""Reviews that each candidate was given in the last years."""
_SPECIALISMS = ("Drug and alcohol", "Mental health", "Adult social care", "Police")
_CASE = uuid.uuid4().hex


async def choosing(sizes: Sizes, new_database: Callable[[], str], folder: Path, name: str) -> list[Line]:
    """CandidatesForCase, as the gateway asks it: the answer made, written as JSON, and read again by who asked."""
    async with world(new_database(), sqlite_url(folder), CHAIRS) as chairs:
        chair_ids = [uuid.uuid4().hex for _ in range(sizes.candidates)]
        for step in range(len(_beginning(chair_ids[0], 0))):
            asked = [packed(*_beginning(chair_id, at)[step]) for at, chair_id in enumerate(chair_ids)]
            await at_once(map(chairs.answer, asked), AT_ONCE)
        await chairs.writer.do(lambda tx: _with_reviews(tx, chair_ids))
        await _milliseconds(chairs, 1)
        found = await _milliseconds(chairs, max(sizes.pages // 4, 1))
    return [Line(f"{sizes.candidates} candidates in order for a case, {name}", median(found), "ms", 50, higher=False)]


async def _milliseconds(chairs: World, times: int) -> list[float]:
    question, ways = CandidatesForCase(case_id=_CASE, specialisms=_SPECIALISMS[1:]), []
    for _ in range(times):
        start = perf_counter()
        answer = await chairs.answering.answer(question, MANAGER)
        raw = Answered[Candidates](answer=answer).model_dump_json()
        Answered[Candidates].model_validate_json(raw)
        ways.append((perf_counter() - start) * 1000)
    return ways


def _beginning(chair_id: str, at: int) -> list[tuple[Command, Actor]]:
    """On the list, with what a choice looks at: each of them other than the last."""
    left = date(2020, 1, 1) + timedelta(days=at * 4)
    application = ApplyToList(
        chair_id=chair_id,
        name=f"Candidate {at}",
        email=f"candidate.{at}@chairs.example",
        cv=Document(name="cv.pdf", sha256="a" * 64),
        specialisms=tuple(name for place, name in enumerate(_SPECIALISMS) if at % (place + 2)),
        training=Training(completed_on=date(2026, 1, 10), expires_on=story.TODAY + timedelta(days=30 + at)),
        affiliations=(
            Affiliation(agency=f"Agency {at}", role="Manager", areas=(Csp.WATFORD,), until=left),
            Affiliation(agency=f"Charity {at}", role="Trustee", areas=(Csp.STEVENAGE,), end_unknown=True),
        ),
    )
    return [
        (application, OFFICER),
        (AssessApplication(chair_id=chair_id, skills=tuple(Skill), note="All of it is shown."), MANAGER),
        (AcceptApplication(chair_id=chair_id), MANAGER),
    ]


def _with_reviews(tx: Transaction, chair_ids: list[str]) -> None:
    """The case, and what each candidate led before: rows of the read models, as facts would have left them."""
    case = {
        "case_id": _CASE,
        "reference": "DHR-2026-001",
        "csp": Csp.WATFORD.value,
        "earliest_death": date(2026, 3, 1),
        "agencies": json.dumps(["Hertfordshire Constabulary", "Agency 7"]),
        "decided_on": date(2026, 5, 1),
        "imported": False,
    }
    tx.execute(insert(cases_known), case)
    tx.execute(insert(appointments), [_review(chair_id, at) for chair_id in chair_ids for at in range(GIVEN_EACH)])


def _review(chair_id: str, at: int) -> dict[str, object]:
    ended = date(2026, 1, 1) if at else None
    return {
        "case_id": uuid.uuid4().hex,
        "number": 1,
        "chair_id": chair_id,
        "commissioned_on": date(2026, 6, 1) - timedelta(days=200 * at),
        "ended_on": ended,
        "ended_why": ended and "approved",
        "responses": 4,
        "mean_above": "17",
        "mean_below": "4",
        "round_closed": True,
        "point": at == 1,
    }
