"""Does an e-mail reach a real mail server as it should, and is what is said of it true?"""

import asyncio
import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import trustme
from aiosmtpd.smtp import SMTP
from notifications.channels.letter import Letter
from notifications.channels.outcome import FailedForGood, FailedForNow, Taken, Uncertain
from notifications.channels.smtp import NOT_WRITTEN, MailServer, send

from .mailbox import Mailbox, answer, drop, serving

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n.\n..\n%%EOF"
LETTER = Letter(
    dispatch_id="d" * 32,
    recipient="coroner@coroner.example",
    reference="DHR 2026/04",
    filename="DHR-2026-04-coroner.pdf",
    pdf=PDF,
    signatory="Partnership's Manager, Domestic Abuse\nHertfordshire County Council",
)


def server(mailbox: Mailbox, ca_file: str | None) -> MailServer:
    return MailServer(
        host="localhost",
        port=mailbox.port,
        security="starttls",
        sender="reviews@county.example",
        sender_name="Partnership's Manager",
        environment="test",
        sink_host="localhost",
        ca_file=ca_file,
        timeout=10,
    )


@pytest.mark.rule("X-02")
@pytest.mark.parametrize("implicit", [False, True])
async def test_a_letter_is_taken_over_tls_and_arrives_as_it_was(
    authority: trustme.CA, ca_file: str, implicit: bool
) -> None:
    async with serving(Mailbox(), authority, implicit=implicit) as mailbox:
        outcome = await send(
            replace(server(mailbox, ca_file), security="tls" if implicit else "starttls"), LETTER, at=AT
        )
    assert outcome == Taken(reply="250 2.0.0 OK, queued as 4711", tls="TLSv1.3")
    assert mailbox.tls_seen == [True]
    assert mailbox.recipients == [["coroner@coroner.example"]]
    [message] = mailbox.received
    assert message["Subject"] == "OFFICIAL: our reference DHR 2026/04"
    assert message["From"] == "Partnership's Manager <reviews@county.example>"
    assert message["To"] == "coroner@coroner.example"
    assert message["Message-ID"] == f"<{'d' * 32}@county.example>"
    assert message["Date"] == "Tue, 03 Nov 2026 09:30:00 +0000"
    body = message.get_body(("plain",))
    assert body is not None
    said = body.get_content()
    assert said.startswith("OFFICIAL")
    assert "Our reference is DHR 2026/04." in said
    assert "Hertfordshire County Council" in said
    [attachment] = list(message.iter_attachments())
    assert attachment.get_filename() == "DHR-2026-04-coroner.pdf"
    assert attachment.get_content_type() == "application/pdf"
    received = attachment.get_payload(decode=True)
    assert isinstance(received, bytes)
    assert hashlib.sha256(received).hexdigest() == hashlib.sha256(PDF).hexdigest()


@pytest.mark.rule("X-03")
async def test_the_message_id_is_the_same_in_every_attempt(authority: trustme.CA, ca_file: str) -> None:
    async with serving(Mailbox(), authority) as mailbox:
        await send(server(mailbox, ca_file), LETTER, at=AT)
        await send(server(mailbox, ca_file), LETTER, at=AT.replace(hour=17))
        await send(server(mailbox, ca_file), replace(LETTER, dispatch_id="e" * 32), at=AT)
    first, second, other = (message["Message-ID"] for message in mailbox.received)
    assert first == second != other


@pytest.mark.rule("X-03")
async def test_a_connection_lost_after_data_is_uncertain(authority: trustme.CA, ca_file: str) -> None:
    async with serving(Mailbox(data=drop), authority) as mailbox:
        outcome = await send(server(mailbox, ca_file), LETTER, at=AT)
    assert isinstance(outcome, Uncertain)
    assert "may have it or not" in outcome.reason


async def test_a_connection_lost_before_data_is_a_failure_for_now(authority: trustme.CA, ca_file: str) -> None:
    async with serving(Mailbox(rcpt=drop), authority) as mailbox:
        outcome = await send(server(mailbox, ca_file), LETTER, at=AT)
    assert outcome == FailedForNow("The connection was lost before the message was sent (the connection ended).")
    assert mailbox.received == []


@pytest.mark.rule("X-03")
async def test_no_answer_to_the_message_in_time_is_uncertain(authority: trustme.CA, ca_file: str) -> None:
    over = asyncio.Event()

    async def slowly(_: SMTP) -> str:
        await over.wait()
        return "250 OK at last"

    async with serving(Mailbox(data=slowly), authority) as mailbox:
        outcome = await send(replace(server(mailbox, ca_file), data_timeout=0.2), LETTER, at=AT)
        over.set()
    assert isinstance(outcome, Uncertain)
    assert "no answer in time" in outcome.reason
    assert len(mailbox.received) == 1


async def test_no_answer_before_the_message_is_a_failure_for_now(authority: trustme.CA, ca_file: str) -> None:
    over = asyncio.Event()

    async def slowly(_: SMTP) -> str:
        await over.wait()
        return "250 OK at last"

    async with serving(Mailbox(rcpt=slowly), authority) as mailbox:
        outcome = await send(replace(server(mailbox, ca_file), timeout=0.5), LETTER, at=AT)
        over.set()
    assert outcome == FailedForNow("The connection was lost before the message was sent (no answer in time).")


@pytest.mark.rule("X-05")
@pytest.mark.parametrize("step", ["rcpt", "data"])
async def test_4xx_is_for_now_and_5xx_for_good(authority: trustme.CA, ca_file: str, step: str) -> None:
    async with serving(Mailbox(**{step: answer("451 4.3.0 Try later")}), authority) as mailbox:  # type: ignore[arg-type]
        assert await send(server(mailbox, ca_file), LETTER, at=AT) == FailedForNow(
            "The mail server could not take the message now: 451 4.3.0 Try later"
        )
    async with serving(Mailbox(**{step: answer("550 5.1.1 No such mailbox")}), authority) as mailbox:  # type: ignore[arg-type]
        assert await send(server(mailbox, ca_file), LETTER, at=AT) == FailedForGood(
            "The mail server refused the message: 550 5.1.1 No such mailbox"
        )


async def test_an_answer_that_makes_no_sense_is_uncertain(authority: trustme.CA, ca_file: str) -> None:
    async with serving(Mailbox(data=answer("299 perhaps")), authority) as mailbox:
        assert isinstance(await send(server(mailbox, ca_file), LETTER, at=AT), Uncertain)


@pytest.mark.parametrize("implicit", [False, True])
async def test_a_certificate_of_another_authority_is_not_trusted(
    ca_file: str, implicit: bool, recwarn: pytest.WarningsRecorder
) -> None:
    async with serving(Mailbox(), trustme.CA(), implicit=implicit) as mailbox:
        outcome = await send(
            replace(server(mailbox, ca_file), security="tls" if implicit else "starttls"), LETTER, at=AT
        )
    assert outcome == FailedForNow("The mail server's certificate could not be trusted, so nothing was sent.")
    assert mailbox.received == []


async def test_a_certificate_for_another_name_is_not_trusted(authority: trustme.CA, ca_file: str) -> None:
    async with serving(Mailbox(), authority, name="elsewhere.example") as mailbox:
        outcome = await send(server(mailbox, ca_file), LETTER, at=AT)
    assert outcome == FailedForNow("The mail server's certificate could not be trusted, so nothing was sent.")


async def test_a_mail_server_without_tls_gets_nothing(ca_file: str) -> None:
    mailbox = Mailbox()
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: SMTP(mailbox, loop=loop), "localhost", 0)
    mailbox.port = listening.sockets[0].getsockname()[1]
    outcome = await send(server(mailbox, ca_file), LETTER, at=AT)
    listening.close()
    await listening.wait_closed()
    assert outcome == FailedForNow("The mail server offers no encryption (STARTTLS), so nothing was sent.")
    assert mailbox.received == []


async def test_nobody_at_the_port_is_a_failure_for_now(authority: trustme.CA, ca_file: str) -> None:
    async with serving(Mailbox(), authority) as mailbox:
        gone = server(mailbox, ca_file)
    outcome = await send(gone, LETTER, at=AT)
    assert outcome == FailedForNow("The mail server could not be reached (the connection ended).")


async def test_outside_production_nobody_is_written_to_but_the_test_mailbox(
    authority: trustme.CA, ca_file: str
) -> None:
    async with serving(Mailbox(), authority) as mailbox:
        real = replace(server(mailbox, ca_file), sink_host=None)
        assert isinstance(await send(real, LETTER, at=AT), FailedForGood)
        assert isinstance(await send(replace(real, sink_host="mailbox.example"), LETTER, at=AT), FailedForGood)
        assert mailbox.received == []
        allowed = replace(real, allowed_domains=frozenset({"coroner.example"}))
        assert isinstance(await send(allowed, LETTER, at=AT), Taken)
        assert isinstance(await send(replace(real, environment="production"), LETTER, at=AT), Taken)
    assert len(mailbox.received) == 2


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a b@x.example", "a@x.example\r\nRCPT TO:<b@y.example>", "é@x.example", "a@x", "<a@x.example>"],
)
async def test_an_address_that_can_not_be_one_is_refused(ca_file: str, address: str) -> None:
    outcome = await send(server(Mailbox(port=9), ca_file), replace(LETTER, recipient=address), at=AT)
    assert outcome == FailedForGood("The recipient's e-mail address is not one that we can send to.")


@pytest.mark.rule("X-03")
@pytest.mark.parametrize("address", [".coroner@coroner.example", "the..coroner@coroner.example"])
async def test_an_address_that_the_library_refuses_has_failed_and_is_not_uncertain(
    authority: trustme.CA, ca_file: str, address: str
) -> None:
    async with serving(Mailbox(), authority) as mailbox:
        outcome = await send(server(mailbox, ca_file), replace(LETTER, recipient=address), at=AT)
    assert outcome == FailedForGood(NOT_WRITTEN)
    assert mailbox.received == []


async def test_an_authority_that_cannot_be_read_is_a_failure_for_now(authority: trustme.CA) -> None:
    async with serving(Mailbox(), authority) as mailbox:
        outcome = await send(server(mailbox, "/nowhere/ca.pem"), LETTER, at=AT)
    assert isinstance(outcome, FailedForNow)
