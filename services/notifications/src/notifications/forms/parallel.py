"""What do the coroner and the two safeguarding bodies read (X-01, step 9)? What each needs, and no more."""

from datetime import date

from shared.calendar import in_words
from shared.contracts.cases.values import Answer, PartOne, PartTwo
from shared.contracts.notifications.values import Form, Section, Table

from notifications.forms.decision import in_brief
from notifications.forms.words import children, given, missing_about, people_who_died, perpetrators, row


def coroner(first: PartOne, second: PartTwo, *, to: str, made_on: date) -> Form:
    return Form(
        template="coroner",
        template_version=1,
        title="Notification to the coroner",
        to=to,
        reference=first.reference,
        made_on=made_on,
        sections=(
            _why(
                first,
                "We write so that you can consider this in any inquest, and so that the review and the inquest do not "
                "stand in each other's way.",
            ),
            _decision(first, second),
            _died(first),
            _alleged(first),
            Section(heading="Where", rows=(row("Address", first.address),)),
            _asked(
                "Whether an inquest has been opened, and its reference",
                "The dates of any hearing, or of a suspension",
                "The name of the officer we should write to",
                "Whether you wish to have material of the review, and what you can share with it",
            ),
        ),
        missing=tuple(
            missing_about(first.deceased, first.perpetrators) + ([] if given(first.address) else ["The address"])
        ),
    )


def adults_board(first: PartOne, second: PartTwo, *, to: str, made_on: date) -> Form:
    return Form(
        template="adults-board",
        template_version=1,
        title="Notification to the safeguarding adults board",
        to=to,
        reference=first.reference,
        made_on=made_on,
        sections=(
            _why(first, "We write so that you can consider whether a Safeguarding Adults Review is needed as well."),
            _decision(first, second),
            _died(first),
            _alleged(first),
            Section(heading="Summary of the circumstances", text=first.summary or "Not given"),
            _agencies(second),
            _asked(
                "Whether anyone concerned had, or may have had, needs for care and support",
                "Whether you are considering a Safeguarding Adults Review, and its reference",
                "The name of the officer we should write to, so that the two reviews can share their work",
            ),
        ),
        missing=(
            *missing_about(first.deceased, first.perpetrators),
            "Whether anyone concerned had needs for care and support; our form does not ask for it",
        ),
    )


def childrens_partnership(first: PartOne, second: PartTwo, *, to: str, made_on: date) -> Form:
    return Form(
        template="childrens-partnership",
        template_version=1,
        title="Notification to the safeguarding children partnership",
        to=to,
        reference=first.reference,
        made_on=made_on,
        sections=(
            _why(
                first,
                "We write because children are affected, so that you can consider whether a Local Child Safeguarding "
                "Practice Review is needed as well.",
            ),
            _decision(first, second),
            Section(
                heading="The children",
                rows=(row("In the household", children(first.children)), row("Address", first.address)),
                table=Table(
                    columns=("Child", "Support in place"),
                    rows=tuple((f"Child {n}", _said(child.supported)) for n, child in enumerate(first.children, 1)),
                    widths=(1, 2),
                )
                if first.children
                else None,
            ),
            _died(first),
            _alleged(first),
            Section(heading="Summary of the circumstances", text=first.summary or "Not given"),
            _agencies(second),
            _asked(
                "Whether the children are known to your partners, and who leads their support",
                "Whether you are considering a Local Child Safeguarding Practice Review, and its reference",
                "The name of the officer we should write to, so that the two reviews can share their work",
            ),
        ),
        missing=(
            *missing_about(first.deceased, first.perpetrators),
            *(
                f"Whether support is in place for child {n}"
                for n, child in enumerate(first.children, 1)
                if child.supported in {Answer.UNKNOWN, Answer.NOT_ASKED}
            ),
            "The children's names and ages; we do not keep them. Please ask us for the officer who can help",
        ),
    )


def _why(first: PartOne, purpose: str) -> Section:
    return Section(
        heading="Why you are receiving this",
        text=f"The {first.csp} Community Safety Partnership has considered whether to hold a Domestic Homicide Review "
        f"under section 9 of the Domestic Violence, Crime and Victims Act 2004. {purpose}",
    )


def _decision(first: PartOne, second: PartTwo) -> Section:
    return Section(
        heading="The decision",
        rows=(
            row("Decision", in_brief(second.proceed)),
            row("Decided on", in_words(second.decided_on)),
            row("Decided by", f"The CSP Chair, {first.csp}"),
            row("Kind of death", first.category.value.capitalize()),
        ),
    )


def _died(first: PartOne) -> Section:
    return Section(
        heading="The person who died" if len(first.deceased) == 1 else "The people who died",
        table=people_who_died(first.deceased),
    )


def _alleged(first: PartOne) -> Section:
    return Section(
        heading="The alleged perpetrator" if len(first.perpetrators) == 1 else "Alleged perpetrators",
        text=None if first.perpetrators else "Nobody is recorded.",
        table=perpetrators(first.perpetrators),
    )


def _agencies(second: PartTwo) -> Section:
    names = [one.agency for one in second.agencies]
    return Section(heading="Agencies at the preliminary meeting", text="\n".join(names) or "No agencies are recorded.")


def _asked(*questions: str) -> Section:
    return Section(
        heading="What would help us to know",
        table=Table(
            columns=("Question", "Your answer"), rows=tuple((question, "") for question in questions), widths=(1, 1)
        ),
    )


def _said(supported: Answer) -> str:
    return {Answer.UNKNOWN: "Not known", Answer.NOT_ASKED: "Not asked"}.get(supported, supported.value.capitalize())
