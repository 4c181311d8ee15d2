"""What does the Home Office read of the decision: Parts 1 and 2, whether a review follows or not (X-01, D-07)?"""

from datetime import date

from shared.calendar import in_words
from shared.contracts.cases.values import PartOne, PartTwo, Post
from shared.contracts.notifications.values import Form, Section, Table

from notifications.forms import part_one
from notifications.forms.words import given, row


def decision(first: PartOne, second: PartTwo, *, report_due: date | None, to: str, made_on: date) -> Form:
    return Form(
        template="decision",
        template_version=1,
        title="Domestic Homicide Review: notification form, Parts 1 and 2",
        to=to,
        reference=first.reference,
        made_on=made_on,
        sections=(
            Section(
                heading="The decision",
                rows=(
                    row("Decision", in_brief(second.proceed)),
                    row("Decided on", in_words(second.decided_on)),
                    row("Decided by", f"The CSP Chair, {first.csp}"),
                    *([row("Report due", in_words(report_due))] if report_due else []),
                    row("Why", second.rationale),
                ),
            ),
            *_titled("Part 1", part_one.sections(first)),
            *_titled("Part 2", sections(second)),
        ),
        missing=(*part_one.missing(first), *missing(second)),
    )


def in_brief(proceed: bool) -> str:
    return "A Domestic Homicide Review will be held" if proceed else "No Domestic Homicide Review will be held"


def sections(record: PartTwo) -> tuple[Section, ...]:
    return (
        Section(
            heading="Criteria",
            rows=(
                row("Criterion", record.criterion.value[:1].upper() + record.criterion.value[1:]),
                row("Facts that were considered", record.facts),
            ),
        ),
        Section(
            heading="Views on the criteria",
            text=None if record.views else "No views are recorded.",
            table=Table(
                columns=("Post", "Criteria met", "Given on", "Comment"),
                rows=tuple(
                    (view.post.value, "Yes" if view.met else "No", in_words(view.given_on), view.comment)
                    for view in record.views
                ),
                widths=(5, 3, 4, 8),
            )
            if record.views
            else None,
        ),
        Section(
            heading="Agencies at the preliminary meeting",
            text=None if record.agencies else "No agencies are recorded.",
            table=Table(
                columns=("Agency", "Contact with those concerned", "View"),
                rows=tuple((one.agency, one.contact, one.view or "Not given") for one in record.agencies),
                widths=(5, 9, 6),
            )
            if record.agencies
            else None,
        ),
    )


def missing(record: PartTwo) -> list[str]:
    given_by = {view.post for view in record.views}
    found = [f"The view of the {post.value}" for post in Post if post not in given_by]
    if not record.agencies:
        found.append("What agencies said of their contact with those concerned")
    if not given(record.facts):
        found.append("The facts that were considered")
    if not given(record.rationale):
        found.append("Why the decision was made")
    return found


def _titled(part: str, parts: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(
        one.model_copy(update={"heading": f"{part}: {one.heading[:1].lower()}{one.heading[1:]}"}) for one in parts
    )
