"""With which certificate does the mailbox speak TLS? One made at the first start, by an authority made for it alone."""

from pathlib import Path

AUTHORITY, CHAIN = "authority.pem", "server.pem"


def certificate_in(folder: Path) -> Path:
    """The authority's certificate, by which a sender recognises the mailbox. `server.pem` beside it has the key."""
    authority, chain = folder / AUTHORITY, folder / CHAIN
    if not authority.exists():
        from deploy.mailbox.issuing import authority_and_server  # slow to bring in, and needed once

        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        certificate, server = authority_and_server()
        chain.touch(mode=0o600)
        chain.write_bytes(server)
        draft = folder / f".{AUTHORITY}"
        draft.write_bytes(certificate)
        draft.replace(authority)  # last, so that a start cut off here begins again
    return authority
