"""How does somebody come onto the approved list: applied, assessed, and decided by another person (H-01, H-02)?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shared.contracts.chairs.answers import ChairRecord
from shared.contracts.chairs.commands import (
    AcceptApplication,
    ApplyAgain,
    ApplyToList,
    AssessApplication,
    RefuseApplication,
)
from shared.contracts.chairs.queries import ChairDetail, ChairSettings
from starlette.responses import Response

from gateway.forms.field import Field
from gateway.forms.flow import Form, fill_in, form_page
from gateway.pages.chairs.parts import specialisms
from gateway.web.routes import route
from gateway.web.visit import Visit

_CHAIR = "/chairs/{chair_id}"


def of_affiliation(prefix: str = "") -> tuple[Field, ...]:
    """What is asked of an affiliation: by itself, or as one of several in an application."""
    return (
        Field(f"{prefix}agency", "Agency", called="the agency"),
        Field(f"{prefix}role", "Role there", called="the role there"),
        Field(f"{prefix}county_wide", "It works in the whole county", "confirm", called="whether it works county-wide"),
        Field(
            f"{prefix}areas",
            "In which partnerships does it work?",
            hint="Leave this empty if it works in the whole county, or outside it alone",
            called="the partnerships",
        ),
        Field(f"{prefix}outside", "It works outside the county alone", "confirm", called="whether it works outside"),
        Field(
            f"{prefix}statutory",
            "It is a statutory agency, such as the police, a council, probation or the integrated care board",
            "confirm",
            called="whether it is a statutory agency",
        ),
        Field(f"{prefix}since", "When did they begin?", called="the day they began"),
        Field(
            f"{prefix}until",
            "When did they leave?",
            hint="Leave this empty if they still work there. For example, 27 3 2026",
            called="the day they left",
        ),
        Field(f"{prefix}end_unknown", "They left, but the day is not known", "confirm", called="whether they left"),
    )


TRAINING = (
    Field(
        "training.completed_on",
        "When did they complete the Home Office training, module 2?",
        called="the day the training was completed",
    ),
    Field("training.expires_on", "When does it expire?", hint="Leave this empty if it has no end", called="its end"),
)

_WHO = (
    Field("name", "Name", heading="The applicant"),
    Field("email", "E-mail address", "email", called="the e-mail address"),
    Field("phone", "Telephone number", called="the telephone number"),
)
_OFFERS = (
    Field("specialisms", "Specialisms", options=specialisms),
    Field("review_types", "Available for which reviews?", called="the reviews they are available for"),
)
_DOCUMENTS = (
    Field(
        "cv",
        "CV",
        "document",
        called="the CV",
        heading="Documents",
        hint="A PDF, a Word file or the like. It is kept closed to everybody but those who assess and audit",
    ),
    Field("evidence", "Evidence of skills and expertise", "document", hint="You can choose several files"),
    Field("statement", "What do they say in support?", "textarea"),
)
_KEPT = ("name", "email", "phone", "specialisms", "review_types")

APPLY = Form(
    command=ApplyToList,
    title="Enter an application for the approved list",
    intro="Another person than you assesses the application and decides on it.",
    fields=(
        *_WHO,
        Field(
            "another_person",
            "This is another person than the one of this name who is known here",
            "confirm",
            hint="Needed only where the list knows the name already. Leave it empty to be told",
            called="whether this is another person",
        ),
        *_OFFERS,
        *_DOCUMENTS,
        Field(
            "training.completed_on",
            "When did they complete the Home Office training, module 2?",
            required=False,
            called="the day the training was completed",
            heading="Training",
            hint="Leave this empty if they have not. They cannot be commissioned before. For example, 27 3 2026",
        ),
        TRAINING[1],
        Field(
            "affiliations",
            "Affiliations",
            each="affiliation",
            hint="Every agency they work for, or have worked for, and every other tie to an agency",
            at_least=0,
            fields=of_affiliation(),
        ),
    ),
    submit="Enter the application",
    check=True,
    files_under="chair-{chair_id}",
    done="/chairs/{chair_id}",
    back="/chairs",
    asks=ChairSettings,
    start=lambda _, __: {"review_types": ["Domestic Homicide Review"]},
    said="The application is entered. Another person assesses it now.",
)


async def apply_again(visit: Visit) -> Response:
    """Under the same record. The county's specialisms are data, and those of before are ticked among them."""
    settings = await visit.ask(ChairSettings())
    again = Form(
        command=ApplyAgain,
        title=lambda record: f"Enter another application of {record.name}",
        intro="The record stays one: reviews, evaluations, training and affiliations are kept. Please bring training "
        "and affiliations up to date afterwards. Another person than you assesses the application and decides on it.",
        fields=(*_WHO, replace(_OFFERS[0], options=settings.specialisms), _OFFERS[1], *_DOCUMENTS),
        submit="Enter the application",
        check=True,
        files_under="chair-{chair_id}",
        done=_CHAIR,
        asks=ChairDetail,
        start=lambda _, record: {name: getattr(record, name) for name in _KEPT},
        said="The application is entered on the record there was. Another person assesses it now.",
    )
    return await fill_in(visit, again)


def _applicant(record: ChairRecord) -> str:
    return f"{record.name} applied on {record.applied_on:%-d %B %Y}. The CV is in {record.cv.name}."


def _skills(_: Visit, record: ChairRecord) -> Mapping[str, Any]:
    return {"skills": record.skills, "note": record.assessment}


ASSESS = Form(
    command=AssessApplication,
    title="Assess the skills and expertise",
    intro=_applicant,
    fields=(
        Field(
            "skills",
            "Which of these does the evidence show?",
            hint="A chair must show all of them before taking a review",
            called="the skills that the evidence shows",
        ),
        Field("note", "What shows it, and what is missing?", "textarea", called="what shows it"),
    ),
    submit="Save the assessment",
    done=_CHAIR,
    asks=ChairDetail,
    start=_skills,
    said="The assessment is recorded.",
)

ACCEPT = Form(
    command=AcceptApplication,
    title=lambda record: f"Accept {record.name} onto the list",
    fields=(
        Field(
            "approved_until",
            "Until when are they approved?",
            hint="Leave this empty for three years from today",
            called="the end of the approval",
        ),
    ),
    submit="Accept onto the list",
    done=_CHAIR,
    asks=ChairDetail,
    said=lambda record: f"{record.name} is on the approved list.",
)

REFUSE = Form(
    command=RefuseApplication,
    title=lambda record: f"Refuse the application of {record.name}",
    fields=(Field("reason", "Why?", "textarea", called="the reason"),),
    submit="Refuse the application",
    done=_CHAIR,
    asks=ChairDetail,
    said="The application is refused.",
)


ROUTES = [
    *form_page("/chairs/apply", APPLY),
    *route("/chairs/{chair_id}/apply-again", apply_again, may=ApplyAgain.may, methods=("GET", "POST")),
    *form_page("/chairs/{chair_id}/assess", ASSESS),
    *form_page("/chairs/{chair_id}/accept", ACCEPT),
    *form_page("/chairs/{chair_id}/refuse", REFUSE),
]
