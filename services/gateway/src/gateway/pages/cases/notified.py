"""What happens after a death was notified? The confirmation, with the reference that the case keeps (N-10)."""

from shared.actor import Forbidden
from shared.contracts.cases.commands import NotifyDeath
from shared.contracts.cases.queries import CaseOverview
from shared.service import NotFound
from starlette.responses import Response

from gateway.web.routes import route
from gateway.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Somebody who notifies need not be somebody who may open the case."""
    try:
        case = await visit.ask(CaseOverview(case_id=visit.path["case_id"]))
    except (Forbidden, NotFound):
        case = None
    return visit.render("cases/notified.html", title="The death is notified", case=case)


ROUTES = route("/cases/notified/{case_id}", show, may=NotifyDeath.may)
