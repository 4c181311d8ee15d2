"""A command of each kind that a person may ask of a case, filled in as on a good day: for tests that go through all."""

from collections.abc import Callable
from datetime import date
from typing import Any

from shared.actor import Role
from shared.contracts.cases import commands as c
from shared.contracts.cases.values import AgencyContact, Attendee, AttendeeRole, Criterion, Outcome, Post, ReportStage
from shared.contracts.county import Csp
from shared.contracts.deed import Openness
from shared.message import Command
from shared.testing.spec import some_id

from . import story

PRESENT = (
    Attendee(name="Carol Csp", role=AttendeeRole.CSP_CHAIR, confidentiality_signed=True),
    Attendee(name="Chris Chair", role=AttendeeRole.PANEL_CHAIR, confidentiality_signed=True),
)
_POINTS = ("chronologies", "further_information", "terms_of_reference", "communications_plan", "imr_requirements")
_AGENDA = dict.fromkeys(_POINTS, "Agreed.")

_FILLED: dict[type[Command], Callable[[date], dict[str, Any]]] = {
    c.TransferCase: lambda _: {"to_csp": Csp.DACORUM, "reason": "She most often lived there."},
    c.CorrectDateOfDeath: lambda _: {"date_of_death": date(2026, 2, 27), "reason": "The pathologist's report."},
    c.CorrectAttentionDate: lambda _: {"attention_date": date(2026, 3, 3), "reason": "The e-mail came later."},
    c.AssessCriteria: lambda _: {"criterion": Criterion.SUICIDE, "facts": "Coercive control."},
    c.GiveView: lambda day: {"post": Post.DCI, "met": True, "comment": "Met.", "given_on": day},
    c.InviteAgencies: lambda day: {"agencies": ("A housing association",), "meeting_on": day},
    c.RecordPreliminaryMeeting: lambda day: {
        "held_on": day,
        "contacts": (AgencyContact(agency="Probation Service", contact="None."),),
    },
    c.RecordDecision: lambda day: {"proceed": False, "rationale": "No relationship.", "decided_on": day},
    c.ReopenDecision: lambda day: {"reason": "The Home Office asks.", "reopened_on": day},
    c.RecordInitialMeeting: lambda day: {
        "held_on": day,
        "attendees": PRESENT,
        "appointment_agreed": True,
        "photograph_present": True,
        **_AGENDA,
    },
    c.RecordPanelMeeting: lambda day: {
        "held_on": day,
        "attendees": PRESENT,
        "discussed": "Drafts.",
        "photograph_present": True,
    },
    c.RequestImr: lambda day: {
        "imr_id": some_id("one more"),
        "agency": "A housing association",
        "requested_on": day,
        "due_on": day,
    },
    c.NameImrAuthor: lambda _: {"author": "Another Author", "not_involved": True, "not_line_manager": True},
    c.SubmitImr: lambda day: {"submitted_on": day, "signed_off_by": "Sue Senior", "signed_off_as": "Director"},
    c.ReturnImr: lambda day: {"returned_on": day, "reason": "Add dates."},
    c.AcceptImr: lambda day: {"accepted_on": day, "quality_assured": True},
    c.ShareDraftWithFamily: lambda day: {"report_version": "1", "shared_on": day, "read_by": date(2027, 6, 1)},
    c.RecordFamilyReading: lambda day: {"declined": True, "finished_on": day},
    c.AddReportVersion: lambda day: {"report_version": "9", "author": "Chris Chair", "added_on": day},
    c.AgreeReport: lambda day: {"report_version": "1", "agreed_on": day},
    c.AgreeExtension: lambda day: {
        "new_due": date(2027, 6, 1),
        "agreed_on": day,
        "panel_agreed": True,
        "csp_agreed": True,
        "reason": "The trial.",
    },
    c.SubmitReport: lambda day: {"submitted_on": day},
    c.RecordOutcome: lambda day: {"outcome": Outcome.PUBLISH, "recorded_on": day, "letter": "Thank you."},
    c.PublishReport: lambda day: {"published_on": day, "where": "https://dacorum.example/reviews"},
    c.GrantAccess: lambda _: {
        "grantee": "somebody new",
        "grantee_name": "New",
        "role": Role.PANEL_MEMBER,
        "reason": "On the panel",
    },
    c.EndAccess: lambda _: {"grantee": "dci", "reason": "Left."},
    c.EraseCase: lambda _: {"reason": "Retention ended."},
    c.RecordStep: lambda day: {"done_on": day, "note": "By letter."},
}

KINDS = {kind.__name__: kind for kind in _FILLED}


def example(deed: Openness, day: date = story.LATER) -> Any:
    """The command of this deed, about its subject, dated on `day`."""
    kind = KINDS[deed.command]
    fields: dict[str, Any] = {"case_id": story.CASE_ID, **_FILLED[kind](day)}
    match deed.subject, kind:
        case str(number), c.RecordStep:
            fields["step"] = int(number)
        case str(stage), c.AgreeReport:
            fields["stage"] = ReportStage(stage)
        case str(imr_id), _:
            fields["imr_id"] = imr_id
    return kind.model_validate(fields)
