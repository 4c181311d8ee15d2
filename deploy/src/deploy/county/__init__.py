"""The demonstration county: what stands in it? Nobody in it is real, and no real death is.

24 reviews from before (the slides' figures), a roster of chairs, a budget, the directory of recipients, two live
cases at different steps, and action plans with recommendations of published reviews.
"""

from collections.abc import Callable
from datetime import date

from shared.network.client import Client

from deploy.county.live import deciding, panel_at_work
from deploy.county.money import budget
from deploy.county.plans import plans
from deploy.county.recipients import recipients
from deploy.county.reviews import reviews
from deploy.county.roster import roster
from deploy.county.sending import Sender

PARTS = (recipients, reviews, roster, budget, plans, deciding, panel_at_work)


async def seed(client: Client, on_progress: Callable[[int, int], None], day: date) -> None:
    """Everything that is not there yet. `day` is the day on which the county began: its dates follow from it, so that a
    load that was cut off goes on as it began. Raises CountyRefused where a service does not take what it is sent."""
    sender = Sender(client)
    for number, part in enumerate(PARTS):
        on_progress(number, len(PARTS))
        await part(sender, day)
    on_progress(len(PARTS), len(PARTS))
