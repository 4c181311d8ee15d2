"""What a county has before the first death is notified: recipients, approved chairs, a budget. Through the API."""

from typing import Any

from tests.journeys.whole import Whole

RECIPIENTS = {
    "Home Office": "reviews@homeoffice.example",
    "Coroner": "coroner@coroner.example",
    "Safeguarding Adults Board": "adults@safeguarding.example",
    "Safeguarding Children Partnership": "children@safeguarding.example",
    "Domestic Abuse Commissioner": "reviews@commissioner.example",
    "Chair of the Domestic Abuse Partnership Board": "board.chair@hertfordshire.example",
    "Sub-Group Chair": "subgroup.chair@hertfordshire.example",
    "DCI of Safeguarding Command": "dci@police.example",
    "Partnership's Manager": "manager@hertfordshire.example",
}
SKILLS = (
    "understands domestic violence and abuse, and the law on it",
    "understands the roles of the agencies and how they work together",
    "chairs meetings well, and works with family and friends with care",
    "weighs evidence, and writes clearly for publication",
    "understands equality, and the needs of different communities",
)


def recipients(system: Whole) -> None:
    manager = system.person("manager")
    for kind, address in RECIPIENTS.items():
        manager.do(
            "notifications",
            "set-recipient",
            recipient=kind,
            channel="e-mail",
            name=kind,
            address=address,
            from_date="2020-01-01",
        )
    manager.do(
        "notifications",
        "set-recipient",
        recipient="CSP Chair",
        csp="Watford",
        channel="e-mail",
        name="CSP Chair, Watford",
        address="watford.chair@hertfordshire.example",
        from_date="2020-01-01",
    )


def listed_chair(system: Whole, name: str, specialisms: tuple[str, ...], **more: Any) -> str:
    """A chair who applied, was assessed by another person, and is on the list."""
    officer, manager = system.person("support"), system.person("manager")
    applied = officer.do(
        "chairs",
        "apply-to-list",
        name=name,
        email=f"{name.lower().replace(' ', '.')}@chairs.example",
        cv={"name": "cv.pdf", "sha256": "a" * 64},
        specialisms=list(specialisms),
        **({"training": {"completed_on": "2026-01-10", "expires_on": "2028-01-10"}} | more),
    )
    chair_id: str = applied["id"].removeprefix("chair-")
    manager.do("chairs", "assess-application", chair_id=chair_id, skills=list(SKILLS), note="All is shown.")
    manager.do("chairs", "accept-application", chair_id=chair_id)
    return chair_id


def budget(system: Whole, year: int, amount: str) -> None:
    system.person("finance").do("chairs", "allocate-budget", year=year, amount=amount)
