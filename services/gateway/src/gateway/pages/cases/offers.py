"""What can be recorded on a case now, by the person who looks at it?"""

from shared.contracts.cases import commands as cases
from shared.contracts.cases.answers import ImrRow, Overview, Part2, People
from shared.contracts.cases.states import ImrState

from gateway.pages.doings import Doing, allowed
from gateway.web.visit import Visit

type Offers = list[dict[str, str]]

_DECIDING: tuple[Doing[Part2], ...] = (
    Doing(cases.AssessCriteria, "Assess the criteria", "criteria", lambda part: part.decided_on is None),
    Doing(cases.GiveView, "Give a view on the criteria", "view", lambda part: part.decided_on is None),
    Doing(
        cases.InviteAgencies,
        "Invite agencies to the preliminary meeting",
        "agencies",
        lambda part: part.decided_on is None,
    ),
    Doing(
        cases.RecordPreliminaryMeeting,
        "Record the preliminary meeting",
        "preliminary-meeting",
        lambda part: part.decided_on is None,
    ),
    Doing(cases.RecordDecision, "Record the decision", "decide", lambda part: part.decided_on is None),
    Doing(
        cases.TransferCase, "Transfer the case to another partnership", "transfer", lambda part: part.decided_on is None
    ),
    Doing(cases.ReopenDecision, "Reopen the decision", "reopen", lambda part: part.proceed is False),
)
_PEOPLE: tuple[Doing[People], ...] = (
    Doing(cases.CorrectDateOfDeath, "Correct a date of death", "people/date-of-death", lambda who: bool(who.deceased)),
    Doing(
        cases.CorrectAttentionDate,
        "Correct the date on which the case came to attention",
        "people/attention-date",
        lambda who: bool(who.deceased),
    ),
)
_PANEL: tuple[Doing[Overview], ...] = (
    Doing(
        cases.RecordInitialMeeting,
        "Record the initial panel meeting",
        "initial-meeting",
        lambda case: not case.meetings,
    ),
    Doing(
        cases.RecordPanelMeeting, "Record a further panel meeting", "panel-meeting", lambda case: bool(case.meetings)
    ),
    Doing(cases.RequestImr, "Request an IMR", "imrs/request", lambda case: bool(case.meetings)),
)
_REPORT: tuple[Doing[Overview], ...] = (
    Doing(cases.AddReportVersion, "Add a version of the report", "report-version"),
    Doing(cases.ShareDraftWithFamily, "Share a draft with the family", "family-draft"),
    Doing(cases.RecordFamilyReading, "Record that the family has read the draft, or declined", "family-reading"),
    Doing(cases.AgreeReport, "Record an approval", "agree-report"),
    Doing(cases.AgreeExtension, "Record another date for the report", "extension"),
    Doing(cases.SubmitReport, "Submit the report to the Home Office", "submit-report"),
    Doing(cases.RecordOutcome, "Record the Home Office's outcome", "outcome", lambda case: bool(case.rounds)),
    Doing(cases.PublishReport, "Record the publication", "publish", lambda case: bool(case.rounds)),
)
_ACCESS: tuple[Doing[Overview], ...] = (
    Doing(cases.GrantAccess, "Give somebody access", "access/give"),
    Doing(cases.EndAccess, "End somebody's access", "access/end", lambda case: bool(case.grants)),
)


def on_people(visit: Visit, people: People) -> Offers:
    return allowed(visit, _PEOPLE, people, _case(visit))


def on_decision(visit: Visit, part: Part2) -> Offers:
    return allowed(visit, _DECIDING, part, _case(visit))


def on_panel(visit: Visit, case: Overview) -> Offers:
    return [] if case.header.closed else allowed(visit, _PANEL, case, _case(visit))


def on_report(visit: Visit, case: Overview) -> Offers:
    return [] if case.header.closed else allowed(visit, _REPORT, case, _case(visit))


def on_access(visit: Visit, case: Overview) -> Offers:
    return allowed(visit, _ACCESS, case, _case(visit))


def on_imr(visit: Visit, imr: ImrRow) -> Offers:
    if imr.state is ImrState.ACCEPTED:
        return []
    doings: tuple[Doing[ImrRow], ...] = (
        Doing(cases.NameImrAuthor, f"Name the author of the IMR of {imr.agency}", "author"),
        Doing(cases.SubmitImr, f"Record that the IMR of {imr.agency} was submitted", "submit"),
        Doing(
            cases.ReturnImr,
            f"Return the IMR of {imr.agency} for revision",
            "return",
            lambda imr: imr.state is ImrState.SUBMITTED,
        ),
        Doing(
            cases.AcceptImr, f"Accept the IMR of {imr.agency}", "accept", lambda imr: imr.state is ImrState.SUBMITTED
        ),
    )
    return allowed(visit, doings, imr, f"{_case(visit)}/imrs/{imr.imr_id}")


def _case(visit: Visit) -> str:
    return f"/cases/{visit.path['case_id']}"
