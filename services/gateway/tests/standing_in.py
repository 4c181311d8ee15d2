"""What stands in for the services in the gateway's own tests: it answers as scripted, and keeps what it was asked."""

from typing import Any

from shared.actor import Actor
from shared.example import example_of
from shared.question import Question
from shared.wire import Envelope, Reply


class StandIn:
    """Replies and answers by class; where nothing is scripted, yes, and a plausible example."""

    connected = True

    def __init__(self) -> None:
        self.sent: list[Envelope] = []
        self.asked: list[tuple[Question[Any], Actor]] = []
        self.replies: dict[type, Reply | Exception] = {}
        self.answers: dict[type, Any] = {}

    async def send(self, service: str, envelope: Envelope) -> Reply:
        self.sent.append(envelope)
        reply = self.replies.get(type(envelope.command), Reply(accepted=True, id=envelope.id, version=1))
        if isinstance(reply, Exception):
            raise reply
        return reply

    async def ask(self, question: Question[Any], actor: Actor) -> Any:
        self.asked.append((question, actor))
        answer = self.answers.get(type(question))
        if isinstance(answer, Exception):
            raise answer
        return example_of(type(question).answer()) if answer is None else answer
