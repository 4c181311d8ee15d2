"""What is on a chair's record, and what may the chair see of it?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from shared.calendar import civil_date
from shared.contracts.chairs.answers import (
    ChairRecord,
    GivenReview,
    HistoryLine,
    InvoiceRecord,
    KpiReview,
    OtherReview,
    OwnInvoice,
    OwnRecord,
    OwnReview,
)
from shared.contracts.chairs.queries import ChairDetail, MyChairRecord
from shared.contracts.chairs.values import ListStage, Skill
from shared.message import ERASED
from shared.reader import Reader
from shared.record import Recorded
from shared.service import NotFound

from chairs.answers.invoices import records
from chairs.answers.roster import quality, warnings
from chairs.answers.same_person import may_be
from chairs.domain import events as e
from chairs.domain.found import KnownCase
from chairs.domain.people.fitness import what_is_missing
from chairs.domain.people.ranking import ENOUGH_RESPONSES
from chairs.domain.quality.scoring import two_places
from chairs.domain.state import Appointment, Commission
from chairs.timeline import describe
from chairs.views.appointments import REPLACED, Given, given_to
from chairs.views.cases_known import known_cases
from chairs.views.commissions import commission_of
from chairs.views.roster import chair_of, chair_of_account, person

NO_ANSWER = "There is nobody under this reference on the list."


@dataclass(frozen=True, slots=True)
class _Texts:
    """What only the record itself holds: sealed, and read when somebody looks."""

    application: e.ApplicationReceived | e.AppliedAgain
    assessment: str | None = None
    stage_reason: str | None = None
    kpis: tuple[KpiReview, ...] = ()


def chair_detail(reader: Reader, question: ChairDetail) -> ChairRecord:
    chair = chair_of(reader.tx, question.chair_id)
    if chair is None or chair.applied_on is None:
        raise NotFound(NO_ANSWER)
    history = reader.history(f"chair-{question.chair_id}")
    texts = _texts(history)
    given = given_to(reader.tx, [question.chair_id]).get(question.chair_id, ())
    cases = known_cases(reader.tx, [each.case_id for each in given])
    somebody = person(question.chair_id, chair, given)
    missing = what_is_missing(somebody, reader.today)
    return ChairRecord(
        chair_id=question.chair_id,
        name=chair.name,
        email=texts.application.email,
        phone=texts.application.phone,
        stage=somebody.stage,
        stage_reason=texts.stage_reason,
        cv=texts.application.cv,
        evidence=texts.application.evidence,
        statement=texts.application.statement,
        specialisms=chair.specialisms,
        review_types=chair.review_types,
        affiliations=chair.affiliations,
        training=chair.training,
        skills=chair.skills,
        skills_missing=tuple(skill for skill in Skill if skill not in chair.skills),
        assessment=texts.assessment,
        applied_on=chair.applied_on,
        entered_by=chair.entered_by,
        decided_on=chair.decided_on,
        approved_until=chair.approved_until,
        account_id=chair.account_id,
        reviews=tuple(_given(each, cases.get(each.case_id)) for each in given),
        others=tuple(
            OtherReview(
                review_id=each.review_id,
                review_type=each.review_type,
                reference=each.reference,
                started_on=each.started_on,
                ended_on=each.ended_on,
            )
            for each in chair.others
        ),
        kpis=texts.kpis,
        quality=quality(given),
        warnings=warnings(somebody, reader),
        timeline=history_lines(history),
        may_be_commissioned=not missing,
        what_is_missing=missing,
        may_be=may_be(reader, question.chair_id, chair, texts.application.email),
    )


def history_lines(history: Sequence[Recorded[Any]]) -> tuple[HistoryLine, ...]:
    """Newest first. Which evaluation came from whom is history_lines to nobody."""
    return tuple(
        HistoryLine(
            on=civil_date(each.at),
            text=describe(each.message),
            by=None if isinstance(each.message, e.EvaluationSubmitted) else each.actor_id,
        )
        for each in reversed(history)
    )


def kpi_reviews(history: Sequence[Recorded[Any]]) -> tuple[KpiReview, ...]:
    return _texts(history).kpis


def _texts(history: Sequence[Recorded[Any]]) -> _Texts:
    texts = _Texts(history[0].message)
    for recorded in history[1:]:
        match recorded.message:
            case e.AppliedAgain() as event:
                texts = replace(texts, application=event, assessment=None, stage_reason=None)
            case e.ApplicationAssessed(note=note):
                texts = replace(texts, assessment=note)
            case e.ApplicationRefused(reason=reason) | e.ChairSuspended(reason=reason) | e.ChairRemoved(reason=reason):
                texts = replace(texts, stage_reason=reason)
            case e.ChairReinstated() | e.ChairAccepted():
                texts = replace(texts, stage_reason=None)
            case e.KpiReviewRecorded() as event:
                review = KpiReview(outcome=event.outcome, reason=event.reason, reviewed_on=event.reviewed_on)
                texts = replace(texts, kpis=(*texts.kpis, review))
            case _:
                pass
    return texts


def _given(given: Given, case: KnownCase | None) -> GivenReview:
    return GivenReview(
        case_id=given.case_id,
        reference=case.reference if case else ERASED,
        csp=case.csp if case else "",
        commissioned_on=given.commissioned_on,
        ended_on=given.ended_on,
        ended_why=given.ended_why,
        average=two_places(given.mean) if given.told else None,
        responses=given.responses if given.told else 0,
        point=given.point,
    )


def my_chair_record(reader: Reader, question: MyChairRecord) -> OwnRecord:
    """A chair sees means of closed rounds with three answers or more, so no one's own score can be worked out."""
    del question
    chair_id = chair_of_account(reader.tx, reader.actor.id)
    chair = chair_of(reader.tx, chair_id) if chair_id else None
    if chair_id is None or chair is None:
        raise NotFound(
            "Your account is not linked to a chair on the list. The Strategic Partnership's Team can do that."
        )
    given = given_to(reader.tx, [chair_id]).get(chair_id, ())
    cases = known_cases(reader.tx, [each.case_id for each in given])
    safe = tuple(each for each in given if _safe(each))
    return OwnRecord(
        name=chair.name,
        stage=chair.stage or ListStage.APPLIED,
        specialisms=chair.specialisms,
        training=chair.training,
        approved_until=chair.approved_until,
        points=sum(each.point for each in given),
        average=quality(safe).average,
        reviews=tuple(_own(reader, each, cases.get(each.case_id)) for each in given),
        warnings=warnings(person(chair_id, chair, given), reader),
    )


def _safe(given: Given) -> bool:
    return given.round_closed and given.responses >= ENOUGH_RESPONSES


def _own(reader: Reader, given: Given, case: KnownCase | None) -> OwnReview:
    commission = commission_of(reader.tx, given.case_id)
    appointment = commission.appointments[given.number - 1]
    theirs = _sent_by(commission, appointment.chair_id, given.number)
    return OwnReview(
        case_id=given.case_id,
        chair_id=appointment.chair_id,
        reference=case.reference if case else "",
        csp=case.csp if case else "",
        commissioned_on=given.commissioned_on,
        ended_on=given.ended_on,
        replaced=given.ended_why == REPLACED,
        average=two_places(given.mean) if _safe(given) else None,
        point=given.point,
        scheme=appointment.scheme,
        fees=appointment.fees,
        writer_name=appointment.writer_name,
        invoices=tuple(_invoice(each) for each in records(reader, given.case_id) if each.row.invoice_id in theirs),
        **_money(commission, appointment),
    )


def _sent_by(commission: Commission, chair_id: str, number: int) -> set[str]:
    """Their own invoices under this appointment, and what credits those."""
    theirs = {i.invoice_id for i in commission.invoices if i.payee_id == chair_id and i.appointment == number}
    return theirs | {each.credit_id for each in commission.credits if each.invoice_id in theirs}


def _invoice(record: InvoiceRecord) -> OwnInvoice:
    row = record.row
    return OwnInvoice(
        kind=row.kind,
        number=row.number,
        total=row.total,
        dated_on=row.dated_on,
        state=row.state,
        query=row.query,
        reason=record.reason,
    )


def _money(commission: Commission, appointment: Appointment) -> dict[str, Any]:
    return {
        "ceiling": commission.limit(appointment),
        "invoiced": commission.invoiced(appointment),
        "paid": commission.paid(appointment),
        "left": commission.limit(appointment) - commission.invoiced(appointment),
    }
