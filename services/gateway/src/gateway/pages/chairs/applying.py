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
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.pages.chairs.parts import applied, current, specialisms
from gateway.pages.deeds import Deed, deed, routes_of
from gateway.web.visit import Visit

_CHAIR = "/chairs/{chair_id}"


def of_affiliation(prefix: str = "") -> tuple[Field, ...]:
    """What is asked of an affiliation: by itself, or as one of several in an application."""
    return (
        Field(f"{prefix}agency", "the agency", ask="Agency"),
        Field(f"{prefix}role", "the role there", ask="Role there"),
        Field(f"{prefix}county_wide", "whether it works county-wide", "confirm", ask="It works in the whole county"),
        Field(
            f"{prefix}areas",
            "the partnerships",
            hint="Leave this empty if it works in the whole county, or outside it alone",
            ask="In which partnerships does it work?",
        ),
        Field(f"{prefix}outside", "whether it works outside", "confirm", ask="It works outside the county alone"),
        Field(
            f"{prefix}statutory",
            "whether it is a statutory agency",
            "confirm",
            ask="It is a statutory agency, such as the police, a council, probation or the integrated care board",
        ),
        Field(f"{prefix}since", "the day they began", ask="When did they begin?"),
        Field(
            f"{prefix}until",
            "the day they left",
            hint="Leave this empty if they still work there. For example, 27 3 2026",
            ask="When did they leave?",
        ),
        Field(f"{prefix}end_unknown", "whether they left", "confirm", ask="They left, but the day is not known"),
    )


TRAINING = (
    Field(
        "training.completed_on",
        "the day the training was completed",
        ask="When did they complete the Home Office training, module 2?",
    ),
    Field("training.expires_on", "its end", hint="Leave this empty if it has no end", ask="When does it expire?"),
)

_WHO = (
    Field("name", "name", heading="The applicant"),
    Field("email", "the e-mail address", "email", ask="E-mail address"),
    Field("phone", "the telephone number", ask="Telephone number"),
)
_OFFERS = (
    Field("specialisms", "specialisms", options=specialisms),
    Field("review_types", "the reviews they are available for", ask="Available for which reviews?"),
)
_DOCUMENTS = (
    Field(
        "cv",
        "the CV",
        "document",
        ask="CV",
        heading="Documents",
        hint="A PDF, a Word file or the like. It is kept closed to everybody but those who assess and audit",
    ),
    Field("evidence", "evidence of skills and expertise", "document", hint="You can choose several files"),
    Field("statement", "the supporting statement", ask="What do they say in support?"),
)
_KEPT = ("name", "email", "phone", "specialisms", "review_types")

APPLY = deed(
    "/chairs/apply",
    Form(
        command=ApplyToList,
        title="Enter an application for the approved list",
        intro="Somebody else assesses the application and decides on it.",
        fields=(
            *_WHO,
            Field(
                "another_person",
                "whether this is another person",
                "confirm",
                hint="Needed only where the list knows the name already. Leave it empty to be told",
                ask="This is not the person of the same name who is already on record",
            ),
            *_OFFERS,
            *_DOCUMENTS,
            Field(
                "training.completed_on",
                "the day the training was completed",
                required=False,
                ask="When did they complete the Home Office training, module 2?",
                heading="Training",
                hint="Leave this empty if they have not. They cannot be commissioned before. For example, 27 3 2026",
            ),
            TRAINING[1],
            Field(
                "affiliations",
                "affiliations",
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
    ),
)


async def apply_again(visit: Visit) -> Response:
    """Under the same record. The county's specialisms are data, and those of before are ticked among them."""
    settings = await visit.ask(ChairSettings())
    again = Form(
        command=ApplyAgain,
        title=lambda record: f"Enter another application of {record.name}",
        intro="The record stays one: reviews, evaluations, training and affiliations are kept. Please bring training "
        "and affiliations up to date afterwards. Somebody else assesses the application and decides on it.",
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


ASSESS = deed(
    "/chairs/{chair_id}/assess",
    Form(
        command=AssessApplication,
        title="Assess the skills and expertise",
        intro=_applicant,
        fields=(
            Field(
                "skills",
                "the skills that the evidence shows",
                hint="A chair must show all of them before taking a review",
                ask="Which of these does the evidence show?",
            ),
            Field("note", "what shows it", ask="What shows it, and what is missing?"),
        ),
        submit="Save the assessment",
        done=_CHAIR,
        asks=ChairDetail,
        start=_skills,
        said="The assessment is recorded.",
    ),
    when=current,
)

ACCEPT = deed(
    "/chairs/{chair_id}/accept",
    Form(
        command=AcceptApplication,
        title=lambda record: f"Accept {record.name} onto the list",
        fields=(
            Field(
                "approved_until",
                "the end of the approval",
                hint="Leave this empty for three years from today",
                ask="Until when are they approved?",
            ),
        ),
        submit="Accept onto the list",
        done=_CHAIR,
        asks=ChairDetail,
        said=lambda record: f"{record.name} is on the approved list.",
    ),
    text="Accept onto the list",
    when=lambda record: applied(record) and record.assessment is not None,
)

REFUSE = deed(
    "/chairs/{chair_id}/refuse",
    Form(
        command=RefuseApplication,
        title=lambda record: f"Refuse the application of {record.name}",
        fields=(Field("reason", "the reason", ask="Why?"),),
        submit="Refuse the application",
        done=_CHAIR,
        asks=ChairDetail,
        said="The application is refused.",
    ),
    text="Refuse the application",
    when=applied,
)


AGAIN = Deed(
    "/chairs/{chair_id}/apply-again",
    "Apply again",
    ApplyAgain,
    apply_again,
    _CHAIR,
    lambda one: not current(one),
)
DECIDING = (ASSESS, ACCEPT, REFUSE)
"""By another person than who entered the application (Y-08)."""
ROUTES = routes_of(APPLY, AGAIN, *DECIDING)
