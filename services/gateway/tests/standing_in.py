"""What stands in for the services in the gateway's own tests: it answers as scripted, and keeps what it was asked."""

from hashlib import sha256
from typing import Any

from shared.actor import Actor
from shared.question import Question
from shared.testing.example import example_of
from shared.wire import Envelope, Reply


class StandIn:
    """Replies and answers by class; where nothing is scripted, yes, and a plausible example."""

    connected = True

    def __init__(self) -> None:
        self.sent: list[Envelope] = []
        self.asked: list[tuple[Question[Any], Actor]] = []
        self.replies: dict[type, Reply | Exception] = {}
        self.answers: dict[type, Any] = {}
        self.files: list[tuple[str, str, bytes]] = []
        self.keeps: Exception | None = None
        """What is raised when a file comes."""

    async def send(self, service: str, envelope: Envelope) -> Reply:
        self.sent.append(envelope)
        reply = self.replies.get(type(envelope.command), Reply(accepted=True, id=envelope.id, version=1))
        if isinstance(reply, Exception):
            raise reply
        return reply

    async def keep_file(self, service: str, subject: str, content: bytes, actor: Actor) -> str:
        if self.keeps is not None:
            raise self.keeps
        self.files.append((service, subject, content))
        return sha256(content).hexdigest()

    async def ask(self, question: Question[Any], actor: Actor) -> Any:
        self.asked.append((question, actor))
        answer = self.answers.get(type(question))
        if isinstance(answer, Exception):
            raise answer
        return example_of(type(question).answer()) if answer is None else answer
