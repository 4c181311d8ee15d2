"""What does the Sub-Group's quarterly report say (B-02)? Put together from what the read models hold. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from shared.contracts.cases.values import Referral
from shared.contracts.tracker.report import (
    Budget,
    Figures,
    NamedActions,
    NamedCount,
    QuarterlyReportContent,
    ReportedCase,
    ReportedEscalation,
)
from shared.contracts.tracker.values import ActionCounts, ActionState, Stage, UpdateGiver

from tracker.domain.events.quarter import Asked, QuarterlyUpdateRecorded
from tracker.domain.rating import Progress, state_of

NO_FIGURES = Figures(
    reviews=0,
    deceased=0,
    victims=0,
    perpetrators=0,
    children=0,
    murder_suicides=0,
    intimate_partner=0,
    familial=0,
)
_UPDATED_STAGES = frozenset(Stage) - {Stage.AWAITING_DECISION, Stage.NOT_PROCEEDING, Stage.CLOSED}


@dataclass(frozen=True, slots=True)
class CaseLine:
    case_id: str
    reference: str
    csp: str
    stage: Stage
    decided_on: date | None = None
    chair: str | None = None
    next_due: date | None = None
    extended_to: date | None = None
    home_office_told: bool | None = None
    referral: Referral | None = None
    report_complete: bool = False

    @property
    def asked_of(self) -> UpdateGiver:
        """The panel chair until the report is complete, the CSP Chair after (B-03)."""
        return UpdateGiver.CSP_CHAIR if self.report_complete else UpdateGiver.PANEL_CHAIR

    def owes_update(self, last_day: date) -> bool:
        """For the quarter that ends on this day: a review that was decided on by then, and is not closed (B-03)."""
        return self.stage in _UPDATED_STAGES and (self.decided_on is None or self.decided_on <= last_day)


@dataclass(frozen=True, slots=True)
class ActionLine:
    case_id: str
    csp: str
    owner: str | None
    progress: Progress
    target: date | None


@dataclass(frozen=True, slots=True)
class Source:
    """What the read models say on the day."""

    cases: tuple[CaseLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    escalations: tuple[ReportedEscalation, ...] = ()
    figures: Figures = NO_FIGURES
    under_way: Figures = NO_FIGURES
    themes: tuple[NamedCount, ...] = ()
    budget: Budget | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """The quarter that is reported on, and the day on which it is told."""

    quarter: str
    first: date
    last: date
    today: date
    updates: Mapping[str, QuarterlyUpdateRecorded] = field(default_factory=dict)


def assemble(source: Source, day: Day) -> QuarterlyReportContent:
    """The same for the live page and for what is frozen."""
    by_stage = Counter(case.stage for case in source.cases)
    return QuarterlyReportContent(
        quarter=day.quarter,
        as_at=day.today,
        figures=source.figures,
        under_way=source.under_way,
        stages=tuple(NamedCount(name=stage.value, count=by_stage[stage]) for stage in Stage if by_stage[stage]),
        cases=tuple(
            _case(case, source, day)
            for case in source.cases
            if case.stage in {*_UPDATED_STAGES, Stage.AWAITING_DECISION}
        ),
        escalations=tuple(one for one in source.escalations if one.closed_on is None or one.closed_on >= day.first),
        by_agency=_grouped(source.actions, lambda one: one.owner or "Owner not known yet", day.today),
        by_csp=_grouped(source.actions, lambda one: one.csp, day.today),
        themes=source.themes,
        budget=source.budget,
    )


def updates_to_ask(source: Source, last_day: date) -> tuple[Asked, ...]:
    return tuple(Asked(case_id=case.case_id, of=case.asked_of) for case in source.cases if case.owes_update(last_day))


def missing(content: QuarterlyReportContent) -> tuple[str, ...]:
    """References of the reviews whose update is missing (B-03)."""
    return tuple(case.reference for case in content.cases if case.asked_of and case.update is None)


def count(actions: Iterable[ActionLine], today: date) -> ActionCounts:
    states = Counter(state_of(one.progress, one.target, today) for one in actions)
    return ActionCounts(**{state.name.lower(): states[state] for state in ActionState})


def _case(case: CaseLine, source: Source, day: Day) -> ReportedCase:
    update = day.updates.get(case.case_id)
    return ReportedCase(
        case_id=case.case_id,
        reference=case.reference,
        csp=case.csp,
        stage=case.stage.value,
        chair=case.chair,
        next_due=case.next_due,
        extended_to=case.extended_to,
        home_office_told=case.home_office_told,
        referral=case.referral,
        asked_of=case.asked_of.value if case.owes_update(day.last) else "",
        update=update.text if update else None,
        delay_reason=update.delay_reason if update else None,
        actions=count((one for one in source.actions if one.case_id == case.case_id), day.today),
    )


def _grouped(
    actions: Iterable[ActionLine], name_of: Callable[[ActionLine], str], today: date
) -> tuple[NamedActions, ...]:
    groups: dict[str, list[ActionLine]] = {}
    for one in actions:
        groups.setdefault(name_of(one), []).append(one)
    return tuple(NamedActions(name=name, actions=count(groups[name], today)) for name in sorted(groups))
