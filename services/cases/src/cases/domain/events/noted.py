"""What the other services told, and the closing. Names and fields are stored for ever."""

from datetime import date
from typing import Any

from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.message import Event, Id

from cases.domain.events.dispatch_words import NOTICES, RECIPIENTS, STAGES


class DispatchNoted(Event):
    """A form or a letter left for an outside body, or could not."""

    version = 2
    dispatch_id: Id
    notice: Notice | None
    """None: the first version stored words, and these were not known."""
    recipient: RecipientKind | None
    stage: Stage
    on: date

    @staticmethod
    def upcast_to_2(old: dict[str, Any]) -> dict[str, Any]:
        """Words became members. A state in unknown words is one that a person has to look into."""
        kept = {key: value for key, value in old.items() if key != "state"}
        return kept | {
            "notice": NOTICES.get(old["notice"].casefold()),
            "recipient": RECIPIENTS.get(old["recipient"].casefold()),
            "stage": STAGES.get(old["state"].casefold(), Stage.UNCERTAIN),
        }


class EvaluationNoted(Event):
    """A panel member evaluated the chair."""

    received: int
    expected: int


class FirstTimePointNoted(Event):
    """The report was accepted at its first submission, which counts for the chair."""

    on: date


class InvoicePaymentNoted(Event):
    """An invoice of the chair was paid."""

    number: str
    on: date


class PlanLoadNoted(Event):
    """Recommendations were put into the action plan."""

    recommendations: int
    on: date


class ActionAssuranceNoted(Event):
    """The CSP Chair is assured of an action."""

    number: str
    on: date


class PlanReopeningNoted(Event):
    """An action of the plan was opened again."""

    number: str
    on: date


class PlanCompletionNoted(Event):
    """Every action of the plan is assured, or closed with a reason."""

    on: date


class CaseClosed(Event):
    """Nothing is left to do."""

    closed_on: date


type NotedEvent = (
    DispatchNoted
    | EvaluationNoted
    | FirstTimePointNoted
    | InvoicePaymentNoted
    | PlanLoadNoted
    | ActionAssuranceNoted
    | PlanReopeningNoted
    | PlanCompletionNoted
    | CaseClosed
)
