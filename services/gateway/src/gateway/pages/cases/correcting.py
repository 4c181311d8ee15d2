"""What if a date of the notification was wrong (N-11)? The right one holds, and the old one stays on the record."""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.contracts.cases.answers import People
from shared.contracts.cases.commands import CorrectAttentionDate, CorrectDateOfDeath
from shared.contracts.cases.queries import CaseOverview, CasePeople

from gateway.forms.field import Field, Option
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
from gateway.show.components import words
from gateway.web.visit import Visit

_PEOPLE = "/cases/{case_id}/people"
_SENT = (
    "Notices sent before keep the old date. The team is asked to send a correction to each recipient, and the first "
    "one stays on the record."
)


def _who_died(people: People) -> Iterable[Option]:
    return (
        Option(str(number), person.name, f"Date of death: {words(person.date_of_death or 'not known')}")
        for number, person in enumerate(people.deceased, start=1)
    )


def _only_one(_: Visit, people: People) -> Mapping[str, Any]:
    return {"person": 1} if len(people.deceased) == 1 else {}


DEATH = deed(
    "/cases/{case_id}/people/date-of-death",
    Form(
        command=CorrectDateOfDeath,
        title="Correct a date of death",
        intro=(
            "The independence of the chair is checked again: it counts from the first death. Earlier decisions "
            f"do not change.\n\n{_SENT}"
        ),
        fields=(
            Field("person", "whose date was wrong", "radios", options=_who_died, ask="Whose date of death was wrong?"),
            Field(
                "date_of_death",
                "the date of death",
                ask="What is the right date of death?",
            ),
            Field("not_known", "it turns out that the day is not known", "confirm", required=False),
            Field("reason", "the reason", ask="How is it known that the first date was wrong?"),
        ),
        submit="Correct the date of death",
        check=True,
        done=_PEOPLE,
        asks=CasePeople,
        start=_only_one,
        said="The date of death is corrected. The first one stays on the record.",
    ),
)

ATTENTION = deed(
    "/cases/{case_id}/people/attention-date",
    Form(
        command=CorrectAttentionDate,
        title="Correct the date on which the case came to attention",
        intro=f"The 28 days are counted again from the right date.\n\n{_SENT}",
        fields=(
            Field(
                "attention_date",
                "the date on which the case came to attention",
                ask="When did the case come to the partnership’s attention?",
            ),
            Field("reason", "the reason", ask="How is it known that the first date was wrong?"),
        ),
        submit="Correct the date",
        check=True,
        done="/cases/{case_id}",
        back=_PEOPLE,
        asks=CaseOverview,
        start=lambda _, case: {"attention_date": case.header.attention_date},
        said="The date is corrected, and the 28 days are counted again. The first date stays on the record.",
    ),
)

ON_PEOPLE = (DEATH, ATTENTION)
ROUTES = routes_of(*ON_PEOPLE)
