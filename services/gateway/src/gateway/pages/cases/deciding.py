"""How are criteria, views, the preliminary meeting and the decision recorded (rules D)?"""

from collections.abc import Mapping
from typing import Any

from shared.actor import Role
from shared.contracts.cases.answers import Part2
from shared.contracts.cases.commands import (
    AssessCriteria,
    GiveView,
    InviteAgencies,
    RecordDecision,
    RecordPreliminaryMeeting,
    ReopenDecision,
    TransferCase,
)
from shared.contracts.cases.queries import CasePartTwo
from shared.contracts.cases.values import Post
from shared.contracts.county import CORE_AGENCIES, OTHER_AGENCIES

from gateway.forms.field import Field
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
from gateway.web.visit import Visit

_BACK = "/cases/{case_id}/decision"

CRITERIA = deed(
    "/cases/{case_id}/criteria",
    Form(
        command=AssessCriteria,
        title="Assess the criteria",
        intro="A review is considered where the circumstances appear to meet one of the Home Office criteria.",
        fields=(
            Field("criterion", "the criterion", ask="Which criterion is met?"),
            Field("facts", "the facts", ask="Which facts meet it?"),
        ),
        submit="Save the assessment",
        done=_BACK,
        asks=CasePartTwo,
        start=lambda _, part: {"criterion": part.criterion, "facts": part.facts},
        said="The assessment is recorded.",
    ),
)

_POSTS = {
    Role.CSP_CHAIR: Post.CSP_CHAIR,
    Role.SUBGROUP_CHAIR: Post.SUBGROUP_CHAIR,
    Role.DCI: Post.DCI,
    Role.MANAGER: Post.MANAGER,
}


def _own_post(visit: Visit, _: Any) -> Mapping[str, Any]:
    return next(({"post": post} for role, post in _POSTS.items() if visit.actor.holds(role)), {})


VIEW = deed(
    "/cases/{case_id}/view",
    Form(
        command=GiveView,
        title="Give a view on the criteria",
        intro="The views of the CSP Chair and the substantive members appear in Part 2 of the notification form.",
        fields=(
            Field("post", "whose view it is", ask="Whose view is it?"),
            Field("met", "whether the criteria are met", ask="Are the criteria met?"),
            Field("comment", "comment"),
            Field("given_on", "the date of the view", ask="When was it given?"),
        ),
        submit="Save the view",
        done=_BACK,
        start=_own_post,
        said="The view is recorded.",
    ),
)


def _agencies(part: Part2) -> tuple[str, ...]:
    others = tuple(agency for agency in part.invited if agency not in (*CORE_AGENCIES, *OTHER_AGENCIES))
    return (*CORE_AGENCIES, *OTHER_AGENCIES, *others)


INVITE = deed(
    "/cases/{case_id}/agencies",
    Form(
        command=InviteAgencies,
        title="Invite agencies to the preliminary meeting",
        intro=(
            "All core agencies are invited: they have a duty under section 9 of the Domestic Violence, Crime "
            "and Victims Act 2004. Others may have a key role too."
        ),
        fields=(
            Field("agencies", "the agencies", options=_agencies, ask="Which agencies are invited?"),
            Field("meeting_on", "the date of the meeting", ask="When is the meeting?"),
        ),
        submit="Save the invitations",
        done=_BACK,
        asks=CasePartTwo,
        start=lambda _, part: {"agencies": part.invited or CORE_AGENCIES},
        said="The invitations are recorded.",
    ),
)

MEETING = deed(
    "/cases/{case_id}/preliminary-meeting",
    Form(
        command=RecordPreliminaryMeeting,
        title="Record the preliminary meeting",
        intro="Each agency says what contact it had with those concerned. Views that differ are kept.",
        warning="This form may hold distressing accounts.",
        fields=(
            Field("held_on", "the date of the meeting", ask="When was it held?"),
            Field(
                "contacts",
                "what each agency said",
                ask="What did each agency say?",
                each="agency",
                fields=(
                    Field("agency", "agency", "select", options=_agencies),
                    Field("contact", "the contact", ask="Contact with those concerned"),
                    Field("view", "its view", ask="Its view on holding a review"),
                ),
            ),
        ),
        submit="Save the meeting",
        done=_BACK,
        asks=CasePartTwo,
        start=lambda _, part: {"contacts": [{"agency": agency} for agency in part.invited] or [{}]},
        said="The preliminary meeting is recorded.",
    ),
)

DECIDE = deed(
    "/cases/{case_id}/decide",
    Form(
        command=RecordDecision,
        title="Record the decision",
        intro=(
            "The CSP Chair of the responsible partnership decides. Either way, the Home Office, the coroner and the "
            "safeguarding boards are told automatically when the decision is recorded."
        ),
        fields=(
            Field("proceed", "whether a review will be held", ask="Will a review be held?"),
            Field("rationale", "the rationale", ask="Why?"),
            Field("decided_on", "the date of the decision", ask="When was this decided?"),
        ),
        submit="Record the decision",
        check=True,
        done="/cases/{case_id}",
        back=_BACK,
        said="The decision is recorded. The forms are on their way.",
    ),
)

TRANSFER = deed(
    "/cases/{case_id}/transfer",
    Form(
        command=TransferCase,
        title="Transfer the case to another partnership",
        intro="A case can be transferred until the decision is made. Its 28 days go on unchanged.",
        fields=(
            Field("to_csp", "the responsible partnership", ask="Which partnership is responsible?"),
            Field("reason", "the reason", ask="Why?"),
        ),
        submit="Transfer the case",
        done="/cases/{case_id}",
        back=_BACK,
        said="The case is transferred.",
    ),
)

REOPEN = deed(
    "/cases/{case_id}/reopen",
    Form(
        command=ReopenDecision,
        title="Reopen the decision not to proceed",
        fields=(
            Field("reason", "the reason", ask="Why do you reopen it?"),
            Field("reopened_on", "the date", ask="When was it reopened?"),
        ),
        submit="Reopen the decision",
        done=_BACK,
        said="The decision is reopened.",
    ),
)

ON_DECISION = (CRITERIA, VIEW, INVITE, MEETING, DECIDE, TRANSFER, REOPEN)
ROUTES = routes_of(*ON_DECISION)
