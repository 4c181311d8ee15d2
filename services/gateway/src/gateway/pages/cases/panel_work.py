"""How are the panel's meetings, the steps of the guide and the IMRs recorded (rules P, I)?"""

from shared.contracts.cases.answers import Overview
from shared.contracts.cases.commands import (
    AcceptImr,
    NameImrAuthor,
    RecordInitialMeeting,
    RecordPanelMeeting,
    RecordStep,
    RequestImr,
    ReturnImr,
    SubmitImr,
)
from shared.contracts.cases.queries import CaseOverview
from shared.contracts.cases.values import AttendeeRole
from shared.contracts.county import CORE_AGENCIES

from gateway.forms.field import Field
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
from gateway.web.visit import Visit

_BACK = "/cases/{case_id}/panel"

_ATTENDEES = Field(
    "attendees",
    "the people who were there",
    ask="Who was there?",
    each="person",
    fields=(
        Field("name", "name"),
        Field("role", "the role", "select", options=tuple(str(role) for role in AttendeeRole), ask="In which role?"),
        Field("agency", "agency"),
        Field("email", "E-mail address", "email", hint="Needed for those who will evaluate the chair"),
        Field("confidentiality_signed", "the confidentiality agreement is signed", "confirm", required=False),
    ),
)
_PHOTOGRAPH = (
    Field("photograph_present", "whether a photograph was there", ask="Was a photograph of the victim there?"),
    Field(
        "photograph_reason",
        "why the photograph was not there",
        when=("photograph_present", "no"),
        ask="Why was it not there, or not appropriate?",
    ),
)

INITIAL = deed(
    "/cases/{case_id}/initial-meeting",
    Form(
        command=RecordInitialMeeting,
        title="Record the initial panel meeting",
        intro="Each point of the agenda is recorded with what was agreed.",
        fields=(
            Field("held_on", "the date of the meeting", ask="When was it held?"),
            _ATTENDEES,
            Field(
                "appointment_agreed",
                "whether the appointment was agreed",
                ask="Did the meeting agree the appointment of the panel chair and report writer?",
                heading="Agenda",
            ),
            Field("chronologies", "chronologies and information considered"),
            Field("further_information", "further information and agencies needed, and by when"),
            Field(
                "referral",
                "the outcome",
                ask="Was a referral to another statutory review considered?",
                hint="A Safeguarding Adults Review, or a Local Child Safeguarding Practice Review",
            ),
            Field("terms_of_reference", "scope and terms of reference"),
            Field(
                "communications_plan",
                "communications and liaison plan",
                hint="Family, friends, colleagues, employer and perpetrator, with disclosure and criminal proceedings",
            ),
            Field("imr_requirements", "the IMR requirements", ask="IMR requirements and timescales"),
            *_PHOTOGRAPH,
        ),
        submit="Save the meeting",
        done=_BACK,
        said="The initial panel meeting is recorded.",
        start=lambda _, __: {
            "attendees": [
                {"role": AttendeeRole.CSP_CHAIR},
                {"role": AttendeeRole.PANEL_CHAIR},
                {"role": AttendeeRole.AGENCY_MEMBER},
            ]
        },
    ),
)

FURTHER = deed(
    "/cases/{case_id}/panel-meeting",
    Form(
        command=RecordPanelMeeting,
        title="Record a further panel meeting",
        intro="At least two further meetings follow the initial one before the report is agreed.",
        fields=(
            Field("held_on", "the date of the meeting", ask="When was it held?"),
            _ATTENDEES,
            Field("discussed", "what was discussed", ask="What was discussed?"),
            *_PHOTOGRAPH,
        ),
        submit="Save the meeting",
        done=_BACK,
        said="The meeting is recorded.",
        start=lambda _, __: {"attendees": [{"role": AttendeeRole.PANEL_CHAIR}, {"role": AttendeeRole.AGENCY_MEMBER}]},
    ),
)

STEP = deed(
    "/cases/{case_id}/steps/{step:int}",
    Form(
        command=RecordStep,
        title="Record a step as done",
        fields=(
            Field("done_on", "the date", ask="When was it done?"),
            Field(
                "note",
                "the note",
                hint="For example: letters sent to the nominated leads",
                ask="What was done?",
            ),
        ),
        submit="Save",
        done="/cases/{case_id}",
        said="The step is recorded.",
    ),
)


def _agencies(case: Overview) -> tuple[str, ...]:
    asked = {imr.agency for imr in case.imrs}
    return tuple(agency for agency in case.agencies or CORE_AGENCIES if agency not in asked)


REQUEST = deed(
    "/cases/{case_id}/imrs/request",
    Form(
        command=RequestImr,
        title="Request an Individual Management Review",
        intro="The request goes out on behalf of the panel chair.",
        fields=(
            Field("agency", "the agency", "select", options=_agencies, ask="From which agency?"),
            Field("requested_on", "the date of the request", ask="When was it requested?"),
            Field("due_on", "the due date", ask="By when is it due?"),
        ),
        submit="Save the request",
        done=_BACK,
        asks=CaseOverview,
        said="The request is recorded.",
    ),
)


def _agency(case: Overview, visit: Visit) -> str:
    return next((imr.agency for imr in case.imrs if imr.imr_id == visit.path["imr_id"]), "the agency")


AUTHOR = deed(
    "/cases/{case_id}/imrs/{imr_id}/author",
    Form(
        command=NameImrAuthor,
        title="Name the author of the IMR",
        intro="The author declares both of the following. Without both, the agency names somebody else.",
        fields=(
            Field("author", "name of the author"),
            Field(
                "not_involved",
                "the author had no direct involvement with the victim, the perpetrator or either family",
                "confirm",
                required=False,
            ),
            Field(
                "not_line_manager",
                "the author is not the immediate line manager of any staff involved",
                "confirm",
                required=False,
            ),
        ),
        submit="Save the author",
        done=_BACK,
        said="The author is named.",
    ),
)

SUBMIT = deed(
    "/cases/{case_id}/imrs/{imr_id}/submit",
    Form(
        command=SubmitImr,
        title="Record that the IMR was submitted",
        fields=(
            Field("submitted_on", "the date", ask="When was it submitted?"),
            Field(
                "signed_off_by",
                "who signed it off",
                hint="A senior or executive manager of the agency, who is not the author",
                ask="Who signed it off?",
            ),
            Field("signed_off_as", "the post", ask="In which post?"),
        ),
        submit="Save",
        done=_BACK,
        said="The IMR is recorded as submitted.",
    ),
)

RETURN = deed(
    "/cases/{case_id}/imrs/{imr_id}/return",
    Form(
        command=ReturnImr,
        title="Return the IMR for revision",
        fields=(
            Field("returned_on", "the date", ask="When was it returned?"),
            Field("reason", "what is to be revised", ask="What is to be revised?"),
        ),
        submit="Return the IMR",
        done=_BACK,
        said="The IMR is returned.",
    ),
)

ACCEPT = deed(
    "/cases/{case_id}/imrs/{imr_id}/accept",
    Form(
        command=AcceptImr,
        title="Accept the IMR",
        fields=(
            Field("accepted_on", "the date", ask="When did the panel accept it?"),
            Field(
                "quality_assured",
                "the panel chair is satisfied that this IMR is quality-assured",
                "confirm",
                required=False,
            ),
        ),
        submit="Accept the IMR",
        done=_BACK,
        said="The IMR is accepted.",
    ),
)

ON_PANEL = (INITIAL, FURTHER, REQUEST)
ON_IMR = (AUTHOR, SUBMIT, RETURN, ACCEPT)
ROUTES = routes_of(*ON_PANEL, *ON_IMR, STEP)
