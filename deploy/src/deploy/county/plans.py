"""The action plans of the demonstration county: recommendations of published reviews, untidy as they are (A-08)."""

from datetime import date
from importlib.resources import files

from shared.contracts.county import CORE_AGENCIES
from shared.contracts.tracker.commands import LoadRecommendations
from shared.contracts.tracker.csv_rows import read_recommendations
from shared.contracts.tracker.values import RecommendationRow, Successor

from deploy.county.reviews import county_reviews
from deploy.county.sending import Sender

PLANS = {"HDHR-021": "Manchester", "HDHR-022": "Durham", "HDHR-023": "Harlow", "HDHR-024": "Uttlesford"}
"""Review → the partnership whose published recommendations it borrows."""

SUCCESSORS = (
    Successor(former="Greater Manchester CCG", successor="Hertfordshire and West Essex Integrated Care Board"),
)


def published(partnership: str) -> tuple[RecommendationRow, ...]:
    data = (files("deploy") / "data" / "published_recommendations.csv").read_bytes()
    return tuple(row for row in read_recommendations(data).rows if (row.review or "").startswith(partnership))


async def plans(send: Sender, _: date) -> None:
    case_ids = {review.reference: review.case_id for review in county_reviews()}
    for reference, partnership in PLANS.items():
        plan = LoadRecommendations(
            case_id=case_ids[reference],
            rows=published(partnership),
            agencies=CORE_AGENCIES[:4],
            successors=SUCCESSORS,
        )
        await send(f"plan of {reference}", plan, patient=True)
