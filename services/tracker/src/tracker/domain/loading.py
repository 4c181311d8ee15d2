"""What does a row of an untidy plan become: which recommendation, with whose actions (A-01, A-08)? Pure."""

from collections.abc import Iterable

from shared.contracts.tracker.addressees import is_group, is_missing, same_body
from shared.contracts.tracker.deadlines import deadline_in
from shared.contracts.tracker.values import RecommendationRow, Successor

from tracker.domain.events import plan as e


def recommendation_of_row(
    row: RecommendationRow, number: int, first_action: int, owners: tuple[tuple[str | None, str | None], ...]
) -> e.NewRecommendation:
    deadline = deadline_in(row.text)
    actions = tuple(
        e.NewAction(
            action=action,
            text=row.action or row.text,
            owner=owner,
            formerly=formerly,
            measure=row.measure,
            target=row.target,
            arrived_complete=row.arrived_complete,
        )
        for action, (owner, formerly) in enumerate(owners, start=first_action)
    )
    return e.NewRecommendation(
        recommendation=number,
        number=row.number,
        text=row.text,
        addressed_to=row.addressed_to,
        scope=row.scope,
        theme=row.theme,
        review=row.review,
        deadline_in_text=deadline[0] if deadline else None,
        suggested_target=deadline[1] if deadline else None,
        actions=actions,
    )


def owners_of(
    printed: Iterable[str], agencies: tuple[str, ...], successors: tuple[Successor, ...]
) -> tuple[tuple[str | None, str | None], ...]:
    """(owner, the body it succeeded) for each action: each addressee once, groups as their members, unknown as None."""
    named = [name for name in printed if not is_missing(name)]
    meant = [one for name in named for one in ((agencies or (None,)) if is_group(name) else (name,))]
    owners: dict[str | None, str | None] = {}
    for name in meant:
        heir = next((one.successor for one in successors if same_body(one.former, name)), None)
        owners.setdefault(heir or name, name if heir else None)
    return tuple(owners.items()) or ((None, None),)
