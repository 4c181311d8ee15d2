"""What a county has before the first death is notified: recipients, approved chairs, a budget. Through the API."""

from datetime import date, timedelta
from typing import Any

from deploy.waiting import wait_until
from gateway.identity.demonstration import DOMAIN, account_id

from tests.journeys.whole import PATIENCE, Whole

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


def review(system: Whole, csp: str, day: date, *, panel_chair: str = "") -> str:
    """A death that was notified ten days before, and of which a review was decided on this day: the case's id.
    `panel_chair` names who may open it, who signs in as the chair."""
    chair = system.person(f"{csp.lower()}.chair")
    attention = day - timedelta(days=10)
    notified = system.person("police").do(
        "cases",
        "notify-death",
        csp=csp,
        notifying_agency="Hertfordshire Constabulary",
        attention_date=attention.isoformat(),
        category="intimate partner homicide",
        deceased=[
            {
                "name": "Asha Example",
                "date_of_birth": "1985-06-15",
                "date_of_death": attention.isoformat(),
                "sex": "female",
                "relationship": "former partner",
            }
        ],
        address=f"1 Example Street, {csp}",
        summary="Police were called to the address.",
    )
    case_id: str = notified["id"].removeprefix("case-")
    met = (day - timedelta(days=1)).isoformat()
    agencies = ["Hertfordshire Constabulary"]
    system.person("support").do("cases", "invite-agencies", case_id=case_id, agencies=agencies, meeting_on=met)
    contacts = [{"agency": agencies[0], "contact": "Two calls in the year before."}]
    chair.do("cases", "record-preliminary-meeting", case_id=case_id, held_on=met, contacts=contacts)
    criterion = "16 or over; violence, abuse or neglect by a relative or a present or former intimate partner"
    chair.do("cases", "assess-criteria", case_id=case_id, criterion=criterion, facts="A former partner was arrested.")
    decision: dict[str, Any] = {"proceed": True, "rationale": "There is much to learn.", "decided_on": day.isoformat()}
    chair.do("cases", "record-decision", case_id=case_id, **decision)
    if panel_chair:
        system.person("manager").do(
            "cases",
            "grant-access",
            case_id=case_id,
            grantee=account_id(f"{panel_chair}@{DOMAIN}"),
            grantee_name="Priya Chandra",
            role="panel_chair",
            reason="Chairs the panel of this review",
        )

    def known_to_chairs() -> bool:
        waiting = system.person("manager").ask("chairs", "chairs-work")["tasks"]
        return any(task["case_id"] == case_id for task in waiting)

    wait_until(known_to_chairs, timeout=PATIENCE)
    return case_id
