"""How does a person's question or command reach a service? By one way for pages and API: policy, service, audit."""

from dataclasses import dataclass
from typing import Any, Literal

from anyio.to_thread import run_sync
from shared.actor import Actor, Forbidden
from shared.asking import KeepPiece, owner_of
from shared.message import Command
from shared.question import Question
from shared.wire import Envelope, Reply

from gateway.access import audit, policy
from gateway.access.letting_in import let_in
from gateway.gate import Gate


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks, from where (the address of their machine), and by which way."""

    actor: Actor
    place: str
    way: Literal["pages", "API", "personal link"] = "pages"


async def ask[A](gate: Gate, who: Who, question: Question[Any]) -> Any:
    """The answer; a read of a case is on the trail before it is shown (G-02). Raises as `Client.ask`."""
    verdict = policy.may_ask(type(question), who.actor)
    if not verdict.allow:
        await _log(gate, who, question, "refused")
        raise Forbidden(verdict.reason)
    try:
        answer = await gate.client.ask(question, await let_in(gate, who.actor, question))
    except Forbidden:
        await _log(gate, who, question, "refused")
        raise
    case_id = getattr(question, "case_id", None) or _case_of(answer)
    if case_id is not None or hasattr(question, "case_id"):
        await _log(gate, who, question, "seen", case_id)
    return answer


async def send(gate: Gate, who: Who, command: Command, command_id: str) -> Reply:
    """The service's reply. Every change is on the trail, with what came of it. Raises Forbidden, Away."""
    verdict = policy.may_ask(type(command), who.actor)
    if not verdict.allow:
        await _log(gate, who, command, "refused")
        raise Forbidden(verdict.reason)
    try:
        actor = await let_in(gate, who.actor, command)
    except Forbidden:
        await _log(gate, who, command, "refused")
        raise
    envelope = Envelope(id=command_id, actor=actor, command=command)
    try:
        reply = await gate.client.send(owner_of(type(command)), envelope)
    except Exception:
        await _log(gate, who, command, "not known")
        raise
    await _log(gate, who, command, "changed" if reply.accepted else "refused")
    if reply.forbidden is not None:
        raise Forbidden(reply.forbidden)
    return reply


async def keep_file(gate: Gate, who: Who, service: str, subject: str, content: bytes) -> str:
    """The file's SHA-256, once the service has it. Raises as `shared.network.client.Client.keep_file`."""
    case_id = subject.removeprefix("case-") if subject.startswith("case-") else None
    try:
        sha256 = await gate.client.keep_file(service, subject, content, who.actor)
    except Forbidden:
        await _log(gate, who, KeepPiece, "refused", case_id)
        raise
    await _log(gate, who, KeepPiece, "changed", case_id)
    return sha256


def _case_of(answer: Any) -> str | None:
    """The case that an answer is about, where the question named something else, such as a dispatch."""
    return getattr(answer, "case_id", None) or getattr(getattr(answer, "row", None), "case_id", None)


async def _log(
    gate: Gate,
    who: Who,
    asked: Command | Question[Any] | type[Question[Any]],
    outcome: audit.Outcome,
    case_id: str | None = None,
) -> None:
    line = audit.Line(
        at=gate.clock.now(),
        account_id=who.actor.id,
        name=who.actor.name,
        case_id=case_id or getattr(asked, "case_id", None),
        what=asked.__name__ if isinstance(asked, type) else type(asked).__name__,
        outcome=outcome,
        way=who.way,
        place=who.place,
    )

    def write() -> None:
        with gate.database.begin() as tx:
            audit.add(tx, line)

    await run_sync(write)
