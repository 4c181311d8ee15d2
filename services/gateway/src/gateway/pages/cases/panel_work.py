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
from gateway.forms.flow import Form, form_page
from gateway.web.visit import Visit

_BACK = "/cases/{case_id}/panel"

_ATTENDEES = Field(
    "attendees",
    "Who was there?",
    each="person",
    fields=(
        Field("name", "Name"),
        Field("role", "In which role?", "select", options=tuple(str(role) for role in AttendeeRole), called="the role"),
        Field("agency", "Agency"),
        Field("email", "E-mail address", "email", hint="Needed for those who will evaluate the chair"),
        Field("confidentiality_signed", "The confidentiality agreement is signed", "confirm", required=False),
    ),
)
_PHOTOGRAPH = (
    Field("photograph_present", "Was a photograph of the victim there?", called="whether a photograph was there"),
    Field(
        "photograph_reason",
        "Why was it not there, or not appropriate?",
        "textarea",
        when=("photograph_present", "no"),
        called="why the photograph was not there",
    ),
)

INITIAL = Form(
    command=RecordInitialMeeting,
    title="Record the initial panel meeting",
    intro="Each point of the agenda is recorded with what was agreed.",
    fields=(
        Field("held_on", "When was it held?", called="the date of the meeting"),
        _ATTENDEES,
        Field(
            "appointment_agreed",
            "Did the meeting agree the appointment of the panel chair and report writer?",
            called="whether the appointment was agreed",
            heading="Agenda",
        ),
        Field("chronologies", "Chronologies and information considered", "textarea"),
        Field("further_information", "Further information and agencies needed, and by when", "textarea"),
        Field(
            "terms_of_reference",
            "Scope and terms of reference",
            "textarea",
            hint="Including whether a safeguarding adults or child review referral was considered",
        ),
        Field(
            "communications_plan",
            "Communications and liaison plan",
            "textarea",
            hint="Family, friends, colleagues, employer and perpetrator, with disclosure and criminal proceedings",
        ),
        Field("imr_requirements", "IMR requirements and timescales", "textarea", called="the IMR requirements"),
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
)

FURTHER = Form(
    command=RecordPanelMeeting,
    title="Record a further panel meeting",
    intro="At least two further meetings follow the initial one before the report is agreed.",
    fields=(
        Field("held_on", "When was it held?", called="the date of the meeting"),
        _ATTENDEES,
        Field("discussed", "What was discussed?", "textarea", called="what was discussed"),
        *_PHOTOGRAPH,
    ),
    submit="Save the meeting",
    done=_BACK,
    said="The meeting is recorded.",
    start=lambda _, __: {"attendees": [{"role": AttendeeRole.PANEL_CHAIR}, {"role": AttendeeRole.AGENCY_MEMBER}]},
)

STEP = Form(
    command=RecordStep,
    title=lambda case: "Record a step as done",
    fields=(
        Field("done_on", "When was it done?", called="the date"),
        Field(
            "note",
            "What was done?",
            "textarea",
            hint="For example: letters sent to the nominated leads",
            called="the note",
        ),
    ),
    submit="Save",
    done="/cases/{case_id}",
    fill=lambda visit, _: {"step": int(visit.path["step"])},
    said="The step is recorded.",
)


def _agencies(case: Overview) -> tuple[str, ...]:
    asked = {imr.agency for imr in case.imrs}
    return tuple(agency for agency in case.agencies or CORE_AGENCIES if agency not in asked)


REQUEST = Form(
    command=RequestImr,
    title="Request an Individual Management Review",
    intro="The request goes out on behalf of the panel chair.",
    fields=(
        Field("agency", "From which agency?", "select", options=_agencies, called="the agency"),
        Field("requested_on", "When was it requested?", called="the date of the request"),
        Field("due_on", "By when is it due?", called="the due date"),
    ),
    submit="Save the request",
    done=_BACK,
    asks=CaseOverview,
    said="The request is recorded.",
)


def _agency(case: Overview, visit: Visit) -> str:
    return next((imr.agency for imr in case.imrs if imr.imr_id == visit.path["imr_id"]), "the agency")


AUTHOR = Form(
    command=NameImrAuthor,
    title="Name the author of the IMR",
    intro="The author declares both of the following. Without both, the agency names somebody else.",
    fields=(
        Field("author", "Name of the author"),
        Field(
            "not_involved",
            "The author had no direct involvement with the victim, the perpetrator or either family",
            "confirm",
            required=False,
        ),
        Field(
            "not_line_manager",
            "The author is not the immediate line manager of any staff involved",
            "confirm",
            required=False,
        ),
    ),
    submit="Save the author",
    done=_BACK,
    said="The author is named.",
)

SUBMIT = Form(
    command=SubmitImr,
    title="Record that the IMR was submitted",
    fields=(
        Field("submitted_on", "When was it submitted?", called="the date"),
        Field(
            "signed_off_by",
            "Who signed it off?",
            hint="A senior or executive manager of the agency, who is not the author",
            called="who signed it off",
        ),
        Field("signed_off_as", "In which post?", called="the post"),
    ),
    submit="Save",
    done=_BACK,
    said="The IMR is recorded as submitted.",
)

RETURN = Form(
    command=ReturnImr,
    title="Return the IMR for revision",
    fields=(
        Field("returned_on", "When was it returned?", called="the date"),
        Field("reason", "What is to be revised?", "textarea", called="what is to be revised"),
    ),
    submit="Return the IMR",
    done=_BACK,
    said="The IMR is returned.",
)

ACCEPT = Form(
    command=AcceptImr,
    title="Accept the IMR",
    fields=(
        Field("accepted_on", "When did the panel accept it?", called="the date"),
        Field(
            "quality_assured",
            "The panel chair is satisfied that this IMR is quality-assured",
            "confirm",
            required=False,
        ),
    ),
    submit="Accept the IMR",
    done=_BACK,
    said="The IMR is accepted.",
)

ROUTES = [
    *form_page("/cases/{case_id}/initial-meeting", INITIAL),
    *form_page("/cases/{case_id}/panel-meeting", FURTHER),
    *form_page("/cases/{case_id}/steps/{step}", STEP),
    *form_page("/cases/{case_id}/imrs/request", REQUEST),
    *form_page("/cases/{case_id}/imrs/{imr_id}/author", AUTHOR),
    *form_page("/cases/{case_id}/imrs/{imr_id}/submit", SUBMIT),
    *form_page("/cases/{case_id}/imrs/{imr_id}/return", RETURN),
    *form_page("/cases/{case_id}/imrs/{imr_id}/accept", ACCEPT),
]
