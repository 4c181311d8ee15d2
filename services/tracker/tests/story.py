"""An action plan that goes its way: facts and commands for tests to start from. Nobody in it is real."""

from datetime import date, timedelta
from importlib.resources import files

from shared.contracts.tracker import commands as c
from shared.contracts.tracker.values import End, RecommendationRow
from shared.testing.spec import TODAY, Spec, agency_lead_of, csp_chair_of, some_id
from tracker.domain.commands import PassTimeOnPlan
from tracker.domain.events import plan as e
from tracker.domain.known import ReviewKnown
from tracker.domain.plan import PLAN

CASE_ID = some_id("a case")
OTHER_CASE = some_id("another case")
CHAIR = csp_chair_of("Watford")
POLICE, NHS = "Hertfordshire Constabulary", "NHS England"
POLICE_LEAD = agency_lead_of(POLICE)
IN_WATFORD = ReviewKnown(csp="Watford")
DAY = timedelta(days=1)
TARGET = date(2026, 12, 31)


def data(name: str) -> bytes:
    return files("deploy").joinpath("data", name).read_bytes()


def row(number: str = "1", text: str = "Audit cases each quarter", *to: str) -> RecommendationRow:
    return RecommendationRow(number=number, text=text, addressed_to=to)


def load(*rows: RecommendationRow, agencies: tuple[str, ...] = ()) -> c.LoadRecommendations:
    return c.LoadRecommendations(case_id=CASE_ID, rows=rows or (row("1", "Audit cases", POLICE),), agencies=agencies)


def added(*owners: str | None, number: str = "1") -> e.RecommendationsAdded:
    """One recommendation with an action for each owner."""
    return e.RecommendationsAdded(
        case_id=CASE_ID,
        recommendations=(
            e.NewRecommendation(
                recommendation=1,
                number=number,
                text="Audit cases each quarter",
                addressed_to=tuple(owner for owner in owners if owner),
                actions=tuple(
                    e.NewAction(action=at, text="Audit cases each quarter", owner=owner)
                    for at, owner in enumerate(owners, start=1)
                ),
            ),
        ),
    )


def assigned(action: int = 1, owner: str = POLICE, target: date = TARGET) -> e.ActionAssigned:
    return e.ActionAssigned(
        case_id=CASE_ID,
        action=action,
        number="1",
        owner=owner,
        person=None,
        measure="Two audits a year show it",
        target=target,
    )


def claimed(action: int = 1, on: date = TODAY) -> e.CompletionClaimed:
    return e.CompletionClaimed(case_id=CASE_ID, action=action, number="1", evidence="The audit report", completed_on=on)


def assured(action: int = 1, on: date = TODAY) -> e.ActionAssured:
    return e.ActionAssured(case_id=CASE_ID, action=action, number="1", assured_on=on, because=None)


def closed(action: int = 1) -> e.ActionClosed:
    return e.ActionClosed(
        case_id=CASE_ID, action=action, number="1", end=End.SUPERSEDED, reason="A new law covers it", closed_on=TODAY
    )


def reopened(action: int = 1) -> e.ActionReopened:
    return e.ActionReopened(case_id=CASE_ID, action=action, number="1", reason="It came back", reopened_on=TODAY)


completed = e.PlanCompleted(case_id=CASE_ID, completed_on=TODAY)
plan = Spec(PLAN, found=IN_WATFORD)
with_one = plan.given(added(POLICE), assigned())
with_two = plan.given(added(POLICE, NHS), assigned(1), assigned(2, NHS))


def assure(action: int = 1, on: date = TODAY) -> c.AssureAction:
    return c.AssureAction(case_id=CASE_ID, action=action, assured_on=on)


def claim(action: int = 1, on: date = TODAY) -> c.ClaimComplete:
    return c.ClaimComplete(case_id=CASE_ID, action=action, evidence="The audit report", completed_on=on)


def pass_time() -> PassTimeOnPlan:
    return PassTimeOnPlan(case_id=CASE_ID)
