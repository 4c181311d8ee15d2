"""What other services tell reaches the chair's record: a corrected death, quarterly updates, the family's letter."""

from datetime import date
from typing import Any

import pytest
from deploy.waiting import wait_until

from tests.journeys import furniture
from tests.journeys.whole import PATIENCE, Whole

TODAY = date(2026, 3, 2)
LEFT = "2024-02-20"
"""Two years to the day before the death of 20 February 2026."""


@pytest.fixture(scope="module")
def review(system: Whole) -> tuple[str, str]:
    """The ids of a review with a chair who left an agency just early enough, and of the chair."""
    furniture.recipients(system)
    furniture.budget(system, 2025, "60000.00")
    chair_id = furniture.listed_chair(system, "Dana Reed", ("Mental health",))
    tie = {"agency": "Watford Housing Trust", "role": "Head of housing", "areas": ["Watford"], "until": LEFT}
    system.person("support").do("chairs", "declare-affiliation", chair_id=chair_id, affiliation=tie)
    case_id = furniture.review(system, "Watford", TODAY)
    system.person("watford.chair").do(
        "chairs",
        "commission-chair",
        case_id=case_id,
        chair_id=chair_id,
        reason="Knows the field.",
        assured_of_independence=True,
        commissioned_on=TODAY.isoformat(),
    )
    return case_id, chair_id


def comes_to_be(so: Any) -> None:
    wait_until(so, timeout=PATIENCE)


def kpi(system: Whole, chair_id: str, name: str) -> str:
    sheet = system.person("manager").ask("chairs", "chair-kpis", chair_id=chair_id)
    value: str = next(line["value"] for line in sheet["reviews"][0]["lines"] if line["name"] == name)
    return value


@pytest.mark.rule("H-12", "N-11", "X-06")
def test_a_corrected_date_of_death_asks_the_csp_chair_and_calls_for_corrections(
    system: Whole, review: tuple[str, str]
) -> None:
    case_id, _ = review
    manager, csp_chair = system.person("manager"), system.person("watford.chair")

    def part_one_is_sent() -> bool:
        rows = manager.ask("notifications", "dispatch-list", case_id=case_id)["rows"]
        sent = [row for row in rows if row["notice"].startswith("Part 1") and row["sent_at"]]
        return len(sent) == 5

    comes_to_be(part_one_is_sent)
    assert "is in question. The CSP Chair decides." not in csp_chair.page(f"/cases/{case_id}").text
    wrong = {"date_of_death": "2026-02-19", "reason": "The pathologist's report."}
    system.person("support").do("cases", "correct-date-of-death", case_id=case_id, **wrong)
    comes_to_be(lambda: "Decide whether the chair can go on: Dana Reed" in csp_chair.page(f"/cases/{case_id}").text)
    assert "may affect the independence of the chair, Dana Reed" in csp_chair.page(f"/cases/{case_id}").text
    work = csp_chair.page("/work").text
    assert f"/cases/{case_id}/chair/conflict" in work
    found = csp_chair.page(f"/cases/{case_id}/chair/conflict").text
    assert "The first death was on 19 February 2026" in found

    def tasks() -> list[str]:
        answer = manager.ask("notifications", "dispatch-tasks", case_id=case_id)["tasks"]
        return [task["why"] for task in answer if task["what"].startswith("Send a correction")]

    comes_to_be(lambda: len([why for why in tasks() if "Part 1 of the notification form was sent" in why]) >= 5)
    csp_chair.do("chairs", "decide-conflict", case_id=case_id, chair_continues=True, reason="One talk, long ago.")
    comes_to_be(lambda: "the chair continues." in csp_chair.page(f"/cases/{case_id}").text)
    assert "Decide whether the chair can go on: Dana Reed" not in csp_chair.page(f"/cases/{case_id}").text


@pytest.mark.rule("Q-04", "B-03", "F-01")
def test_the_kpi_sheet_has_the_familys_letter_and_the_quarters_update(system: Whole, review: tuple[str, str]) -> None:
    case_id, chair_id = review
    support = system.person("support")
    assert kpi(system, chair_id, "Family engagement offered") == "not yet"
    step: dict[str, Any] = {"step": 12, "done_on": TODAY.isoformat(), "note": "Sent, with the leaflet on advocacy."}
    support.do("cases", "record-step", case_id=case_id, **step)
    comes_to_be(lambda: kpi(system, chair_id, "Family engagement offered") == "yes, on 2 March 2026")
    assert kpi(system, chair_id, "Quarterly updates delivered") == "none was due so far"
    system.move_to(date(2026, 3, 18))
    waits = "none was due so far, the next is due on 31 March 2026"
    comes_to_be(lambda: kpi(system, chair_id, "Quarterly updates delivered") == waits)
    update = {"quarter": "2026-Q1", "text": "The panel is being set up."}
    support.do("tracker", "record-quarterly-update", case_id=case_id, **update)
    comes_to_be(lambda: kpi(system, chair_id, "Quarterly updates delivered") == "1 of 1")
