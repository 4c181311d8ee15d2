"""Rules G-03, H-06, H-08, Y-02 to Y-11: who may ask what of the chairs service? Each command, as each post."""

from datetime import UTC, datetime
from typing import Any

import pytest
from chairs.domain.county.export import Export
from chairs.domain.county.settings import SETTINGS
from chairs.domain.found import CommissionFound
from chairs.domain.roster.chair import Chair
from chairs.policy import must_see
from chairs.service import CHAIRS
from shared.actor import ALLOWED, Actor, Forbidden, Role
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.decider import Context
from shared.message import Command
from shared.testing.example import example_of
from shared.testing.spec import EVERYBODY, TODAY, csp_chair_of, somebody

from . import story
from .running import Office
from .story import CASE_ID, DANA, EVE, fixed, found, person

HERE, ELSEWHERE = csp_chair_of("Watford"), csp_chair_of("Dacorum")
CHAIRS_THIS, CHAIRS_ANOTHER = somebody(Role.PANEL_CHAIR, id="dana's"), somebody(Role.PANEL_CHAIR, id="eve's")
"""The case is Watford's, and Dana chairs it."""
PEOPLE: tuple[Actor, ...] = (
    *(one for one in EVERYBODY if not one.holds(Role.CSP_CHAIR, Role.PANEL_CHAIR)),
    HERE,
    ELSEWHERE,
    CHAIRS_THIS,
    CHAIRS_ANOTHER,
    Actor(id="nobody", name="Nobody", roles=frozenset()),
)
TEAM = {"manager", "support_officer"}
FINANCE = {"opcc_finance"}
BUDGET = {"manager"} | FINANCE
COMMISSIONERS = {"manager", HERE.id}
OWN = TEAM | {CHAIRS_THIS.id}
EVALUATORS = TEAM | {"panel_member of Probation Service", "agency_lead of Probation Service", "subgroup_member", "dci"}
SYSTEM = {"service:test"}

WHO: dict[str, set[str]] = {
    **dict.fromkeys(("ApplyToList", "ApplyAgain", "AssessApplication", "AcceptApplication", "RefuseApplication"), TEAM),
    **dict.fromkeys(("RecordTraining", "ChangeSpecialisms", "OfferReviewTypes", "DeclareAffiliation"), TEAM),
    **dict.fromkeys(("EndAffiliation", "LinkAccount", "SuspendChair", "ReinstateChair", "RemoveChair"), TEAM),
    **dict.fromkeys(("LeaveList", "RenewApproval", "RecordOtherReview", "EndOtherReview", "RecordKpiReview"), TEAM),
    **dict.fromkeys(("CommissionChair", "EndAppointment", "ChangeWriter", "DecideConflict"), COMMISSIONERS),
    "CorrectSettlement": COMMISSIONERS | FINANCE,
    **dict.fromkeys(("EnterInvoice", "RequestComplexity", "RequestMoreDays"), OWN),
    **dict.fromkeys(("DecideComplexity", "DecideMoreDays", "InviteEvaluatorAgain"), TEAM),
    "SubmitEvaluation": EVALUATORS,
    **dict.fromkeys(("AgreeAppointment", "RecheckIndependence", "ReachMilestone"), TEAM | SYSTEM),
    **dict.fromkeys(("CheckInvoice", "WithdrawInvoice", "EnterCreditNote"), TEAM),
    **dict.fromkeys(("ApproveInvoice", "RefuseInvoice", "RecordPayment"), TEAM | FINANCE),
    **dict.fromkeys(("ApproveCreditNote", "RefuseCreditNote", "ExportInvoices", "ReexportInvoices"), TEAM | FINANCE),
    "SendForPayment": TEAM | FINANCE | SYSTEM,
    **dict.fromkeys(("ApproveOverspend", "AllowLateInvoice", "AllocateBudget"), BUDGET),
    **dict.fromkeys(("SetFees", "SetFunding", "SetMilestones"), BUDGET),
    **dict.fromkeys(("AddSpecialism", "SetPointOutcomes", "SetCriteria"), TEAM),
    **dict.fromkeys(("RecordOutcome", "CompleteCommission", "RestateBudget"), SYSTEM),
    **dict.fromkeys(("PassTimeForChair", "PassTimeForCommission"), SYSTEM),
}
STATES = {
    "chair": Chair(),
    "commission": fixed.state,
    "budget": None,
    "export": Export(),
    "settings": SETTINGS.initial,
}
KNOWN = found(person(account_id=CHAIRS_THIS.id), person(EVE, "Eve Hall", account_id=CHAIRS_ANOTHER.id))


def _may(command: Command, actor: Actor, knows: Any = KNOWN, state: Any = None) -> bool:
    kind = CHAIRS.aggregate_for(type(command))
    context = Context(actor, TODAY, datetime(2026, 11, 3, 12, tzinfo=UTC), knows)
    try:
        return kind.permit(command, STATES[kind.noun] if state is None else state, context) is ALLOWED
    except Forbidden:
        return False


def _asked(kind: type[Command]) -> Command:
    return story.invoice() if kind is c.EnterInvoice else example_of(kind)


def test_every_command_of_the_service_is_among_these() -> None:
    assert {kind.__name__ for kind in CHAIRS.commands} == WHO.keys()


@pytest.mark.rule("G-03", "H-06", "Y-05")
@pytest.mark.parametrize("kind", CHAIRS.commands, ids=lambda kind: kind.__name__)
def test_who_may_ask_what(kind: type[Command]) -> None:
    assert {one.id for one in PEOPLE if _may(_asked(kind), one)} == WHO[kind.__name__]


@pytest.mark.rule("G-03")
@pytest.mark.parametrize("kind", CHAIRS.commands, ids=lambda kind: kind.__name__)
def test_of_a_case_that_is_not_known_nobody_is_its_csp_chair_and_nobody_its_chair(kind: type[Command]) -> None:
    yes = {one.id for one in PEOPLE if _may(_asked(kind), one, CommissionFound())}
    assert yes == WHO[kind.__name__] - {HERE.id, CHAIRS_THIS.id}


@pytest.mark.rule("G-03", "Y-11")
def test_who_was_replaced_enters_what_is_due_to_them_and_asks_for_no_more() -> None:
    end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=story.pounds(1000))
    ended = fixed.when(end, by=HERE, found=KNOWN).and_then.state
    assert _may(story.invoice(chair_id=DANA), CHAIRS_THIS, state=ended)
    assert not _may(story.invoice(chair_id=DANA), CHAIRS_ANOTHER, state=ended)
    assert not _may(story.invoice(), CHAIRS_THIS, state=ended)
    assert not _may(c.RequestMoreDays(case_id=CASE_ID, days=2, reason="More"), CHAIRS_THIS, state=ended)


@pytest.mark.rule("G-03")
def test_the_id_of_the_record_is_as_good_as_the_account_and_only_for_a_panel_chair() -> None:
    unlinked = found(person())
    assert _may(story.invoice(), somebody(Role.PANEL_CHAIR, id=DANA), unlinked)
    assert not _may(story.invoice(), somebody(Role.PANEL_CHAIR, id=EVE), unlinked)
    assert not _may(story.invoice(), somebody(Role.REPORT_WRITER, id=DANA), unlinked)


@pytest.mark.rule("G-03")
def test_who_sees_a_partnerships_commission() -> None:
    everywhere = TEAM | FINANCE | {"subgroup_chair", "dci", "auditor"}
    for csp, yes in (("Watford", everywhere | {HERE.id}), (None, everywhere)):
        assert {one.id for one in PEOPLE if _sees(one, csp)} == yes
    assert _sees(Actor(id="both", name="Both", roles=frozenset({Role.CSP_CHAIR, Role.DCI})), "Watford")


def _sees(actor: Actor, csp: str | None) -> bool:
    try:
        must_see(actor, csp)
    except Forbidden:
        return False
    return True


@pytest.mark.rule("G-03")
async def test_an_invoice_of_a_case_that_is_not_known_is_shown_to_no_csp_chair(office: Office) -> None:
    question = ask.InvoiceDetail(case_id=CASE_ID, invoice_id=story.invoice().invoice_id)
    with pytest.raises(Forbidden, match="not known here yet"):
        await office.ask(question, by=HERE)
