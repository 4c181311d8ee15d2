"""A real mail server with TLS for the tests, and the ways in which mail servers fail."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY

import trustme
from aiosmtpd.smtp import SMTP, Envelope, Session

type Step = Callable[[SMTP], Awaitable[str]]


@dataclass
class Mailbox:
    """`rcpt`, `at_data` (before the message) and `data` (after it) answer in place of the usual OK; `received` is what
    came in. Who is written to at an address of `silent` waits for an answer until its event is set."""

    port: int = 0
    rcpt: Step | None = None
    at_data: Step | None = None
    data: Step | None = None
    silent: dict[str, asyncio.Event] = field(default_factory=dict)
    received: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    tls_seen: list[bool] = field(default_factory=list)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.silent:
            await self.silent[address].wait()
        if self.rcpt is not None:
            return await self.rcpt(server)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=SMTP_POLICY)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        self.recipients.append(list(envelope.rcpt_tos))
        assert server.transport is not None
        self.tls_seen.append(server.transport.get_extra_info("ssl_object") is not None)
        return await self.data(server) if self.data is not None else "250 2.0.0 OK, queued as 4711"


async def drop(server: SMTP) -> str:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()
    return "250 never heard"


def answer(text: str) -> Step:
    async def step(server: SMTP) -> str:
        return text

    return step


async def take_and_leave(server: SMTP) -> str:
    """The answer arrives, and with it the end of the connection."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.write(b"250 2.0.0 OK, queued as 4711\r\n")
    server.transport.close()
    return "250 never heard"


class Line(SMTP):
    """One connection."""

    async def smtp_DATA(self, arg: str) -> None:
        step = self.event_handler.at_data
        if step is None:
            await super().smtp_DATA(arg)
        else:
            await self.push(await step(self))


@asynccontextmanager
async def serving(
    mailbox: Mailbox, authority: trustme.CA, *, implicit: bool = False, name: str = "localhost"
) -> AsyncIterator[Mailbox]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)

    def connection() -> SMTP:
        return Line(
            mailbox,
            hostname="localhost",
            tls_context=None if implicit else context,
            require_starttls=not implicit,
            loop=asyncio.get_running_loop(),
        )

    loop = asyncio.get_running_loop()
    listening = await loop.create_server(connection, "localhost", 0, ssl=context if implicit else None)
    mailbox.port = listening.sockets[0].getsockname()[1]
    try:
        yield mailbox
    finally:
        listening.close()
        listening.close_clients()
        await listening.wait_closed()
