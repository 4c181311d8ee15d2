"""Does nobody approve what they asked for, entered or gain by? Every command is sorted; a new one has to be (Y-08)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from chairs.domain import events as e
from chairs.domain.commands import (
    CompleteCommission,
    PassTimeForChair,
    PassTimeForCommission,
    RecordOutcome,
    RestateBudget,
)
from chairs.domain.commission import CommissionCommand
from chairs.domain.county.budget import BudgetCommand, YearTotals
from chairs.domain.county.export import ExportCommand
from chairs.domain.county.settings import SettingCommand
from chairs.domain.found import CommissionFound
from chairs.domain.roster.decide import RosterCommand
from shared.actor import Actor
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.values import FeeScheme, Independence
from shared.message import Command, members
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, PANEL_CHAIR, SYSTEM, TODAY, Spec, some_id

from . import story
from .running import Office
from .story import CASE_ID, DANA, EVE, WATFORD, checked, fixed, found, of, payable, person, pounds, received_invoice
from .test_answers import with_chair

DANA_HERSELF = found(person(account_id=PANEL_CHAIR.id))
SHORT = {2026: YearTotals(allocated=pounds(2000))}


@dataclass(frozen=True)
class Approving:
    """What somebody did, and who then may not go on with the command, while another may."""

    before: Spec[Any, Any, Any]
    command: Command
    own: Actor
    another: Actor
    found: Any = None
    also: tuple[Actor, ...] = field(default=())
    """Others who may not: those who gain by it."""


credit_noted = payable.given(received_invoice(), checked(), story.approved()).when(
    of(
        c.EnterCreditNote,
        credit_id=some_id("C1"),
        number="C1",
        amount=pounds(10),
        dated_on=TODAY,
        reason="Too much",
    ),
    by=OFFICER,
)
by_day = story.new.given(
    story.commissioned(scheme=FeeScheme.DAY_RATE, days_estimated=20, ceiling=pounds(10_000)),
)
complexity = c.RequestComplexity(case_id=CASE_ID, amount=pounds(2000), reason="Three deaths")
more_days = c.RequestMoreDays(case_id=CASE_ID, days=2, reason="Many agencies")
overspend = c.ApproveOverspend(case_id=CASE_ID, up_to=pounds(6000), reason="It cannot wait")
applied = story.roster.given(story.received)
for_dana = found(person(account_id=PANEL_CHAIR.id), years=SHORT)

APPROVING: Mapping[type[Command], Approving] = {
    c.ApproveInvoice: Approving(
        payable.given(received_invoice(), checked()),
        of(c.ApproveInvoice),
        OFFICER,
        MANAGER,
        DANA_HERSELF,
        (PANEL_CHAIR,),
    ),
    c.ApproveCreditNote: Approving(
        credit_noted.and_then, c.ApproveCreditNote(case_id=CASE_ID, credit_id=some_id("C1")), OFFICER, OPCC_FINANCE
    ),
    c.DecideComplexity: Approving(
        payable.when(complexity, by=OFFICER).and_then,
        c.DecideComplexity(case_id=CASE_ID, granted=True, reason="Agreed"),
        OFFICER,
        MANAGER,
        DANA_HERSELF,
        (PANEL_CHAIR,),
    ),
    c.DecideMoreDays: Approving(
        by_day.when(more_days, by=OFFICER).and_then,
        c.DecideMoreDays(case_id=CASE_ID, granted=True, reason="Agreed"),
        OFFICER,
        MANAGER,
        DANA_HERSELF,
        (PANEL_CHAIR,),
    ),
    c.ApproveOverspend: Approving(fixed.when(complexity, by=MANAGER).and_then, overspend, MANAGER, OPCC_FINANCE),
    c.CommissionChair: Approving(
        story.new.when(overspend, by=WATFORD).and_then,
        story.commission(accept_overspend=True, on_behalf_of="the CSP Chair of Watford"),
        WATFORD,
        MANAGER,
        for_dana,
        (PANEL_CHAIR,),
    ),
    c.CorrectSettlement: Approving(
        fixed.when(
            c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=pounds(3000)), by=WATFORD
        ).and_then,
        c.CorrectSettlement(case_id=CASE_ID, chair_id=DANA, due_in_all=pounds(4000), reason="A day was forgotten"),
        WATFORD,
        MANAGER,
        found(),
    ),
    c.AssessApplication: Approving(
        applied, c.AssessApplication(chair_id=DANA, skills=story.SKILLS, note="All shown"), OFFICER, MANAGER
    ),
    c.AcceptApplication: Approving(applied.given(story.assessed), c.AcceptApplication(chair_id=DANA), OFFICER, MANAGER),
}
"""Every command by which somebody agrees to what somebody did."""

NOT_APPROVING: frozenset[type[Command]] = frozenset(
    {
        # entering, asking, recording what happened elsewhere
        *(c.EnterInvoice, c.EnterCreditNote, c.RequestComplexity, c.RequestMoreDays, c.ReachMilestone),
        *(c.CheckInvoice, c.SendForPayment, c.RecordPayment, c.ExportInvoices, c.ReexportInvoices),
        *(c.ApplyToList, c.ApplyAgain, c.RecordTraining, c.ChangeSpecialisms, c.OfferReviewTypes, c.DeclareAffiliation),
        *(c.EndAffiliation, c.LinkAccount, c.RecordOtherReview, c.EndOtherReview, c.RecordKpiReview, c.LeaveList),
        *(
            RecordOutcome,
            c.InviteEvaluatorAgain,
            c.SubmitEvaluation,
            c.AgreeAppointment,
            CompleteCommission,
            c.EndAppointment,
        ),
        # saying no, which gives nobody anything
        *(c.RefuseInvoice, c.WithdrawInvoice, c.RefuseCreditNote, c.RefuseApplication, c.SuspendChair, c.RemoveChair),
        # a decision that nobody entered before; that it is not about oneself is asked below
        *(c.AllowLateInvoice, c.ReinstateChair, c.RenewApproval, c.DecideConflict, c.ChangeWriter),
        c.RecheckIndependence,
        # the county's own settings and what the system does by itself
        *(c.AddSpecialism, c.SetFees, c.SetFunding, c.SetMilestones, c.SetPointOutcomes, c.SetCriteria),
        *(c.AllocateBudget, RestateBudget, PassTimeForChair, PassTimeForCommission),
    }
)

EVERY = frozenset(
    command
    for union in (CommissionCommand, RosterCommand, ExportCommand, BudgetCommand, SettingCommand)
    for command in members(union)
)


@pytest.mark.rule("Y-08")
def test_every_command_of_the_service_is_sorted() -> None:
    assert EVERY - APPROVING.keys() - NOT_APPROVING == set(), "say whether it approves what somebody entered"
    assert APPROVING.keys() & NOT_APPROVING == set()
    assert (APPROVING.keys() | NOT_APPROVING) - EVERY == set()


@pytest.mark.rule("Y-08")
def test_what_sounds_like_an_approval_is_one() -> None:
    verbs = ("Approve", "Accept", "Assess", "Grant", "Commission")
    sounding = {command for command in EVERY if command.__name__.startswith(verbs)}
    deciding = {command for command in EVERY if "granted" in command.model_fields}
    assert sounding | deciding <= APPROVING.keys()


@pytest.mark.rule("Y-08", "Y-05", "H-02")
@pytest.mark.parametrize("kind", APPROVING, ids=lambda kind: kind.__name__)
def test_nobody_approves_their_own_and_another_may(kind: type[Command]) -> None:
    case = APPROVING[kind]
    assert isinstance(case.command, kind)
    knows = case.found or CommissionFound()
    for somebody in (case.own, *case.also):
        refused = case.before.when(case.command, by=somebody, found=knows).refusal
        assert refused is not None, somebody.name
        assert "another person" in refused.reason
    allowed = case.before.when(case.command, by=case.another, found=knows)
    assert allowed.refusal is None, allowed.refusal
    assert allowed.events


ENDED = fixed.when(
    c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=pounds(1000)), by=WATFORD
).and_then
CONFLICT = e.ConflictFound(
    case_id=CASE_ID,
    number=1,
    chair_id=DANA,
    chair_name="Dana Reed",
    result=Independence.UNCLEAR,
    explanation=("A date is not known.",),
)
CLOSED = payable.when(CompleteCommission(case_id=CASE_ID, completed_on=TODAY), by=SYSTEM).and_then
ABOUT_ONE: tuple[tuple[Spec[Any, Any, Any], Command], ...] = (
    (fixed, c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=pounds(8000))),
    (ENDED, c.CorrectSettlement(case_id=CASE_ID, chair_id=DANA, due_in_all=pounds(8000), reason="Forgotten")),
    (fixed, c.ChangeWriter(case_id=CASE_ID, reason="Illness", changed_on=TODAY, writer_id=EVE)),
    (fixed.given(CONFLICT), c.DecideConflict(case_id=CASE_ID, chair_continues=True, reason="It is fine")),
    (fixed.when(complexity, by=OFFICER).and_then, overspend),
    (CLOSED, c.AllowLateInvoice(case_id=CASE_ID, up_to=pounds(8000), reason="It came late")),
)


@pytest.mark.rule("Y-08", "H-08", "H-12")
@pytest.mark.parametrize(("before", "command"), ABOUT_ONE, ids=lambda one: type(one).__name__)
def test_nobody_decides_about_their_own_place_or_money(before: Spec[Any, Any, Any], command: Command) -> None:
    """Signed in under an account that is linked to the chair."""
    enough = {2026: YearTotals(allocated=pounds(60_000))}
    eve = person(EVE, "Eve Hall")
    hers = found(person(account_id=MANAGER.id), eve, years=enough)
    before.when(command, by=MANAGER, found=hers).refused("the one whom this is about")
    assert before.when(command, by=MANAGER, found=found(years=enough)).refusal is None


@pytest.mark.rule("Y-08", "H-07")
def test_nobody_gives_themselves_the_writing_with_the_commission() -> None:
    asked = story.commission(writer_id=EVE, writer_fee=pounds(1000), on_behalf_of="the CSP Chair of Watford")
    own = found(person(), person(EVE, "Eve Hall", account_id=MANAGER.id))
    story.new.when(asked, by=MANAGER, found=own).refused("are the person who is to write")
    story.new.when(asked, by=MANAGER, found=found(person(), person(EVE, "Eve Hall"))).then_kinds(e.ChairCommissioned)


@pytest.mark.rule("Y-08")
async def test_on_a_real_database_the_account_that_is_linked_is_known(office: Office) -> None:
    await with_chair(office)
    await office.done(c.LinkAccount(chair_id=DANA, account_id=MANAGER.id), by=OFFICER)
    end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=pounds(8000))
    assert "whom this is about" in str((await office.send(end, MANAGER)).refused)
    await office.done(end.model_copy(update={"due_in_all": pounds(1000)}), by=WATFORD)
    more = c.CorrectSettlement(case_id=CASE_ID, chair_id=DANA, due_in_all=pounds(8000), reason="Forgotten")
    assert "whom this is about" in str((await office.send(more, MANAGER)).refused)
