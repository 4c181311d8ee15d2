"""Does the mailbox take letters over TLS alone, keep them as they came, and show them safely?"""

import multiprocessing
import re
import smtplib
import socket
import ssl
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest
from deploy.mailbox.certificate import certificate_in
from deploy.mailbox.letters import PAGE, Letters
from deploy.mailbox.server import keep_mailbox
from deploy.waiting import answers, wait_until


@contextmanager
def mailbox(folder: Path) -> Iterator[tuple[int, str, ssl.SSLContext]]:
    authority = certificate_in(folder / "certificates")
    mail = folder / "mail"
    mail.mkdir(exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as smtp, socket.create_server(("127.0.0.1", 0)) as page:
        process = multiprocessing.get_context("spawn").Process(
            target=keep_mailbox, args=(mail, authority.parent, smtp, page), daemon=True
        )
        process.start()
        url = f"http://127.0.0.1:{page.getsockname()[1]}"
        wait_until(lambda: answers(page.getsockname()[1]))
        try:
            yield smtp.getsockname()[1], url, ssl.create_default_context(cafile=str(authority))
        finally:
            process.terminate()
            process.join(10)


def a_letter(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "team@example.org", "coroner@example.org", subject
    message["Date"] = "Tue, 03 Nov 2026 10:00:00 +0000"
    message.set_content("Please find <b>attached</b> a form.")
    message.add_attachment(b"%PDF-1.7 form", maintype="application", subtype="pdf", filename="Part 1.pdf")
    message.add_attachment(b"<script>", maintype="text", subtype="html", filename="page.html")
    return message


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:
        text: str = answer.read().decode()
        return text


def test_a_letter_is_kept_and_shown_as_text(tmp_path: Path) -> None:
    with mailbox(tmp_path) as (port, url, trust):
        assert "No e-mail has been sent yet" in read(url)
        with smtplib.SMTP("localhost", port) as line:
            line.starttls(context=trust)  # the certificate is checked
            line.send_message(a_letter("Our reference <W012-021125>"))
        assert "Our reference &lt;W012-021125&gt;" in read(url)
        (letter,) = Letters(tmp_path / "mail").page().letters
        page = read(f"{url}/letters/{letter.id}")
        assert "Please find &lt;b&gt;attached&lt;/b&gt; a form." in page
        assert "Part 1.pdf" in page
        with urllib.request.urlopen(f"{url}/letters/{letter.id}/0", timeout=30) as pdf:
            assert pdf.read() == b"%PDF-1.7 form"
            assert pdf.headers["Content-Type"] == "application/pdf"
        with urllib.request.urlopen(f"{url}/letters/{letter.id}/1", timeout=30) as script:
            assert script.headers["Content-Type"] == "application/octet-stream"
            assert script.headers["Content-Disposition"].startswith("attachment")


def test_nothing_is_taken_in_the_clear(tmp_path: Path) -> None:
    with mailbox(tmp_path) as (port, _, _), smtplib.SMTP("localhost", port) as line:
        with pytest.raises(smtplib.SMTPSenderRefused, match="STARTTLS"):
            line.send_message(a_letter("in the clear"))
        assert Letters(tmp_path / "mail").page().letters == []


def test_the_certificate_is_made_once_and_its_key_is_for_the_owner_alone(tmp_path: Path) -> None:
    first = certificate_in(tmp_path / "certificates").read_bytes()
    assert certificate_in(tmp_path / "certificates").read_bytes() == first
    assert (tmp_path / "certificates/server.pem").stat().st_mode & 0o077 == 0


def test_a_page_reads_its_own_letters_alone_and_readiness_none(tmp_path: Path) -> None:
    mail = tmp_path / "mail"
    mail.mkdir()
    for number in range(2 * PAGE + 1):
        (mail / f"{number:020d}-abcdef.eml").write_bytes(a_letter(f"number {number};").as_bytes())
    for number in range(PAGE + 1):
        (mail / f"{number:020d}-abcdef.eml").unlink()
        (mail / f"{number:020d}-abcdef.eml").mkdir()  # reading it would fail
    with mailbox(tmp_path) as (port, url, trust):
        assert read(f"{url}/ready") == "ready"
        newest = read(url)
        assert f"{2 * PAGE + 1} in all" in newest
        assert [f"number {number};" in newest for number in (PAGE, PAGE + 1, 2 * PAGE)] == [False, True, True]
        older = re.search(r'href="/\?before=([^"]+)">Older', newest)
        assert older
        with smtplib.SMTP("localhost", port) as line:
            line.starttls(context=trust)
            line.send_message(a_letter("one more"))
        assert "one more" in read(url)


def test_older_letters_follow_page_by_page(tmp_path: Path) -> None:
    for number in range(2 * PAGE + 1):
        (tmp_path / f"{number:020d}.eml").write_bytes(a_letter(f"number {number}").as_bytes())
    letters, seen, before, pages = Letters(tmp_path), list[str](), None, 0
    while (shown := letters.page(before)).letters:
        seen += [letter.subject for letter in shown.letters]
        pages += 1
        if (before := shown.older) is None:
            break
    assert seen == [f"number {number}" for number in reversed(range(2 * PAGE + 1))]
    assert pages == 3


@pytest.mark.parametrize("wrong", ["../x", "..", "nothing"])
def test_no_other_file_is_a_letter(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "x.eml").write_bytes(b"outside")
    assert Letters(tmp_path / "mail").one(wrong) is None
