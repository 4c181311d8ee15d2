"""Who may open a case (rules G-01, G-05)."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from shared.actor import SPT, Actor, Role
from shared.contracts.cases.commands import AccessCommand, EndAccess, EraseCase, GrantAccess
from shared.decider import Context
from shared.message import Refused

from cases.domain.events import AccessEnded, AccessEvent, AccessGranted, CaseErased
from cases.domain.rules import must_exist
from cases.domain.state import Access, Case, Grant


def evolve(state: Access, event: AccessEvent) -> Access:
    match event:
        case AccessGranted():
            grant = Grant(name=event.grantee_name, role=event.role, reason=event.reason, since=event.granted_on)
            return replace(state, grants={**state.grants, event.grantee: grant})
        case AccessEnded(grantee=grantee):
            return replace(state, grants={who: what for who, what in state.grants.items() if who != grantee})
        case CaseErased():
            return replace(state, erased=True)
        case _:
            assert_never(event)


def decide(command: AccessCommand, case: Case, context: Context[None]) -> list[AccessEvent]:
    must_exist(case)
    match command:
        case GrantAccess():
            held = case.access.grants.get(command.grantee)
            if held is not None and held.role is command.role:
                return []
            return [
                AccessGranted(
                    grantee=command.grantee,
                    grantee_name=command.grantee_name,
                    role=command.role,
                    reason=command.reason,
                    granted_on=context.today,
                )
            ]
        case EndAccess():
            if command.grantee not in case.access.grants:
                return []
            return [AccessEnded(grantee=command.grantee, reason=command.reason)]
        case EraseCase():
            return [] if case.access.erased else [CaseErased(reason=command.reason)]
        case _:
            assert_never(command)


def ready_to_end_access(case: Case) -> None:
    must_exist(case)
    if not case.access.grants:
        raise Refused("Nobody has been given access to this case.")


def ready_to_erase(case: Case) -> None:
    must_exist(case)
    if case.access.erased:
        raise Refused("The personal data of this case has been erased already.")


def may_open(actor: Actor, access: Access) -> bool:
    """The SPT and the auditor need no grant; a role alone opens nothing for anybody else (G-01)."""
    return actor.holds(*SPT, Role.AUDITOR, Role.SERVICE) or access.admits(actor)


def posts_of_the_notification(csp: str, today: date) -> list[AccessEvent]:
    """Those who receive Part 1 may open the case (N-02)."""
    reason = "Receives Part 1 of the notification"
    return [
        _grant(f"{Role.CSP_CHAIR}:{csp}", f"CSP Chair of {csp}", Role.CSP_CHAIR, reason, today),
        _grant(str(Role.SUBGROUP_CHAIR), Role.SUBGROUP_CHAIR.in_words, Role.SUBGROUP_CHAIR, reason, today),
        _grant(str(Role.DCI), Role.DCI.in_words, Role.DCI, reason, today),
    ]


def transferred(from_csp: str, to_csp: str, today: date) -> list[AccessEvent]:
    """The new partnership's chair may open the case, the former one's no longer (N-03)."""
    return [
        AccessEnded(grantee=f"{Role.CSP_CHAIR}:{from_csp}", reason="The case was transferred to another partnership"),
        _grant(
            f"{Role.CSP_CHAIR}:{to_csp}",
            f"CSP Chair of {to_csp}",
            Role.CSP_CHAIR,
            "The case was transferred to this partnership",
            today,
        ),
    ]


def of_the_chair(held: Access, account_id: str | None, name: str, today: date) -> list[AccessEvent]:
    """The commission is the grant; without a linked account the team gives access by hand."""
    if account_id is None or account_id in held.grants:
        return []
    return [_grant(account_id, name, Role.PANEL_CHAIR, "Chairs this review", today)]


def of_a_former_chair(held: Access, account_id: str | None, name: str) -> list[AccessEvent]:
    return _of_who_went(held, account_id, name, Role.PANEL_CHAIR, "no longer chairs this review")


def of_a_former_writer(held: Access, account_id: str | None, name: str) -> list[AccessEvent]:
    return _of_who_went(held, account_id, name, Role.REPORT_WRITER, "no longer writes the report")


def _of_who_went(held: Access, account_id: str | None, name: str, role: Role, why: str) -> list[AccessEvent]:
    """Somebody who was replaced may not open the case any more (G-01, H-08). Without a linked account they are known
    by the name under which they were let in."""
    return [
        AccessEnded(grantee=who, reason=f"{name} {why}")
        for who, grant in held.grants.items()
        if who == account_id or (grant.role is role and grant.name.casefold() == name.casefold())
    ]


def _grant(grantee: str, name: str, role: Role, reason: str, today: date) -> AccessGranted:
    return AccessGranted(grantee=grantee, grantee_name=name, role=role, reason=reason, granted_on=today)
