"""How does a panel member evaluate the chair by the link in their e-mail, without an account (Q-01, Q-07)?

Opening the link changes nothing: programs that look into e-mails open links too.
"""

from shared.contracts.chairs.answers import Sheet
from shared.contracts.chairs.queries import EvaluationSheet
from shared.contracts.evaluation_link import PLACE
from shared.service import NotFound
from starlette.responses import Response

from gateway.forms.flow import fill_in
from gateway.pages.quality.giving import sheet_form
from gateway.show.components import words
from gateway.web.by_link import ByLink, by_link, check_form, with_form_token
from gateway.web.routes import route
from gateway.web.visit import Visit


async def evaluate(visit: Visit) -> Response:
    member = by_link(visit)
    return await (_wrong_link(visit) if member is None else _member(member))


async def _member(visit: ByLink) -> Response:
    if visit.request.method == "POST":
        await check_form(visit)
        if not visit.gate.throttle.one_more("an evaluation", visit.invited.member_id):
            return _said(visit, "Please wait a minute", _TOO_OFTEN, status=429)
    try:
        sheet: Sheet = await visit.ask(EvaluationSheet(case_id=visit.invited.case_id, link=visit.invited.link))
    except NotFound:
        return await _wrong_link(visit)
    if sheet.answered:
        return _said(visit, "Thank you", f"Your evaluation of {sheet.chair_name}’s work is recorded. {_ONCE}")
    if sheet.closed:
        return _said(visit, "This evaluation has closed", _closed(sheet, visit.gate.settings.contact))
    form = sheet_form(visit, sheet, done=f"{PLACE}{{token}}", back="", said="", link=visit.invited.link)
    return with_form_token(visit, await fill_in(visit, form))


async def _wrong_link(visit: Visit) -> Response:
    often = not visit.gate.throttle.one_more("a wrong link", visit.place)
    if often:
        return _said(visit, "Please wait a minute", _TOO_OFTEN, status=429)
    return _said(visit, "This link does not work", _WRONG.format(contact=visit.gate.settings.contact), status=404)


def _said(visit: Visit, title: str, text: str, status: int = 200) -> Response:
    return visit.render("quality/by_link.html", status=status, title=title, text=text)


def _closed(sheet: Sheet, contact: str) -> str:
    return (
        f"It was open until {words(sheet.closes_on)}, so nothing can be added to it now. If there is something "
        f"that you would still like to say about the chairing of {sheet.reference}, please write to {contact}."
    )


_ONCE = "Each member of the panel answers once, so there is nothing more to do. You can close this page."
_TOO_OFTEN = (
    "This was tried many times within a minute. Nothing is lost. Please wait a minute, and open the link again."
)
_WRONG = (
    "It may not have been copied whole, or a newer one took its place. Please open the link in our latest e-mail, or "
    "copy the whole line.\n\n"
    "If it still does not work, please reply to that e-mail, or turn to {contact}. They can also send you the form on "
    "paper."
)

ROUTES = route(f"{PLACE}{{token}}", evaluate, may=None, methods=("GET", "POST"), own_token=True)
