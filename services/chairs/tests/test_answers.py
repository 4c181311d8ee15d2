"""What do the answers show, to whom, and what stays hidden? On both databases."""

from base64 import b64decode
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from chairs.views.tables import chairs
from docx import Document
from shared.actor import Actor, Forbidden, Role
from shared.contracts.cases import facts as cases
from shared.contracts.cases.values import ReportStage
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.values import KpiOutcome, ListStage, Milestone, ReviewType, Score, Training
from shared.database.tables import EVENTS
from shared.service import NotFound
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, TODAY, csp_chair_of, some_id
from sqlalchemy import event, insert, select

from . import story
from .running import Day, Office, answered, of_case
from .story import CASE_ID, DANA, EVE, FAY, WATFORD

DANA_HERSELF = Actor(id="dana's account", name="Dana Reed", roles=frozenset({Role.PANEL_CHAIR}))


async def with_budget(office: Office) -> None:
    await office.done(c.AllocateBudget(year=2026, amount=Decimal("60000.00")), by=OPCC_FINANCE)


async def with_chair(office: Office) -> None:
    await office.list_chair()
    await office.open_case()
    await with_budget(office)
    await office.done(story.commission(), by=WATFORD)


async def evaluate(office: Office, *scores: int) -> None:
    settings = await office.ask(ask.ChairSettings())
    for at, score in enumerate(scores, 1):
        given = tuple(Score(criterion=name, score=score, comment=f"{score}!") for name in settings.criteria)
        await office.done(c.SubmitEvaluation(case_id=CASE_ID, member_id=f"m{at}", scores=given), by=OFFICER)


# The list and the matrix


@pytest.mark.rule("H-03")
async def test_the_matrix_is_the_one_of_the_slides_with_its_gaps(office: Office) -> None:
    rows = story.data("specialisms")
    for number in (1, 2, 3):
        held = tuple(row["specialism"] for row in rows if row[f"candidate_{number}"])
        await office.list_chair(some_id(f"candidate {number}"), f"Candidate {number}", specialisms=held)
    matrix = await office.ask(ask.SpecialismMatrix())
    assert [row.specialism for row in matrix.rows] == [row["specialism"] for row in rows]
    names = {column.chair_id: column.name for column in matrix.candidates}
    for row, expected in zip(matrix.rows, rows, strict=True):
        holders = {names[each] for each in row.holders}
        assert holders == {f"Candidate {number}" for number in (1, 2, 3) if expected[f"candidate_{number}"]}
    assert matrix.gaps == tuple(row["specialism"] for row in rows if row["note"] == "nobody covers it")


@pytest.mark.rule("H-03", "H-09")
async def test_the_list_is_filtered_and_paged(office: Office) -> None:
    await office.list_chair()
    await office.list_chair(EVE, "Eve Hall", review_types=(ReviewType.DHR, ReviewType.SAR), specialisms=("Police",))
    await office.done(story.apply_to_list(chair_id=FAY, name="Fay Ross"), by=OFFICER)

    async def names(**chosen: Any) -> list[str]:
        return [row.name for row in (await office.ask(ask.RosterList(**chosen))).rows]

    assert await names() == ["Dana Reed", "Eve Hall", "Fay Ross"]
    assert await names(stage=ListStage.APPLIED) == ["Fay Ross"]
    assert await names(specialism="Police") == ["Eve Hall"]
    assert await names(review_type=ReviewType.SAR) == ["Eve Hall"]
    assert await names(name="EVE") == ["Eve Hall"]
    assert await names(size=2, page=2) == ["Fay Ross"]


@pytest.mark.rule("H-13", "H-02")
async def test_what_is_missing_and_what_expires_is_shown_and_told_once(office: Office, day: Day) -> None:
    soon = Training(completed_on=date(2024, 1, 1), expires_on=TODAY + 60 * story.DAY)
    await office.list_chair(training=soon)
    assert await office.tick() == 1
    assert await office.tick() == 0
    record = await office.ask(ask.ChairDetail(chair_id=DANA))
    assert record.warnings == ("The Home Office training (module 2) expires on 2 January 2027.",)
    day.today = date(2027, 1, 3)
    assert await office.tick() == 1
    record = await office.ask(ask.ChairDetail(chair_id=DANA))
    assert record.what_is_missing == ("The Home Office training (module 2) expired on 2 January 2027.",)
    assert not record.may_be_commissioned
    (task,) = (await office.ask(ask.ChairsWork())).tasks
    assert (task.what, task.overdue) == ("Renew the training or approval of Dana Reed", True)


@pytest.mark.rule("Q-04")
async def test_the_kpi_sheet_comes_from_the_facts_of_the_cases(office: Office) -> None:
    await with_chair(office)
    await office.hear(
        of_case(cases.ReportSubmitted, round=1, submitted_on=date(2026, 11, 2)),
        answered(),
    )
    review = c.RecordKpiReview(chair_id=DANA, outcome=KpiOutcome.SUPPORT, reason="A day late", reviewed_on=TODAY)
    await office.done(review)
    sheet = await office.ask(ask.ChairKpis(chair_id=DANA))
    lines = {line.name: line.met for line in sheet.reviews[0].lines}
    assert (lines["Report on time"], lines["Accepted at first submission"]) == (False, True)
    assert [each.outcome for each in sheet.outcomes] == [KpiOutcome.SUPPORT]


# A choice


@pytest.mark.rule("H-11", "H-10")
async def test_load_and_rotation_count_reviews_of_every_kind(office: Office) -> None:
    await with_chair(office)
    other = c.RecordOtherReview(
        chair_id=DANA,
        review_id=some_id("a SAR"),
        review_type=ReviewType.SAR,
        reference="SAR 4",
        started_on=TODAY,
    )
    await office.done(other)
    await office.open_case(story.OTHER_CASE, "DHR-2026-002")
    choice = await office.ask(ask.CandidatesForCase(case_id=story.OTHER_CASE))
    (dana,) = choice.candidates
    assert (dana.open_reviews, dana.given_in_two_years) == (2, 1)
    assert dana.warnings == ("Leads 2 reviews already.",)
    await office.hear(answered())
    choice = await office.ask(ask.CandidatesForCase(case_id=story.OTHER_CASE))
    assert (choice.candidates[0].open_reviews, choice.candidates[0].given_in_two_years) == (1, 1)


@pytest.mark.rule("H-04")
async def test_a_choice_costs_four_queries_for_one_candidate_for_fifty_and_for_five_hundred(
    office: Office,
) -> None:
    await office.list_chair()
    await office.open_case()

    async def queries() -> int:
        asked: list[str] = []
        engine = office.database._reading

        def note(_c: Any, _k: Any, statement: str, *_: Any) -> None:
            asked.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        await office.ask(ask.CandidatesForCase(case_id=CASE_ID))
        event.remove(engine, "before_cursor_execute", note)
        return len([each for each in asked if each.startswith("SELECT")])

    one = await queries()
    await office.writer.do(lambda tx: _as_often(tx, 1, 50))
    assert await queries() == one == 4
    await office.writer.do(lambda tx: _as_often(tx, 50, 500))
    assert await queries() == one
    assert len((await office.ask(ask.CandidatesForCase(case_id=CASE_ID))).candidates) == 500


def _as_often(tx: Any, first: int, last: int) -> None:
    """The one on the list again and again: rows of the read model alone."""
    (row,) = tx.execute(select(chairs).where(chairs.c.chair_id == DANA)).mappings()
    copies = [{**row, "chair_id": some_id(f"chair {at}"), "name": f"Chair {at}"} for at in range(first, last)]
    tx.execute(insert(chairs), copies)


@pytest.mark.rule("H-12")
async def test_a_conflict_found_later_is_raised_by_a_new_affiliation_and_by_a_new_agency(office: Office) -> None:
    await with_chair(office)
    away = story.tie(agency="Essex Refuge", areas=(), outside=True, until=date(2025, 6, 1))
    await office.done(c.DeclareAffiliation(chair_id=DANA, affiliation=away))
    assert (await _conflict(office)) is None
    await office.hear(of_case(cases.AgenciesInvited, agencies=("Essex Refuge",)))
    assert "Essex Refuge" in (await _conflict(office) or "")
    assert await _open_conflicts(office) == ["Decide whether Dana Reed can go on with DHR-2026-001"]
    await office.done(c.DecideConflict(case_id=CASE_ID, chair_continues=True, reason="A talk given"), by=WATFORD)
    assert (await _conflict(office)) is None
    await office.done(c.DeclareAffiliation(chair_id=DANA, affiliation=story.tie()))
    assert "Watford Housing Trust" in (await _conflict(office) or "")
    await office.done(c.DecideConflict(case_id=CASE_ID, chair_continues=False, reason="Too close"), by=WATFORD)
    assert await _open_conflicts(office) == ["Replace Dana Reed as chair of DHR-2026-001"]


async def _open_conflicts(office: Office) -> list[str]:
    tasks = (await office.ask(ask.ChairsWork(), WATFORD)).tasks
    return [each.what for each in tasks if each.kind in {"conflict", "replacement"}]


async def _conflict(office: Office) -> str | None:
    commission = await office.ask(ask.CommissionOfCase(case_id=CASE_ID))
    assert commission.present is not None
    return commission.present.conflict


@pytest.mark.rule("H-08", "Y-06")
async def test_a_replacement_frees_what_is_not_due_and_keeps_the_first_on_the_record(office: Office) -> None:
    await with_chair(office)
    await office.list_chair(EVE, "Eve Hall")
    end = c.EndAppointment(
        case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=Decimal(3000), handover=("Notes",)
    )
    await office.done(end, by=WATFORD)
    assert (await office.ask(ask.BudgetOfYear())).committed == 3000
    await office.done(story.commission(chair_id=EVE, commissioned_on=TODAY), by=WATFORD)
    commission = await office.ask(ask.CommissionOfCase(case_id=CASE_ID))
    assert commission.present is not None
    (first,) = commission.earlier
    assert (commission.present.chair_name, first.chair_name, first.handover) == ("Eve Hall", "Dana Reed", ("Notes",))
    assert (first.ended_why, first.ceiling) == ("Illness", Decimal(3000))
    assert (await office.ask(ask.BudgetOfYear())).committed == 11_000


@pytest.mark.rule("H-08", "Y-09")
async def test_a_milestone_counts_for_the_chair_who_reached_it_on_their_own_day(office: Office, day: Day) -> None:
    await with_chair(office)
    await office.hear(of_case(cases.ReportAgreed, stage=ReportStage.PANEL, agreed_on=TODAY))
    await office.list_chair(EVE, "Eve Hall")
    end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=Decimal(4000))
    await office.done(end, by=WATFORD)
    await office.done(story.commission(chair_id=EVE, commissioned_on=TODAY), by=WATFORD)
    later = TODAY + timedelta(days=30)
    day.today = later
    await office.hear(of_case(cases.ReportAgreed, stage=ReportStage.PANEL, agreed_on=later))
    commission = await office.ask(ask.CommissionOfCase(case_id=CASE_ID))
    assert commission.present is not None
    assert commission.earlier[0].milestones == ((Milestone.AGREED_DRAFT, TODAY),)
    assert commission.present.milestones == ((Milestone.AGREED_DRAFT, later),)


@pytest.mark.rule("H-06", "Y-01")
async def test_the_commissioning_letter_is_a_document_with_the_terms(office: Office) -> None:
    await with_chair(office)
    written = await office.ask(ask.CommissioningLetter(case_id=CASE_ID), WATFORD)
    assert written.name == "Commissioning letter DHR-2026-001.docx"
    document = Document(BytesIO(b64decode(written.content)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in ("Dana Reed", "Watford", "1 June 2026", "fixed fee of £8,000.00", "50% is payable", "£2,000.00 more"):
        assert words in text
    assert "The initial panel meeting agrees your appointment." in text
    assert "{" not in text


@pytest.mark.rule("H-06", "H-08")
async def test_the_letter_to_whoever_takes_over_in_mid_review_says_so(office: Office) -> None:
    await with_chair(office)
    await office.list_chair(EVE, "Eve Hall")
    await office.hear(of_case(cases.InitialMeetingHeld, held_on=TODAY, appointment_agreed=True))
    end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=Decimal(3000))
    await office.done(end, by=WATFORD)
    await office.done(story.commission(chair_id=EVE, commissioned_on=TODAY), by=WATFORD)
    written = await office.ask(ask.CommissioningLetter(case_id=CASE_ID), WATFORD)
    document = Document(BytesIO(b64decode(written.content)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Eve Hall" in text
    assert "You take over from Dana Reed." in text
    assert "The initial panel meeting" not in text


# Money


@pytest.mark.rule("Y-06", "Y-10")
async def test_the_forecast_counts_open_cases_without_a_chair(office: Office) -> None:
    await with_chair(office)
    await office.open_case(story.OTHER_CASE, "DHR-2026-002")
    budget = await office.ask(ask.BudgetOfYear())
    assert (budget.remaining, budget.expected, budget.forecast) == (
        Decimal(52_000),
        Decimal(8000),
        Decimal(44_000),
    )
    assert [(line.name, line.share) for line in budget.shares] == [
        ("Office of the Police and Crime Commissioner", Decimal(8000))
    ]
    assert [line.reference for line in budget.lines] == ["DHR-2026-001"]
    stevenage = Actor(id="s", name="S", roles=frozenset({Role.CSP_CHAIR}), csps=frozenset({"Stevenage"}))
    assert (await office.ask(ask.BudgetOfYear(), stevenage)).lines == ()


@pytest.mark.rule("Y-06")
async def test_what_was_not_invoiced_is_brought_forward_to_the_next_year(office: Office, day: Day) -> None:
    await with_chair(office)
    day.today = date(2027, 4, 1)
    budget = await office.ask(ask.BudgetOfYear())
    assert (budget.year, budget.committed, budget.brought_forward) == (2027, Decimal(0), Decimal(8000))
    assert budget.years == (2026, 2027)


@pytest.mark.rule("Y-05", "Y-08")
async def test_work_names_who_must_be_another_person(office: Office) -> None:
    await with_chair(office)
    await office.hear(of_case(cases.ReportAgreed, stage=ReportStage.PANEL))
    await office.done(story.invoice(), story.of(c.CheckInvoice), by=OFFICER)

    async def mine(by: Actor) -> list[tuple[str, str | None]]:
        return [(task.what, task.waits_for) for task in (await office.ask(ask.ChairsWork(), by)).tasks]

    what = "Approve invoice 1 of Dana Reed, £4,000.00"
    assert await mine(OFFICER) == [(what, "another person than who entered it")]
    assert await mine(MANAGER) == [(what, None)]
    detail = await office.ask(ask.InvoiceDetail(case_id=CASE_ID, invoice_id=some_id("invoice 1")))
    assert detail.waits_for == "approval by another person than who entered it"
    with pytest.raises(NotFound):
        await office.ask(ask.InvoiceDetail(case_id=CASE_ID, invoice_id=some_id("invoice 9")))


@pytest.mark.rule("Y-11")
async def test_nobody_is_asked_to_pay_what_was_credited_in_full(office: Office) -> None:
    await with_chair(office)
    await office.hear(of_case(cases.ReportAgreed, stage=ReportStage.PANEL))
    await office.done(story.invoice(), story.of(c.CheckInvoice), by=OFFICER)
    await office.done(story.of(c.ApproveInvoice))
    credit = {"credit_id": some_id("C1"), "number": "C1", "amount": Decimal(4000), "dated_on": TODAY}
    await office.done(story.of(c.EnterCreditNote, reason="Sent twice", **credit), by=OFFICER)
    await office.done(c.ApproveCreditNote(case_id=CASE_ID, credit_id=some_id("C1")))
    assert (await office.ask(ask.ChairsWork())).tasks == ()
    detail = await office.ask(ask.InvoiceDetail(case_id=CASE_ID, invoice_id=some_id("invoice 1")))
    assert detail.waits_for is None


@pytest.mark.rule("G-01", "G-03")
async def test_a_csp_chair_does_not_see_another_partnership_s_commission(office: Office) -> None:
    await with_chair(office)
    questions = (
        ask.CommissionOfCase(case_id=CASE_ID),
        ask.CandidatesForCase(case_id=CASE_ID),
        ask.InvoiceDetail(case_id=CASE_ID, invoice_id=some_id("invoice 1")),
    )
    question: Any
    for question in questions:
        with pytest.raises(Forbidden, match="This review is one of Watford"):
            await office.ask(question, csp_chair_of("Stevenage"))
    assert (await office.ask(questions[0], WATFORD)).csp == "Watford"


# Quality


@pytest.mark.rule("Q-01", "Q-06")
async def test_a_chair_sees_means_of_closed_rounds_alone_and_never_who_said_what(office: Office) -> None:
    await with_chair(office)
    await office.done(c.LinkAccount(chair_id=DANA, account_id=DANA_HERSELF.id))
    await office.hear(answered())
    await evaluate(office, 5, 4, 3)
    own = await office.ask(ask.MyChairRecord(), DANA_HERSELF)
    assert (own.average, own.reviews[0].average, own.points) == (None, None, 1)
    await evaluate_the_last(office)
    own = await office.ask(ask.MyChairRecord(), DANA_HERSELF)
    assert own.average == Decimal("4.00")
    assert "m1" not in own.model_dump_json()
    with pytest.raises(NotFound):
        await office.ask(ask.MyChairRecord(), DANA_HERSELF.model_copy(update={"id": "another"}))


async def evaluate_the_last(office: Office) -> None:
    settings = await office.ask(ask.ChairSettings())
    given = tuple(Score(criterion=name, score=4) for name in settings.criteria)
    await office.done(c.SubmitEvaluation(case_id=CASE_ID, member_id="m4", scores=given), by=OFFICER)


@pytest.mark.rule("Q-01", "Q-02")
async def test_a_round_with_one_member_not_answering_is_reminded_and_closed(office: Office, day: Day) -> None:
    await with_chair(office)
    await office.hear(answered())
    await evaluate(office, 5, 4, 4)
    seen = await office.ask(ask.EvaluationRound(case_id=CASE_ID))
    assert seen.closes_on is not None
    day.today = seen.closes_on - 7 * story.DAY
    assert (await office.tick(), await office.tick()) == (1, 0)
    day.today = seen.closes_on + story.DAY
    assert (await office.tick(), await office.tick()) == (1, 0)
    seen = await office.ask(ask.EvaluationRound(case_id=CASE_ID))
    assert (seen.closed, seen.received, seen.mean) == (True, 3, Decimal("4.33"))
    assert [each.member_id for each in seen.members if not each.answered] == ["m4"]
    assert seen.criteria[0].comments == ("4!", "4!", "5!")


@pytest.mark.rule("Q-03")
async def test_the_point_is_given_once_under_redelivery_and_replay(office: Office) -> None:
    await with_chair(office)
    told = office.fact(answered(), office._heard["cases"] + 1)
    await office._apply([told])
    await office._apply([told])
    again = told.model_copy(update={"number": told.number + 1})  # told once more, as another fact
    await office._apply([again])
    record = await office.ask(ask.ChairDetail(chair_id=DANA))
    assert record.quality.points == 1


@pytest.mark.rule("Q-01")
async def test_the_round_says_why_it_is_not_open(office: Office) -> None:
    await with_chair(office)
    seen = await office.ask(ask.EvaluationRound(case_id=CASE_ID))
    assert seen.why_not_open == "The evaluation opens when the Home Office approves the report."


# What is stored


@pytest.mark.rule("G-05")
async def test_nothing_personal_is_stored_in_plain_and_an_erased_case_reads_so(office: Office) -> None:
    await with_chair(office)
    await office.hear(answered())
    await evaluate(office, 5)
    await office.done(story.invoice(), by=OFFICER)
    await office.done(story.of(c.RefuseInvoice, reason="The widow's house in Leeds"))

    def stored(tx: Any) -> str:
        return "\n".join(tx.scalars(select(EVENTS.c.data)))

    everything = await office.writer.do(stored)
    for plain in ("dana.reed@example.org", "All shown", "5!", "The widow's house in Leeds", "Knows the field"):
        assert plain not in everything
    office.vault.destroy(f"case-{CASE_ID}")
    commission = await office.ask(ask.CommissionOfCase(case_id=CASE_ID))
    assert commission.invoices[0].reason == "[erased]"
    assert (await office.ask(ask.ChairDetail(chair_id=DANA))).email == "dana.reed@example.org"
