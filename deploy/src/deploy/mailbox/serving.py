"""How does the mailbox run? One process, that takes mail over SMTP with STARTTLS and shows it on a page.

python -m deploy.mailbox MAIL_FOLDER CERTIFICATE_FOLDER SMTP_SOCKET PAGE_SOCKET
"""

import asyncio
import socket
import ssl
from pathlib import Path

import uvicorn
from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.mailbox.certificate import CHAIN
from deploy.mailbox.letters import Letters
from deploy.mailbox.page import pages

LARGEST = 50_000_000
"""Bytes of a letter."""


class Catcher:
    """Takes every letter, whoever it is for."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        await asyncio.to_thread(self.letters.keep, content)
        return "250 OK kept in the demonstration's mailbox"


def protected(certificates: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificates / CHAIN)
    return context


async def run(folder: Path, certificates: Path, smtp: socket.socket, page: socket.socket) -> None:
    letters = Letters(folder)
    context, catcher = protected(certificates), Catcher(letters)

    def line() -> SMTP:
        return SMTP(
            catcher,
            hostname="localhost",
            tls_context=context,
            require_starttls=True,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
        )

    server = await asyncio.get_running_loop().create_server(line, sock=smtp)
    async with server:
        config = uvicorn.Config(pages(letters), access_log=False, log_level="warning", server_header=False)
        await uvicorn.Server(config).serve(sockets=[page])
