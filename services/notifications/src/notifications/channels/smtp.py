"""How is an e-mail sent, and what can be said of it afterwards? Over TLS alone, with the certificate checked."""

import asyncio
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.policy import SMTP
from functools import cache
from typing import Literal

import aiosmtplib
import structlog

from notifications.channels.guard import reason_not_to_send
from notifications.channels.letter import Mail, email_for
from notifications.channels.outcome import FailedForGood, FailedForNow, Outcome, Taken, Uncertain

log = structlog.get_logger()

NOT_WRITTEN = "The message could not be made into an e-mail, so nothing was sent."
STOPPED = "The service stopped before the message was sent."


@dataclass(frozen=True, slots=True)
class MailServer:
    """`security`: STARTTLS on the submission port, or TLS from the first byte; there is no third way. Without a
    `ca_file` the certificate is checked against the machine's authorities."""

    host: str
    port: int
    security: Literal["starttls", "tls"]
    sender: str
    sender_name: str
    environment: str
    ca_file: str | None = None
    username: str | None = None
    password: str | None = None
    sink_host: str | None = None
    allowed_domains: frozenset[str] = frozenset()
    timeout: float = 30.0
    """Seconds for each step before the message itself."""
    data_timeout: float = 300.0
    """Seconds for the answer to the message: giving up early would only make it uncertain."""

    def __repr__(self) -> str:  # never the password
        return f"MailServer({self.host}:{self.port})"


@dataclass(frozen=True, slots=True)
class Ready:
    """The server has let us in and takes mail for the recipient; `tls` says over which version."""

    tls: str


async def send(server: MailServer, letter: Mail, *, at: datetime) -> Outcome:
    """Until DATA nothing can have left, so whatever goes wrong before it has failed; after it silence is uncertain."""
    forbidden = reason_not_to_send(server, letter.recipient)
    if forbidden is not None:
        return FailedForGood(forbidden)
    client: aiosmtplib.SMTP | None = None
    try:
        message = email_for(letter, sender=server.sender, sender_name=server.sender_name, at=at).as_bytes(policy=SMTP)
        client = _client(server)
        ready = await _up_to_data(client, server, letter)
        if not isinstance(ready, Ready):
            return ready
        return await _data(client, server, ready, message)
    except OSError as error:  # the authority's file, say
        return FailedForNow(_not_reached(error))
    except Exception:
        log.exception("An e-mail could not be written")
        return FailedForGood(NOT_WRITTEN)
    finally:
        if client is not None:
            await _leave(client)


async def _up_to_data(client: aiosmtplib.SMTP, server: MailServer, letter: Mail) -> Ready | Outcome:
    """Everything before the message: whatever fails here, nothing was taken."""
    try:
        await client.connect()  # and STARTTLS, and the log-in
    except asyncio.CancelledError:
        return FailedForNow(STOPPED)
    except aiosmtplib.SMTPResponseException as error:
        # What the server thinks of us is not about this message: somebody mends the account, and it goes.
        return FailedForNow(f"The mail server did not let us in: {_said(error.code, error.message)}")
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        return FailedForNow(_not_reached(error))
    try:
        await client.mail(server.sender)
        await client.rcpt(letter.recipient)
    except asyncio.CancelledError:
        return FailedForNow(STOPPED)
    except aiosmtplib.SMTPResponseException as error:
        return _refused(error)
    except (aiosmtplib.SMTPException, OSError) as error:
        return FailedForNow(f"The connection was lost before the message was sent ({_kind(error)}).")
    if not client.is_connected:
        return FailedForNow("The connection was lost before the message was sent.")
    return Ready(_tls_version(client))


async def _data(client: aiosmtplib.SMTP, server: MailServer, ready: Ready, message: bytes) -> Outcome:
    """The message itself: from here on, silence means that it may have been taken."""
    try:
        response = await client.data(message, timeout=server.data_timeout)
    except aiosmtplib.SMTPDataError as error:
        return _refused(error)
    except Exception as error:
        return Uncertain(
            f"The connection was lost after the message was sent ({_kind(error)}). The recipient may have it or not."
        )
    return Taken(reply=_said(response.code, response.message), tls=ready.tls)


async def _leave(client: aiosmtplib.SMTP) -> None:
    """Say goodbye; what happens then changes nothing."""
    try:
        if client.is_connected:
            await client.quit(timeout=5)
    except (aiosmtplib.SMTPException, OSError, asyncio.CancelledError):
        pass  # what is known of the message is not lost because the service stops now
    finally:
        client.close()


def _refused(error: aiosmtplib.SMTPResponseException) -> Outcome:
    said = _said(error.code, error.message)
    match error.code // 100:
        case 4:
            return FailedForNow(f"The mail server could not take the message now: {said}")
        case 5:
            return FailedForGood(f"The mail server refused the message: {said}")
        case _:
            return Uncertain(f"The mail server answered in a way that cannot be understood: {said}")


def _client(server: MailServer) -> aiosmtplib.SMTP:
    return aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        username=server.username,
        password=server.password,
        use_tls=server.security == "tls",
        start_tls=server.security == "starttls",
        tls_context=_tls(server.ca_file),
        timeout=server.timeout,
        local_hostname=server.sender.rpartition("@")[2],
    )


@cache
def _tls(ca_file: str | None) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _tls_version(client: aiosmtplib.SMTP) -> str:
    tls = client.get_transport_info("ssl_object")
    assert tls is not None, "a message would have left without TLS"
    return str(tls.version())


def _not_reached(error: Exception) -> str:
    chain: list[BaseException] = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(cause)
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in chain):
        return "The mail server's certificate could not be trusted, so nothing was sent."
    if "STARTTLS" in str(error):
        return "The mail server offers no encryption (STARTTLS), so nothing was sent."
    return f"The mail server could not be reached ({_kind(error)})."


def _kind(error: Exception) -> str:
    if isinstance(error, (TimeoutError, asyncio.TimeoutError)):
        return "no answer in time"
    return "the connection ended" if isinstance(error, ConnectionError) else "the connection failed"


def _said(code: int, text: str) -> str:
    """The server's answer, word for word; it goes on the record."""
    return f"{code} {text}".encode("utf-8", "replace").decode()[:1000]
