"""The approved list of the demonstration county: the slides' three candidates, and three more (H-01 to H-05)."""

from dataclasses import dataclass
from datetime import date

from shared.calendar import add_months, years_before
from shared.contracts.chairs.commands import (
    AcceptApplication,
    ApplyToList,
    AssessApplication,
    LinkAccount,
    SuspendChair,
)
from shared.contracts.chairs.values import Affiliation, Document, ReviewType, Skill, Training
from shared.contracts.county import Csp

from deploy.county.sending import MANAGER, OFFICER, Sender, before, made_id, person


@dataclass(frozen=True, slots=True)
class Candidate:
    name: str
    specialisms: tuple[str, ...]
    affiliation: tuple[str, str, bool, int | None] | None = None
    """Agency, role, statutory, and how many years ago it ended (None: it goes on)."""
    trained: bool = True
    suspended: bool = False
    account: str = ""
    """With which they sign in."""
    reviews: tuple[ReviewType, ...] = (ReviewType.DHR,)

    @property
    def chair_id(self) -> str:
        return made_id(f"chair {self.name}")


CANDIDATES = (
    Candidate("Christine Calder", ("Drug and alcohol", "Adult social care")),
    Candidate(
        "Priya Chandra",
        ("Drug and alcohol", "Mental health", "Adult social care"),
        account="panel.chair",
        reviews=(ReviewType.DHR, ReviewType.SAR),
    ),
    Candidate(
        "Eleanor Voss",
        ("Adult social care",),
        affiliation=("Hertfordshire County Council", "Head of service", True, 6),
        reviews=(ReviewType.DHR, ReviewType.SAR, ReviewType.LCSPR),
    ),
    Candidate(
        "Frank Odell",
        ("Mental health", "Adult social care"),
        affiliation=("Hertfordshire Constabulary", "Detective Superintendent", True, 1),
    ),
    Candidate("Grace Muli", ("Mental health",), trained=False),
    Candidate("Henry Stroud", ("Drug and alcohol", "Mental health"), suspended=True),
)


async def roster(send: Sender, day: date) -> None:
    for candidate in CANDIDATES:
        await _enter(send, candidate, day)


async def _enter(send: Sender, candidate: Candidate, day: date) -> None:
    name, chair_id = candidate.name, candidate.chair_id
    mailbox = name.lower().replace(" ", ".")
    application = ApplyToList(
        chair_id=chair_id,
        name=name,
        email=f"{mailbox}@chairs.example",
        cv=await _file(send, candidate, "curriculum vitae", "chaired reviews and panels for ten years."),
        evidence=(await _file(send, candidate, "evidence", "wrote two reports that were accepted at once."),),
        statement="I have chaired reviews and panels for ten years.",
        specialisms=candidate.specialisms,
        affiliations=_affiliations(candidate, day),
        review_types=candidate.reviews,
        training=Training(completed_on=before(day, 200), expires_on=add_months(day, 24)) if candidate.trained else None,
    )
    await send(f"application of {name}", application, OFFICER)
    assessment = AssessApplication(chair_id=chair_id, skills=tuple(Skill), note="The evidence shows all that is asked.")
    await send(f"assessment of {name}", assessment, MANAGER)
    acceptance = AcceptApplication(chair_id=chair_id, approved_until=add_months(day, 30))
    await send(f"acceptance of {name}", acceptance, MANAGER)
    if candidate.account:
        linked = LinkAccount(chair_id=chair_id, account_id=person(candidate.account).id)
        await send(f"account of {name}", linked, MANAGER)
    if candidate.suspended:
        await send(f"suspension of {name}", SuspendChair(chair_id=chair_id, reason="Unwell until the spring."), MANAGER)


def _affiliations(candidate: Candidate, day: date) -> tuple[Affiliation, ...]:
    if candidate.affiliation is None:
        return ()
    agency, role, statutory, years_ago = candidate.affiliation
    return (
        Affiliation(
            agency=agency,
            role=role,
            areas=tuple(Csp),
            county_wide=True,
            statutory=statutory,
            since=years_before(day, 15),
            until=None if years_ago is None else years_before(day, years_ago),
        ),
    )


async def _file(send: Sender, candidate: Candidate, kind: str, says: str) -> Document:
    text = f"This file is made up for the demonstration.\n\n{candidate.name} {says}\n"
    subject = f"chair-{candidate.chair_id}"
    name, sha256 = await send.keep_file("chairs", subject, f"{candidate.name}, {kind}.txt", text)
    return Document(name=name, sha256=sha256)
