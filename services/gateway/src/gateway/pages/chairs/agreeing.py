"""When did the panel agree the chair's appointment, where that was not at its initial meeting (H-06, H-08)?"""

from shared.contracts.chairs.answers import Commission
from shared.contracts.chairs.commands import AgreeAppointment
from shared.contracts.chairs.queries import CommissionOfCase

from gateway.forms.field import Field
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
from gateway.show.components import words


def _about(commission: Commission) -> str:
    said = "The initial panel meeting agrees the first chair of a review, and that is recorded with it."
    present = commission.present
    if present is None:
        return f"This review has no chair at the moment. {said}"
    return (
        f"{present.chair_name} was commissioned on {words(present.commissioned_on)}. {said} Record here when a later "
        "meeting agreed the next chair."
    )


AGREED = deed(
    "/cases/{case_id}/chair/agreed",
    Form(
        command=AgreeAppointment,
        title="Record that the panel agreed the appointment",
        intro=_about,
        fields=(
            Field(
                "agreed_on",
                "the day it agreed",
                hint="The day of the meeting",
                ask="On which day did the panel agree?",
            ),
        ),
        submit="Save",
        done="/cases/{case_id}/chair",
        asks=CommissionOfCase,
        said="It is recorded that the panel agreed the appointment.",
    ),
    when=lambda one: one.present is not None and one.present.agreed_on is None,
)

ROUTES = routes_of(AGREED)
