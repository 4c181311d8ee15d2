"""May this message leave at all? Outside production everything goes to a test mailbox, whatever the directory says."""

from typing import Protocol

from shared.contracts.email_address import is_email


class Guarded(Protocol):
    @property
    def environment(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def sink_host(self) -> str | None: ...
    @property
    def allowed_domains(self) -> frozenset[str]: ...


def reason_not_to_send(server: Guarded, recipient: str) -> str | None:
    if not is_email(recipient):
        return "The recipient's e-mail address is not one that we can send to."
    domain = recipient.rpartition("@")[2].lower()
    if server.environment == "production":
        return None
    if server.sink_host is not None and server.host == server.sink_host:
        return None
    if domain in server.allowed_domains:
        return None
    return (
        "This is not the live system. It sends to its test mailbox alone, and neither this mail server nor this "
        "recipient is one."
    )
