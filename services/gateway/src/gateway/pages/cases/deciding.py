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
)
from shared.contracts.cases.queries import CasePartTwo
from shared.contracts.cases.values import Post
from shared.contracts.county import CORE_AGENCIES, OTHER_AGENCIES

from gateway.forms.field import Field
from gateway.forms.flow import Form, form_page
from gateway.web.visit import Visit

_BACK = "/cases/{case_id}/decision"

CRITERIA = Form(
    command=AssessCriteria,
    title="Assess the criteria",
    intro="A review is considered where the circumstances appear to meet one of the Home Office criteria.",
    fields=(
        Field("criterion", "Which criterion is met?", "radios", called="the criterion"),
        Field("facts", "Which facts meet it?", "textarea", called="the facts"),
    ),
    submit="Save the assessment",
    done=_BACK,
    asks=CasePartTwo,
    start=lambda _, part: {"criterion": part.criterion, "facts": part.facts},
    said="The assessment is recorded.",
)

_POSTS = {
    Role.CSP_CHAIR: Post.CSP_CHAIR,
    Role.SUBGROUP_CHAIR: Post.SUBGROUP_CHAIR,
    Role.DCI: Post.DCI,
    Role.MANAGER: Post.MANAGER,
}


def _own_post(visit: Visit, _: Any) -> Mapping[str, Any]:
    return next(({"post": post} for role, post in _POSTS.items() if visit.actor.holds(role)), {})


VIEW = Form(
    command=GiveView,
    title="Give a view on the criteria",
    intro="The views of the CSP Chair and the substantive members stand in Part 2 of the notification form.",
    fields=(
        Field("post", "Whose view is it?", called="whose view it is"),
        Field("met", "Are the criteria met?", called="whether the criteria are met"),
        Field("comment", "Comment", "textarea"),
        Field("given_on", "When was it given?", called="the date of the view"),
    ),
    submit="Save the view",
    done=_BACK,
    start=_own_post,
    said="The view is recorded.",
)


def _agencies(part: Part2) -> tuple[str, ...]:
    others = tuple(agency for agency in part.invited if agency not in (*CORE_AGENCIES, *OTHER_AGENCIES))
    return (*CORE_AGENCIES, *OTHER_AGENCIES, *others)


INVITE = Form(
    command=InviteAgencies,
    title="Invite agencies to the preliminary meeting",
    intro=(
        "All core agencies are invited: they have a duty under section 9 of the Domestic Violence, Crime and Victims "
        "Act 2004. Others may have a key role too."
    ),
    fields=(
        Field("agencies", "Which agencies are invited?", "checkboxes", options=_agencies, called="the agencies"),
        Field("meeting_on", "When is the meeting?", called="the date of the meeting"),
    ),
    submit="Save the invitations",
    done=_BACK,
    asks=CasePartTwo,
    start=lambda _, part: {"agencies": part.invited or CORE_AGENCIES},
    said="The invitations are recorded.",
)

MEETING = Form(
    command=RecordPreliminaryMeeting,
    title="Record the preliminary meeting",
    intro="Each agency says what contact it had with those concerned. Views that differ are kept.",
    warning="This form may hold distressing accounts.",
    fields=(
        Field("held_on", "When was it held?", called="the date of the meeting"),
        Field(
            "contacts",
            "What did each agency say?",
            each="agency",
            fields=(
                Field("agency", "Agency", "select", options=_agencies),
                Field("contact", "Contact with those concerned", "textarea", called="the contact"),
                Field("view", "Its view on holding a review", "textarea", called="its view"),
            ),
        ),
    ),
    submit="Save the meeting",
    done=_BACK,
    asks=CasePartTwo,
    start=lambda _, part: {"contacts": [{"agency": agency} for agency in part.invited] or [{}]},
    said="The preliminary meeting is recorded.",
)

DECIDE = Form(
    command=RecordDecision,
    title="Record the decision",
    intro=(
        "The CSP Chair of the responsible partnership decides. Either way, the Home Office, the coroner and the "
        "safeguarding boards are told automatically when the decision is recorded."
    ),
    fields=(
        Field("proceed", "Will a review be held?", called="whether a review will be held"),
        Field("rationale", "Why?", "textarea", called="the rationale"),
        Field("decided_on", "When was this decided?", called="the date of the decision"),
    ),
    submit="Record the decision",
    check=True,
    done="/cases/{case_id}",
    back=_BACK,
    said="The decision is recorded. The forms are on their way.",
)

REOPEN = Form(
    command=ReopenDecision,
    title="Reopen the decision not to proceed",
    fields=(
        Field("reason", "Why is it looked at again?", "textarea", called="the reason"),
        Field("reopened_on", "When was it reopened?", called="the date"),
    ),
    submit="Reopen the decision",
    done=_BACK,
    said="The decision is reopened.",
)

ROUTES = [
    *form_page("/cases/{case_id}/criteria", CRITERIA),
    *form_page("/cases/{case_id}/view", VIEW),
    *form_page("/cases/{case_id}/agencies", INVITE),
    *form_page("/cases/{case_id}/preliminary-meeting", MEETING),
    *form_page("/cases/{case_id}/decide", DECIDE),
    *form_page("/cases/{case_id}/reopen", REOPEN),
]
