"""What has happened to the judgement of a chair's work on one case. Names and fields are stored for ever."""

from datetime import date
from typing import Any, ClassVar

from shared.contracts.cases.values import Evaluator
from shared.contracts.chairs.values import Outcome, Score
from shared.message import Event, Id, PersonalText


class OutcomeNoted(Event):
    """The Home Office answered. `number` is the appointment of that day, if there was one."""

    case_id: Id
    number: int | None
    chair_id: Id | None
    round: int
    outcome: Outcome
    recorded_on: date


class FirstTimePointGiven(Event):
    """The report was accepted at its first submission: one point."""

    case_id: Id
    number: int
    chair_id: Id
    given_on: date


class EvaluationOpened(Event):
    """The panel's members are asked to evaluate the chair. Since version 2 it says where they are reached."""

    version: ClassVar[int] = 2
    case_id: Id
    number: int
    chair_id: Id
    chair_name: str
    member_ids: tuple[str, ...]
    criteria: tuple[str, ...]
    opened_on: date
    closes_on: date
    reference: str
    csp: str
    evaluators: tuple[Evaluator, ...]

    @staticmethod
    def upcast_to_2(old: dict[str, Any]) -> dict[str, Any]:
        return old | {"reference": "", "csp": "", "evaluators": []}


class EvaluatorInvitedAgain(Event):
    """A panel member is sent a new link, and the one before it opens nothing any more."""

    case_id: Id
    number: int
    chair_name: str
    evaluator: Evaluator
    link: int
    """Which of their links this is: the second, the third."""
    reason: PersonalText
    invited_on: date
    closes_on: date


class EvaluationSubmitted(Event):
    """A panel member evaluated the chair."""

    case_id: Id
    number: int
    chair_id: Id
    member_id: str
    scores: tuple[Score, ...]
    submitted_on: date
    received: int
    expected: int


class EvaluationReminderFellDue(Event):
    """These members have not answered, and the time is nearly over. Since version 2 it says where they are reached."""

    version: ClassVar[int] = 2
    case_id: Id
    number: int
    chair_name: str
    member_ids: tuple[str, ...]
    closes_on: date
    evaluators: tuple[Evaluator, ...]

    @staticmethod
    def upcast_to_2(old: dict[str, Any]) -> dict[str, Any]:
        return old | {"evaluators": []}


class EvaluationClosed(Event):
    case_id: Id
    number: int
    received: int
    expected: int


type QualityEvent = (
    OutcomeNoted
    | FirstTimePointGiven
    | EvaluationOpened
    | EvaluatorInvitedAgain
    | EvaluationSubmitted
    | EvaluationReminderFellDue
    | EvaluationClosed
)
