"""The overview report, from its first version to publication. Names and fields are stored for ever."""

from datetime import date
from typing import Annotated

from shared.contracts.cases.values import (
    Outcome,
    ReportStage,
)
from shared.message import Event, Personal, PersonalLine, PersonalText


class ReportVersionAdded(Event):
    """A version of the overview report was added."""

    report_version: str
    author: PersonalLine
    added_on: date
    note: str | None = None
    document: str | None = None
    """The SHA-256 of its file."""
    document_name: Annotated[str | None, Personal] = None


class ReportAgreed(Event):
    """The report passed one of its approvals."""

    stage: ReportStage
    report_version: str
    agreed_on: date


class ExtensionAgreed(Event):
    """Panel and partnership agreed another date for the report."""

    old_due: date
    new_due: date
    agreed_on: date
    reason: PersonalText


class ReportSubmitted(Event):
    """The agreed report was submitted to the Home Office."""

    round: int
    report_version: str
    submitted_on: date
    document: str | None = None
    document_kind: str | None = None
    """`pdf` or `docx`."""


class OutcomeRecorded(Event):
    """The Home Office answered."""

    round: int
    outcome: Outcome
    recorded_on: date
    letter: PersonalText


class ReportPublished(Event):
    """The partnership published the report."""

    published_on: date
    where: str


type ReportEvent = (
    ReportVersionAdded | ReportAgreed | ExtensionAgreed | ReportSubmitted | OutcomeRecorded | ReportPublished
)
