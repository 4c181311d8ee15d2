"""The county's 24 reviews from before, which add up to the slides' figures (B-04), read as its tracker is (B-08)."""

from datetime import date
from importlib.resources import as_file, files

from shared.contracts.cases.commands import ImportReview

from deploy.county.sending import Sender
from deploy.importing.reviews import reviews_in
from deploy.importing.sheet import read


def county_reviews() -> list[ImportReview]:
    with as_file(files("deploy") / "data" / "county_24_reviews.csv") as file:
        found, problems = reviews_in(read(file))
    assert not problems, "the project's own file is in order"
    return found


async def reviews(send: Sender, _: date) -> None:
    for review in county_reviews():
        await send(f"review {review.reference}", review)
