"""What is asked in a bench? The beginning of a review, and the command by which the rates are measured.

AgreeExtension is that command: one event with a sealed reason, one row of a read model, and two facts in the feed, one
of them sealed. Nobody in this story is real.
"""

from datetime import date

from shared.actor import Actor
from shared.contracts.cases.commands import (
    AgreeExtension,
    AssessCriteria,
    GiveView,
    InviteAgencies,
    NotifyDeath,
    RecordDecision,
    RecordPreliminaryMeeting,
)
from shared.contracts.cases.values import (
    AgencyContact,
    Answer,
    Category,
    Criterion,
    Deceased,
    Perpetrator,
    Post,
    Relationship,
    Sex,
)
from shared.contracts.county import Csp
from shared.message import Command
from shared.testing.spec import MANAGER, csp_chair_of

TODAY = date(2026, 11, 3)
_DIED, _TOLD, _MET = date(2026, 9, 28), date(2026, 10, 1), date(2026, 10, 20)
REPORT_DUE = date(2027, 4, 20)
_AGENCIES = ("Hertfordshire Constabulary", "Probation Service", "Adult Care Services")
_CSP_CHAIR = csp_chair_of(Csp.WATFORD)
_TEXT = "She had told her neighbour of it in the spring, and had spoken with her doctor about it in the summer. "


def beginning(case_id: str) -> list[tuple[Command, Actor]]:
    """Up to the decision to proceed: ten events."""
    return [
        (_notification(case_id), MANAGER),
        (AssessCriteria(case_id=case_id, criterion=Criterion.RELATIVE_OR_PARTNER, facts=_TEXT), MANAGER),
        (_view(case_id, Post.SUBGROUP_CHAIR), MANAGER),
        (_view(case_id, Post.DCI), MANAGER),
        (InviteAgencies(case_id=case_id, agencies=_AGENCIES, meeting_on=_MET), MANAGER),
        (
            RecordPreliminaryMeeting(
                case_id=case_id,
                held_on=_MET,
                contacts=tuple(AgencyContact(agency=agency, contact=_TEXT) for agency in _AGENCIES),
            ),
            MANAGER,
        ),
        (RecordDecision(case_id=case_id, proceed=True, rationale=_TEXT, decided_on=_MET), _CSP_CHAIR),
    ]


def extension(case_id: str, new_due: date) -> AgreeExtension:
    return AgreeExtension(
        case_id=case_id, new_due=new_due, agreed_on=TODAY, panel_agreed=True, csp_agreed=True, reason=_TEXT
    )


def _view(case_id: str, post: Post) -> GiveView:
    return GiveView(case_id=case_id, post=post, met=True, comment=_TEXT, given_on=_MET)


def _notification(case_id: str) -> NotifyDeath:
    return NotifyDeath(
        case_id=case_id,
        csp=Csp.WATFORD,
        notifying_agency=_AGENCIES[0],
        attention_date=_TOLD,
        category=Category.INTIMATE_PARTNER,
        deceased=(
            Deceased(
                name="Asha Example",
                date_of_birth="1985-06-15",
                date_of_death=_DIED,
                sex=Sex.FEMALE,
                relationship=Relationship.EX_PARTNER,
                aged_16_or_over=Answer.YES,
            ),
        ),
        perpetrators=(Perpetrator(name="Ben Example", sex=Sex.MALE, died=Answer.NO),),
        address="1 Example Street, Watford",
        summary=_TEXT * 3,
    )


STEPS = len(beginning("0" * 32))
EVENTS_OF_A_BEGINNING = 10
EVENTS_OF_A_NOTIFICATION = 4
