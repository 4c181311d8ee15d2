"""What does Part 1 of the notification form say (N-02, N-05)?"""

from datetime import date

from shared.calendar import in_words
from shared.contracts.cases.values import Category, NotifiedBy, PartOne
from shared.contracts.notifications.values import Form, Section

from notifications.forms.words import children, given, missing_about, people_who_died, perpetrators, row


def part_one(record: PartOne, *, to: str, made_on: date) -> Form:
    return Form(
        template="part-one",
        template_version=1,
        title="Domestic Homicide Review: notification form, Part 1",
        to=to,
        reference=record.reference,
        made_on=made_on,
        sections=(
            Section(
                heading="Why you are receiving this",
                text="We have been told of a death that may need a Domestic Homicide Review under section 9 of the "
                "Domestic Violence, Crime and Victims Act 2004. This is Part 1 of the notification form.",
            ),
            *sections(record),
        ),
        missing=tuple(missing(record)),
    )


def sections(record: PartOne) -> tuple[Section, ...]:
    return (
        Section(
            heading="The notification",
            rows=(
                row("Notified by", _who(record)),
                row("Came to the partnership's attention on", in_words(record.attention_date)),
                row("Responsible Community Safety Partnership", record.csp),
                *([row("Why this partnership", record.csp_reason)] if record.csp_reason else []),
                row("Kind of death", record.category.value.capitalize()),
            ),
        ),
        Section(
            heading="The person who died" if len(record.deceased) == 1 else "The people who died",
            table=people_who_died(record.deceased),
        ),
        Section(
            heading="The alleged perpetrator" if len(record.perpetrators) == 1 else "Alleged perpetrators",
            text=None if record.perpetrators else "Nobody is recorded.",
            table=perpetrators(record.perpetrators),
        ),
        Section(
            heading="The household",
            rows=(row("Address", record.address), row("Children", children(record.children))),
        ),
        Section(heading="Summary of the circumstances", text=record.summary or "Not given"),
    )


def missing(record: PartOne) -> list[str]:
    found = missing_about(record.deceased, record.perpetrators)
    if record.category is Category.NOT_STATED:
        found.append("The kind of death")
    if not given(record.notifying_agency):
        found.append("Who told us of the death")
    if not given(record.address):
        found.append("The address")
    if not given(record.summary):
        found.append("A summary of the circumstances")
    return found


def _who(record: PartOne) -> str:
    if record.notified_by is NotifiedBy.FAMILY:
        return "A family member or friend" + (
            f", through {record.notifying_agency}" if given(record.notifying_agency) else ""
        )
    return record.notifying_agency
