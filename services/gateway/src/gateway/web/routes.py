"""How is a page put under its address? A page is a question and a template; nobody sees one without signing in.

ROUTES = page("/cases/{case_id}", "cases/case.html", CaseOverview)
ROUTES = route("/account/sessions", show, may=EVERYBODY)
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import fields
from typing import Any, ClassVar, Protocol, cast, overload
from urllib.parse import urlencode

import anyio
from pydantic import ValidationError
from shared.actor import EVERYBODY, Forbidden, Role
from shared.question import Question
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from gateway.access import policy
from gateway.identity.origin import check_origin, check_token
from gateway.web import errors
from gateway.web.addresses import question_in
from gateway.web.visit import Visit, fields_of

type Deed = Callable[[Visit], Awaitable[Response]]
type Ask = type[Question[Any]] | Callable[[Visit], Question[Any] | None]
"""A question's class, filled from the address; or a function that makes the question (None: not asked)."""

SAFE = ("GET", "HEAD")


class Context(Protocol):
    """What a template needs beside the answers: a frozen dataclass, so that the type checker sees both."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


class PageRoute(Route):
    """A route that knows who may come. `may` None: everybody, signed in or not."""

    may: frozenset[Role] | None = None


def route(
    path: str,
    deed: Deed,
    *,
    may: Collection[Role] | None,
    methods: Collection[str] = ("GET",),
    own_token: bool = False,
) -> list[PageRoute]:
    """A page of any kind. `may=None` opens it to people who have not signed in: name it in app.OPEN as well. With
    `own_token` the deed itself sees that a form is ours: it is not the form of whoever is signed in."""

    async def endpoint(request: Request) -> Response:
        visit = Visit(request)
        if may is not None:
            if visit.session is None:
                return _to_sign_in(visit)
            verdict = policy.by_role(may, visit.actor)
            if not verdict.allow:
                raise Forbidden(verdict.reason)
        if request.method not in SAFE:
            check_origin(request, visit.gate.settings)
            if visit.session is not None and not own_token:
                check_token(await visit.raw(), visit.session)
        try:
            return await deed(visit)
        except errors.KNOWN:
            raise
        except Exception as wrong:
            return await errors.broken(request, wrong)  # here, so that its page gets the headers of every other

    made = PageRoute(path, endpoint, methods=list(methods))
    made.may = None if may is None else frozenset(may)
    return [made]


def leads(visit: Visit, address: str) -> bool:
    """Whether an address of ours is a page that this person may open: what is shown to several roles asks first."""
    scope = {"type": "http", "method": "GET", "path": address.partition("?")[0], "headers": [], "root_path": ""}
    for one in visit.request.app.routes:
        if one.matches(scope)[0] is Match.FULL:
            may = getattr(one, "may", None)
            return may is None or policy.by_role(may, visit.actor).allow
    return False


def page(
    path: str,
    template: str,
    asks: Ask | Mapping[str, Ask] | None = None,
    *,
    prepare: Callable[[Visit, Any], Context | Mapping[str, Any]] | None = None,
    may: Collection[Role] | None = None,
) -> list[PageRoute]:
    """A question (or a few, by name, asked at once) and a template.

    The template sees `answer`, or each answer under its name (None where this person's role may not ask it). The
    first question's roles are the page's, unless `may` says otherwise; a page without a question must say. `prepare`
    makes what the template needs beside the answers.
    """
    several = dict(asks) if isinstance(asks, Mapping) else {"answer": asks} if asks is not None else {}
    first = next(iter(several.values()), None)
    if may is None:
        asked = _class_of(first)
        if asked is None:
            raise TypeError(f"{path}: say who may open it: may=…")
        may = asked.may

    async def deed(visit: Visit) -> Response:
        answers = await ask_all(visit, several)
        more = prepare(visit, answers["answer"] if [*answers] == ["answer"] else answers) if prepare else {}
        return visit.render(template, **{**answers, **as_context(more)})

    return route(path, deed, may=may)


def as_context(given: Context | Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a page's dataclass, by name, as its template sees them."""
    if isinstance(given, Mapping):
        return dict(given)
    return {field.name: getattr(given, field.name) for field in fields(given)}


async def ask_all(visit: Visit, asks: Mapping[str, Ask]) -> dict[str, Any]:
    """All answers, asked at the same time. The first must be given; what else this person may not ask is None."""
    answers: dict[str, Any] = dict.fromkeys(asks)
    questions = {name: question_of(visit, ask) for name, ask in asks.items()}
    first = next(iter(asks), None)

    async def one(name: str, question: Question[Any]) -> None:
        try:
            answers[name] = await visit.ask(question)
        except Forbidden:
            if name == first:
                raise

    try:
        async with anyio.create_task_group() as tasks:
            for name, question in questions.items():
                if question is not None and (name == first or policy.may_ask(type(question), visit.actor).allow):
                    tasks.start_soon(one, name, question)
    except BaseExceptionGroup as group:
        raise group.exceptions[0] from None
    return answers


@overload
def question_of[Q: Question[Any]](visit: Visit, ask: type[Q]) -> Q: ...


@overload
def question_of(visit: Visit, ask: Ask) -> Question[Any] | None: ...


def question_of(visit: Visit, ask: Ask) -> Question[Any] | None:
    """The question, filled from the address as strictly as from the API. A wrong address is not there (404)."""
    asked = _class_of(ask)
    if asked is None:
        return cast(Callable[[Visit], Question[Any] | None], ask)(visit)
    place = fields_of(asked, visit.path)
    behind = visit.request.query_params.multi_items()
    given = [(name, value) for name, value in behind if value and name in asked.model_fields and name not in place]
    try:
        return question_in(asked, [*given, *place.items()])
    except ValidationError:
        raise HTTPException(404) from None


def _class_of(ask: Ask | None) -> type[Question[Any]] | None:
    return cast(type[Question[Any]], ask) if isinstance(ask, type) else None


def _to_sign_in(visit: Visit) -> Response:
    here = visit.request.url
    wanted = here.path + (f"?{here.query}" if here.query else "")
    after = {"after": wanted} if visit.request.method in SAFE and wanted != "/" else {}
    return visit.go("/sign-in" + (f"?{urlencode(after)}" if after else ""))


SIGNED_IN = EVERYBODY - {Role.SERVICE}
"""Whoever has an account."""
