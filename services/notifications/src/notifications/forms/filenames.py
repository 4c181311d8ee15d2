"""What is a document of ours called when somebody saves it? By the reference, and by nothing personal."""

import re

from shared.contracts.notifications.values import Notice

_WORDS = {
    Notice.PART_ONE: "notification-part-1",
    Notice.DECISION: "notification-parts-1-and-2",
    Notice.CORONER: "coroner",
    Notice.ADULTS_BOARD: "safeguarding-adults-board",
    Notice.CHILDRENS_PARTNERSHIP: "safeguarding-children-partnership",
    Notice.DELAY: "delay",
    Notice.REPORT: "report",
    Notice.COMMISSIONER: "completed-report",
    Notice.INVITATION: "evaluation-invitation",
    Notice.REMINDER: "evaluation-reminder",
}


def enclosed_name(reference: str, kind: str) -> str:
    """`OFFICIAL-DHR-2026-04-overview-report.pdf`"""
    return f"OFFICIAL-{_plain(reference)}-overview-report.{kind}"


def filename(reference: str, notice: Notice, *, correction: bool = False) -> str:
    """`OFFICIAL-DHR-2026-04-coroner.pdf`"""
    name = f"OFFICIAL-{_plain(reference)}-{_WORDS[notice]}{'-correction' if correction else ''}"
    return f"{name}.{'txt' if notice.letter else 'pdf'}"


def _plain(reference: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", reference).strip("-")
