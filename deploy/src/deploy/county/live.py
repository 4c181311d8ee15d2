"""The two live cases of the demonstration county: one still to be decided, one with its panel at work. All made up."""

from datetime import date, timedelta
from decimal import Decimal

from shared.contracts.cases import commands as cases
from shared.contracts.cases.commands.steps import Step
from shared.contracts.cases.values import (
    AgencyContact,
    Answer,
    Attendee,
    AttendeeRole,
    Category,
    Child,
    Criterion,
    Deceased,
    Perpetrator,
    Post,
    Relationship,
    Sex,
)
from shared.contracts.chairs import commands as chairs
from shared.contracts.chairs.values import Milestone
from shared.contracts.county import CORE_AGENCIES, Csp

from deploy.county.recipients import PANEL
from deploy.county.roster import CANDIDATES
from deploy.county.sending import FINANCE, MANAGER, OFFICER, STEVENAGE, WATFORD, Sender, before, made_id, person

DECIDING = made_id("the case to be decided")
AT_WORK = made_id("the case with its panel at work")
POLICE = "Hertfordshire Constabulary"
PROBATION = "Probation Service"

STEPS_SEEN_TO: tuple[tuple[Step, int, str], ...] = (
    (5, 1, "The chief executives and nominated leads were written to."),
    (7, 3, "The letter of introduction was drafted with the panel chair."),
    (10, 5, "Members were named and chronologies came in."),
    (12, 9, "The family had the letter, with what AAFDA offers."),
    (14, 12, "The authors were briefed together."),
)
"""Steps of the guide, days after the decision, and what was done."""


async def deciding(send: Sender, day: date) -> None:
    """Stevenage, day 20 of 28: the criteria are assessed and the agencies invited."""
    attention = before(day, 20)
    notified = cases.NotifyDeath(
        case_id=DECIDING,
        csp=Csp.STEVENAGE,
        notifying_agency=POLICE,
        attention_date=attention,
        category=Category.FAMILIAL,
        deceased=(
            Deceased(
                name="Iris Marlow (made up)",
                date_of_birth="1949",
                date_of_death=before(attention, 1),
                sex=Sex.FEMALE,
                relationship=Relationship.PARENT,
            ),
        ),
        perpetrators=(Perpetrator(name="Joel Marlow (made up)", sex=Sex.MALE, died=Answer.NO),),
        address="7 Example Close, Stevenage",
        summary="A neighbour called the police. This account is made up for the demonstration.",
    )
    await send("Stevenage notified", notified, person("police"))
    criteria = cases.AssessCriteria(
        case_id=DECIDING,
        criterion=Criterion.RELATIVE_OR_PARTNER,
        facts="Her son, who lived with her, was arrested.",
    )
    await send("Stevenage assessed", criteria, STEVENAGE)
    view = cases.GiveView(
        case_id=DECIDING,
        post=Post.CSP_CHAIR,
        met=True,
        comment="The circumstances appear to meet the criteria.",
        given_on=before(day, 12),
    )
    await send("Stevenage view", view, STEVENAGE)
    invited = cases.InviteAgencies(case_id=DECIDING, agencies=CORE_AGENCIES, meeting_on=day + timedelta(days=3))
    await send("Stevenage invited", invited, OFFICER)


async def panel_at_work(send: Sender, day: date) -> None:
    """Watford, four months in: a chair is commissioned, the panel has met twice, IMRs come in, an invoice is paid."""
    attention = before(day, 140)
    decided = before(day, 120)
    await _notify(send, attention)
    await _decide(send, attention, decided)
    await _commission(send, decided)
    await _meet(send, day, decided)
    await _pay(send, day)


async def _notify(send: Sender, attention: date) -> None:
    notified = cases.NotifyDeath(
        case_id=AT_WORK,
        csp=Csp.WATFORD,
        csp_reason="She lived in Watford for most of the year before her death.",
        notifying_agency=POLICE,
        attention_date=attention,
        category=Category.INTIMATE_PARTNER,
        deceased=(
            Deceased(
                name="Kamala Dean (made up)",
                date_of_birth="1988-04-09",
                date_of_death=before(attention, 2),
                sex=Sex.FEMALE,
                relationship=Relationship.EX_PARTNER,
            ),
        ),
        perpetrators=(Perpetrator(name="Lewis Hart (made up)", sex=Sex.MALE, died=Answer.NO),),
        children=(Child(supported=Answer.YES), Child(supported=Answer.UNKNOWN)),
        address="12 Example Road, Watford",
        summary="Police were called to the address. This account is made up for the demonstration.",
    )
    await send("Watford notified", notified, person("police"))


async def _decide(send: Sender, attention: date, decided: date) -> None:
    await send(
        "Watford assessed",
        cases.AssessCriteria(
            case_id=AT_WORK,
            criterion=Criterion.RELATIVE_OR_PARTNER,
            facts="A former partner was charged.",
        ),
        WATFORD,
    )
    for post in Post:
        view = cases.GiveView(
            case_id=AT_WORK, post=post, met=True, comment="The criteria are met.", given_on=before(decided, 3)
        )
        await send(f"Watford view of {post}", view, WATFORD if post is Post.CSP_CHAIR else OFFICER)
    invited = cases.InviteAgencies(case_id=AT_WORK, agencies=CORE_AGENCIES, meeting_on=before(decided, 1))
    await send("Watford invited", invited, OFFICER)
    contacts = (
        AgencyContact(agency=POLICE, contact="Two calls to the address in the year before."),
        AgencyContact(agency=PROBATION, contact="None known.", view="A review should be held."),
    )
    meeting = cases.RecordPreliminaryMeeting(case_id=AT_WORK, held_on=before(decided, 1), contacts=contacts)
    await send("Watford preliminary meeting", meeting, WATFORD)
    decision = cases.RecordDecision(
        case_id=AT_WORK,
        proceed=True,
        rationale="The criteria are met, and there is much to learn.",
        decided_on=decided,
    )
    await send("Watford decided", decision, WATFORD)


async def _commission(send: Sender, decided: date) -> None:
    commission = chairs.CommissionChair(
        case_id=AT_WORK,
        chair_id=CANDIDATES[1].chair_id,
        specialisms=("Mental health", "Adult social care"),
        reason="Covers both of what the case needs, and leads no other review.",
        assured_of_independence=True,
        commissioned_on=decided + timedelta(days=2),
    )
    await send("Watford chair", commission, WATFORD, patient=True)


async def _meet(send: Sender, day: date, decided: date) -> None:
    attendees = (
        Attendee(name="Wendy Farrow", role=AttendeeRole.CSP_CHAIR, confidentiality_signed=True),
        Attendee(name="Priya Chandra", role=AttendeeRole.PANEL_CHAIR, confidentiality_signed=True),
        *PANEL,
    )
    initial = cases.RecordInitialMeeting(
        case_id=AT_WORK,
        held_on=decided + timedelta(days=6),
        attendees=attendees,
        appointment_agreed=True,
        chronologies="The chronologies of five agencies were considered.",
        further_information="From the housing association, within a month.",
        terms_of_reference="From two years before the death to the day of it. Other kinds of review were considered.",
        communications_plan="The panel chair leads, through the family liaison officer.",
        imr_requirements="From police and probation, within three months.",
        photograph_present=True,
    )
    await send("Watford initial meeting", initial, OFFICER, patient=True)
    for step, days, note in STEPS_SEEN_TO:
        done = cases.RecordStep(case_id=AT_WORK, step=step, done_on=decided + timedelta(days=days), note=note)
        await send(f"Watford step {step}", done, OFFICER)
    for agency in (POLICE, PROBATION):
        imr_id = made_id(f"IMR of {agency}")
        request = cases.RequestImr(
            case_id=AT_WORK,
            imr_id=imr_id,
            agency=agency,
            requested_on=decided + timedelta(days=8),
            due_on=day + timedelta(days=10),
        )
        await send(f"Watford IMR of {agency}", request, OFFICER)
    imr_id = made_id(f"IMR of {POLICE}")
    author = cases.NameImrAuthor(
        case_id=AT_WORK, imr_id=imr_id, author="Imran Aziz", not_involved=True, not_line_manager=True
    )
    await send("Watford IMR author", author, OFFICER)
    submitted = cases.SubmitImr(
        case_id=AT_WORK,
        imr_id=imr_id,
        submitted_on=before(day, 20),
        signed_off_by="Sheila Grant",
        signed_off_as="Assistant Chief Constable",
    )
    await send("Watford IMR submitted", submitted, OFFICER)
    accepted = cases.AcceptImr(case_id=AT_WORK, imr_id=imr_id, accepted_on=before(day, 8), quality_assured=True)
    await send("Watford IMR accepted", accepted, OFFICER)
    further = cases.RecordPanelMeeting(
        case_id=AT_WORK,
        held_on=before(day, 8),
        attendees=attendees[1:],
        discussed="The first IMR, and what the family asked.",
        photograph_present=True,
    )
    await send("Watford second meeting", further, OFFICER)


async def _pay(send: Sender, day: date) -> None:
    reached = chairs.ReachMilestone(case_id=AT_WORK, milestone=Milestone.AGREED_DRAFT, reached_on=before(day, 7))
    await send("Watford milestone", reached)
    invoice_id = made_id("invoice 2026-014")
    invoice = chairs.EnterInvoice(
        case_id=AT_WORK,
        invoice_id=invoice_id,
        number="PC-014",
        amount=Decimal("4000.00"),
        dated_on=before(day, 7),
        received_on=before(day, 6),
    )
    await send("Watford invoice", invoice, OFFICER)
    await send("Watford invoice checked", chairs.CheckInvoice(case_id=AT_WORK, invoice_id=invoice_id), OFFICER)
    await send("Watford invoice approved", chairs.ApproveInvoice(case_id=AT_WORK, invoice_id=invoice_id), MANAGER)
    sent = chairs.SendForPayment(case_id=AT_WORK, invoice_id=invoice_id, sent_on=day)
    await send("Watford invoice sent", sent, FINANCE)
    paid = chairs.RecordPayment(case_id=AT_WORK, invoice_id=invoice_id, paid_on=day)
    await send("Watford invoice paid", paid, FINANCE)
