"""What do the shorter papers say: a delay (C-03), and the report's covering notes (S-01, S-06)?"""

from datetime import date

from shared.calendar import in_words
from shared.contracts.cases.facts import DelayExplained, ReportSubmitted
from shared.contracts.notifications.values import Enclosure, Form, Row, Section

from notifications.forms.words import given, row


def delay(fact: DelayExplained, *, to: str, made_on: date) -> Form:
    return Form(
        template="delay",
        template_version=1,
        title="Domestic Homicide Review: notice of delay",
        to=to,
        reference=fact.reference,
        made_on=made_on,
        sections=(
            Section(
                heading="What has changed",
                text="The review panel and the Community Safety Partnership have agreed another date for the report. "
                "The statutory guidance asks that you are told of any delay.",
                rows=(
                    row("Community Safety Partnership", fact.csp),
                    row("The report is now due on", in_words(fact.new_due)),
                    row("Agreed on", in_words(fact.agreed_on)),
                    row("Agreed by", "The review panel and the Community Safety Partnership"),
                ),
            ),
            Section(heading="Why", text=fact.reason or "Not given"),
        ),
        missing=() if given(fact.reason) else ("The reason for the delay",),
    )


def report(fact: ReportSubmitted, *, to: str, made_on: date) -> Form:
    first = fact.round == 1
    return Form(
        template="report",
        template_version=1,
        title="Domestic Homicide Review: overview report for quality assurance",
        to=to,
        reference=fact.reference,
        made_on=made_on,
        sections=(
            Section(
                heading="What we are sending",
                text="The overview report has been agreed by the review panel, the DHR Sub-Group and the Community "
                "Safety Partnership. "
                + (
                    "We submit it for quality assurance."
                    if first
                    else "We submit it again, after the points that the Quality Assurance Panel raised."
                ),
                rows=_report(fact),
            ),
        ),
        missing=_no_file(fact),
    )


def commissioner(fact: ReportSubmitted, *, to: str, made_on: date) -> Form:
    return Form(
        template="commissioner",
        template_version=1,
        title="Domestic Homicide Review: completed report",
        to=to,
        reference=fact.reference,
        made_on=made_on,
        sections=(
            Section(
                heading="What we are sending",
                text="The overview report of this review is complete. It comes to you under section 9(3B) and (3C) "
                "of the Domestic Violence, Crime and Victims Act 2004. It has been submitted to the Home Office for "
                "quality assurance and is not published yet.",
                rows=_report(fact),
            ),
        ),
        missing=_no_file(fact),
    )


def _report(fact: ReportSubmitted) -> tuple[Row, ...]:
    return (
        row("Community Safety Partnership", fact.csp),
        row("Report", fact.report_name),
        row("Submission", "First" if fact.round == 1 else f"Number {fact.round}"),
        row("Submitted on", in_words(fact.submitted_on)),
        row("The report itself", "With this note" if enclosure(fact) else None),
        row("Fingerprint of the file (SHA-256)", fact.report_sha256),
    )


def _no_file(fact: ReportSubmitted) -> tuple[str, ...]:
    return () if enclosure(fact) else ("The file of the report; it was not kept in this system and comes apart",)


def enclosure(fact: ReportSubmitted) -> Enclosure | None:
    """The report's own file, where it is kept with the case."""
    match fact.report_kind:
        case "pdf" | "docx" as kind if fact.report_sha256 is not None:
            return Enclosure(sha256=fact.report_sha256, kind=kind)
        case _:
            return None
