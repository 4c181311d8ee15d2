"""Where does the mailbox begin? Named without bringing in what it needs to run."""

import asyncio
import socket
from pathlib import Path


def keep_mailbox(folder: Path, certificates: Path, smtp: socket.socket, page: socket.socket) -> None:
    """Until it is told to stop."""
    from deploy.mailbox.serving import run

    asyncio.run(run(folder, certificates, smtp, page))
