"""May this person ask this of this case (G-01, D-06, D-14)? What is not recognised, nobody may."""

from shared.actor import ALLOWED, SPT, Actor, Allowed, Forbidden, Role
from shared.contracts.cases.commands import AgreeReport, GiveView, ImportReview, NotifyDeath, RecordDecision
from shared.contracts.cases.values import Post, ReportStage
from shared.contracts.deed import Openness
from shared.decider import Context
from shared.message import Command

from cases.domain.access import may_open
from cases.domain.case import CASE
from cases.domain.commands import CaseCommand
from cases.domain.state import Case

NO_ACCESS = (
    "You do not have access to this case. If you take part in this review, ask the Strategic Partnership's Team."
)

OPENS_A_CASE = frozenset({NotifyDeath, ImportReview})
"""There is no case yet whose grants could say anything: the role (`may` of the command) settles it."""

_GIVES_VIEW = {
    Post.CSP_CHAIR: Role.CSP_CHAIR,
    Post.SUBGROUP_CHAIR: Role.SUBGROUP_CHAIR,
    Post.DCI: Role.DCI,
    Post.MANAGER: Role.MANAGER,
}
_AGREES = {
    ReportStage.PANEL: Role.PANEL_CHAIR,
    ReportStage.SUBGROUP: Role.SUBGROUP_CHAIR,
    ReportStage.CSP: Role.CSP_CHAIR,
}


def permit(command: CaseCommand, case: Case, context: Context[None]) -> Allowed:
    """Raises Forbidden."""
    actor, kind = context.actor, type(command)
    if kind not in CASE.commands:
        raise Forbidden("Nobody may ask this of a case.")
    acting = _acting(kind, case, actor)
    if kind in OPENS_A_CASE or not case.notification.opened:
        return _if(bool(actor.roles & kind.may), "Your role does not allow this.")
    _if(may_open(actor, case.access), NO_ACCESS)
    csp = case.notification.csp
    match command:
        case RecordDecision():
            return _if(bool(acting), f"Only the CSP Chair of {csp} makes this decision.")
        case GiveView(post=post):
            return _if(bool(acting & _holders(_GIVES_VIEW[post])), _not_yours(_GIVES_VIEW[post], "gives this view"))
        case AgreeReport(stage=stage):
            return _if(bool(acting & _holders(_AGREES[stage])), _not_yours(_AGREES[stage], "records this approval"))
        case _ if acting:
            return ALLOWED
        case _ if actor.roles & kind.may:
            raise Forbidden(f"This case belongs to the {csp} partnership.")
        case _:
            raise Forbidden("Your role does not allow this.")


def may_do(deed: Openness, case: Case, actor: Actor) -> bool:
    """Whether this person may do this, open or not: what a page offers them."""
    kind = _BY_NAME[deed.command]
    acting = _acting(kind, case, actor)
    if kind is AgreeReport and deed.subject:
        acting &= _holders(_AGREES[ReportStage(deed.subject)])
    return bool(acting) and may_open(actor, case.access)


_BY_NAME: dict[str, type[Command]] = {kind.__name__: kind for kind in CASE.commands}


def _acting(kind: type[Command], case: Case, actor: Actor) -> frozenset[Role]:
    """The roles in which this person may ask this of this case: a CSP Chair is one of their own partnerships."""
    elsewhere = frozenset({Role.CSP_CHAIR}) if case.notification.csp not in actor.csps else frozenset[Role]()
    return (actor.roles & kind.may) - elsewhere


def _holders(role: Role) -> frozenset[Role]:
    """The holder of a post; the team may record what the holder said elsewhere (D-14)."""
    return SPT | {role}


def _not_yours(role: Role, does: str) -> str:
    return f"Only the {role.in_words} {does}. The Strategic Partnership's Team can record it on their behalf."


def _if(allowed: bool, reason: str) -> Allowed:
    if not allowed:
        raise Forbidden(reason)
    return ALLOWED
