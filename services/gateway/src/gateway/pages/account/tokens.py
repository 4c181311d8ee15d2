"""Which programs may act for me over the API, and how do I let one in or shut it out?"""

from anyio.to_thread import run_sync
from pydantic import BaseModel
from shared.message import Line
from starlette.responses import Response

from gateway.forms.field import Field, Option, settle
from gateway.forms.reading import Problems, read
from gateway.forms.widgets import widgets
from gateway.identity import tokens
from gateway.identity.signing_in import now
from gateway.show.components import govuk
from gateway.web.routes import SIGNED_IN, route
from gateway.web.visit import Visit


class NewToken(BaseModel):
    name: Line
    scopes: str


FIELDS = (
    Field("name", "what it is for", hint="For example, the name of the program", ask="What is it for?"),
    Field(
        "scopes",
        "what it may do",
        "radios",
        ask="What may it do?",
        options=(Option("read", "Look things up"), Option("write", "Look things up and change them")),
    ),
)


async def show(visit: Visit) -> Response:
    return await _page(visit, {}, {})


async def make(visit: Visit) -> Response:
    raw = await visit.raw()
    data, problems = read(raw, settle(NewToken, FIELDS))
    if problems:
        return await _page(visit, raw, problems)
    scopes = ["read", "write"] if data["scopes"] == "write" else ["read"]

    def write() -> str:
        with visit.gate.database.begin() as tx:
            return tokens.make(tx, visit.actor.id, name=data["name"], scopes=scopes, at=now())

    return await _page(visit, {}, {}, made=await run_sync(write))


async def end(visit: Visit) -> Response:
    def write() -> bool:
        with visit.gate.database.begin() as tx:
            return tokens.end(tx, visit.path["token_id"], visit.actor.id, now())

    await run_sync(write)
    return visit.go("/account/tokens", "That token can no longer be used.")


async def _page(visit: Visit, raw: dict[str, list[str]], problems: Problems, made: str = "") -> Response:
    def read_all() -> list[tokens.Token]:
        with visit.gate.database.read() as tx:
            return tokens.of(tx, visit.actor.id, at=now())

    return visit.render(
        "account/tokens.html",
        status=422 if problems else 200,
        title="Programs that may act for you",
        tokens=await run_sync(read_all),
        made=made,
        errors=[{"text": text, "href": f"#{key}"} for key, text in problems.items()],
        widgets=widgets(settle(NewToken, FIELDS), raw, problems),
        button=govuk("button", text="Make a token", preventDoubleClick=True),
    )


ROUTES = [
    *route("/account/tokens", show, may=SIGNED_IN),
    *route("/account/tokens", make, may=SIGNED_IN, methods=("POST",)),
    *route("/account/tokens/{token_id}/end", end, may=SIGNED_IN, methods=("POST",)),
]
