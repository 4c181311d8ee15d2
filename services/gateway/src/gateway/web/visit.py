"""Who is here, what did they ask for, and how is it shown to them? One request to a page."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from shared.actor import Actor, Forbidden
from shared.asking import LARGEST_FILE
from shared.message import Command
from shared.question import Question
from shared.wire import Reply
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from gateway.access import asking, policy
from gateway.access.asking import Who
from gateway.gate import Gate
from gateway.identity.sessions import Session
from gateway.show.components import templates

SAID = "said"
"""The cookie that carries one sentence over to the next page, such as “The decision is recorded”."""

LARGEST_TEXT = 2_000_000
"""Of a file that is read at once, such as a spreadsheet of actions, in bytes."""
DOCUMENT = ".document"
"""Ends the name under which a browser sends a file that is kept beside the record."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file that somebody chose for the field `key`. One byte more than the largest says that it is too large."""

    key: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Visit:
    request: Request

    @property
    def gate(self) -> Gate:
        gate: Gate = self.request.app.state.gate
        return gate

    @property
    def session(self) -> Session | None:
        session: Session | None = getattr(self.request.state, "session", None)
        return session

    @property
    def actor(self) -> Actor:
        if self.session is None:
            raise Forbidden("Please sign in.")
        return self.session.account.actor

    @property
    def csrf(self) -> str:
        """What a form of ours carries to show that it is ours."""
        return self.session.csrf if self.session else ""

    @property
    def who(self) -> Who:
        return Who(self.actor, self.place)

    @property
    def place(self) -> str:
        """The address the request came from, as the server in front of us vouches for it."""
        return self.request.client.host if self.request.client else "unknown"

    @property
    def path(self) -> dict[str, str]:
        """The parts of the address that vary, such as the case."""
        return {name: str(value) for name, value in self.request.path_params.items()}

    @property
    def query(self) -> dict[str, str]:
        """What stands behind the question mark; what is empty counts as left out."""
        return {name: value for name, value in self.request.query_params.items() if value}

    @property
    def said(self) -> str:
        """The sentence that the page before left for this one."""
        return _unpacked(self.request.cookies.get(SAID))

    async def ask(self, question: Question[Any]) -> Any:
        return await asking.ask(self.gate, self.who, question)

    async def send(self, command: Command, command_id: str) -> Reply:
        return await asking.send(self.gate, self.who, command, command_id)

    async def raw(self) -> dict[str, list[str]]:
        """Every value that was typed, by its name; of a chosen file its text."""
        return dict((await self._sent())[0])

    async def chosen(self) -> list[Chosen]:
        """The documents that were chosen."""
        return (await self._sent())[1]

    async def _sent(self) -> tuple[dict[str, list[str]], list[Chosen]]:
        """It can be read once, so it is kept for whoever asks again."""
        if self.request.method != "POST":
            return {}, []
        if not hasattr(self.request.state, "sent"):
            async with self.request.form(max_fields=5000) as form:
                self.request.state.sent = await _read(form), await _documents(form)
        sent: tuple[dict[str, list[str]], list[Chosen]] = self.request.state.sent
        return sent

    def render(self, template: str, *, status: int = 200, **context: Any) -> Response:
        said = self.said if status == 200 else ""
        page = templates().get_template(template).render(**self._frame(said), **context)
        response = HTMLResponse(page, status)
        if said:
            response.delete_cookie(SAID)
        return response

    def go(self, address: str, said: str = "") -> Response:
        """On to another page of ours, with a sentence to show there."""
        response = RedirectResponse(local(address), 303)
        if said:
            packed = base64.urlsafe_b64encode(json.dumps(said).encode()).decode()
            response.set_cookie(
                SAID, packed, max_age=60, httponly=True, samesite="lax", secure=self.gate.settings.https
            )
        return response

    def address(self, **changes: Any) -> str:
        """This page's address with other values behind the question mark; None takes one out."""
        kept = [(name, value) for name, value in parse_qsl(self.request.url.query) if name not in changes]
        kept += [(name, str(value)) for name, value in changes.items() if value is not None]
        return self.request.url.path + (f"?{urlencode(kept)}" if kept else "")

    def _frame(self, said: str) -> dict[str, Any]:
        """What every page shows around its own content."""
        settings, here = self.gate.settings, self.request.url.path
        signed_in = self.session is not None
        return {
            "visit": self,
            "nonce": self.request.state.nonce,
            "settings": settings,
            "account": self.session.account if self.session else None,
            "csrf": self.csrf,
            "marking": settings.marking if "case_id" in self.path else "",
            "said": said,
            "navigation": [
                {
                    "text": entry.text,
                    "href": entry.href,
                    "active": here == entry.href or here.startswith(f"{entry.href}/"),
                }
                for entry in self.gate.menu
                if signed_in and policy.by_role(entry.may, self.actor).allow
            ],
        }


async def _documents(form: FormData) -> list[Chosen]:
    return [
        Chosen(name.removesuffix(DOCUMENT), value.filename, await value.read(LARGEST_FILE + 1))
        for name, value in form.multi_items()
        if isinstance(value, UploadFile) and name.endswith(DOCUMENT) and value.filename
    ]


async def _read(form: FormData) -> dict[str, list[str]]:
    raw: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            raw.setdefault(name, []).append(value)
        elif not name.endswith(DOCUMENT) and (content := _text_of(await value.read(LARGEST_TEXT))):
            raw[name] = [content]
    return raw


def _text_of(file: bytes) -> str:
    """UTF-8, or else what spreadsheets on Windows write."""
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError:
        return file.decode("cp1252", errors="replace")


def _unpacked(said: str | None) -> str:
    try:
        return str(json.loads(base64.urlsafe_b64decode(said))) if said else ""
    except ValueError:
        return ""


def fields_of(question: type[Question[Any]], given: Mapping[str, str]) -> dict[str, str]:
    """What of an address belongs to a question."""
    return {name: value for name, value in given.items() if name in question.model_fields}


def local(address: str) -> str:
    """An address of ours, whatever was asked for."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
