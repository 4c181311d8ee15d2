"""How does an action plan stand after its facts? Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from shared.contracts.tracker.values import End, Rating

from tracker.domain.events import plan as e
from tracker.domain.rating import Progress

IMPACT_MONTHS = (6, 12)


@dataclass(frozen=True, slots=True)
class Action:
    """What one body is to do, and how far it is."""

    action: int
    recommendation: int
    number: str
    text: str
    owner: str | None = None
    formerly: str | None = None
    person: str | None = None
    measure: str | None = None
    target: date | None = None
    progress: Progress = Progress.NOT_STARTED
    assured_on: date | None = None
    end: End | None = None
    override: Rating | None = None
    override_reason: str | None = None
    overdue_said: date | None = None
    """The target date whose passing is on record."""
    impact_said: frozenset[int] = frozenset()
    impact_done: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """An agency was asked for assurance; `waiting` are the actions without a word since."""

    agency: str
    asked_on: date
    reply_by: date
    waiting: frozenset[int]
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Escalation:
    escalation: int
    action: int | None
    number: str
    agency: str | None
    reason: str
    opened_on: date
    outcome: str | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    recommendations: Mapping[int, e.NewRecommendation] = field(default_factory=dict)
    actions: Mapping[int, Action] = field(default_factory=dict)
    escalations: Mapping[int, Escalation] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    agreed_on: date | None = None
    completed_on: date | None = None

    @property
    def next_action(self) -> int:
        return max(self.actions, default=0) + 1

    @property
    def next_recommendation(self) -> int:
        return max(self.recommendations, default=0) + 1

    @property
    def next_escalation(self) -> int:
        return max(self.escalations, default=0) + 1

    def open_escalation(self, action: int | None, agency: str | None = None) -> Escalation | None:
        """The open escalation of this action, or of this agency's answer where no action is named."""
        return next(
            (
                one
                for one in self.escalations.values()
                if one.closed_on is None and one.action == action and (action is not None or one.agency == agency)
            ),
            None,
        )


def changed(plan: Plan, event: e.OfAction, **fields: object) -> Plan:
    return changed_all(plan, [event.action], lambda was: replace(was, **fields))  # type: ignore[arg-type]


def changed_all(plan: Plan, actions: Iterable[int], change: Callable[[Action], Action]) -> Plan:
    return replace(plan, actions={**plan.actions, **{number: change(plan.actions[number]) for number in actions}})


def answered(plan: Plan, action: int) -> Plan:
    return replace(plan, asked=tuple(replace(one, waiting=one.waiting - {action}) for one in plan.asked))
