"""How does one look at the mail that was caught? A list, a letter, its attachments."""

from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from deploy.mailbox.letters import Letters

SHOWN_BY_THE_BROWSER = {"application/pdf", "text/plain"}
GUARD = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}

_templates = Environment(
    loader=PackageLoader("deploy.mailbox"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def pages(letters: Letters) -> Starlette:
    """The application. What a letter says is shown as text, never as markup."""

    async def ready(request: Request) -> Response:
        return Response("ready", media_type="text/plain")  # whatever lies in the folder

    def all_letters(request: Request) -> Response:
        return _page("letters.html", shown=letters.page(request.query_params.get("before")))

    def one_letter(request: Request) -> Response:
        found = letters.one(request.path_params["id"])
        if found is None:
            raise HTTPException(404)
        return _page("letter.html", letter=found)

    def attachment(request: Request) -> Response:
        found = letters.one(request.path_params["id"])
        number = request.path_params["number"]
        if found is None or number >= len(found.attachments):
            raise HTTPException(404)
        it = found.attachments[number]
        shown = it.media_type in SHOWN_BY_THE_BROWSER
        how = f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(it.name)}"
        return Response(
            it.content,
            media_type=it.media_type if shown else "application/octet-stream",
            headers={**GUARD, "Content-Disposition": how},
        )

    return Starlette(
        routes=[
            Route("/ready", ready),
            Route("/", all_letters),
            Route("/letters/{id:str}", one_letter),
            Route("/letters/{id:str}/{number:int}", attachment),
        ]
    )


def _page(template: str, **values: object) -> Response:
    return HTMLResponse(_templates.get_template(template).render(**values), headers=GUARD)
