"""How a case begins, and which partnership is responsible for it (rules N)."""

from base64 import b32encode
from dataclasses import replace
from datetime import date
from typing import assert_never

from shared.calendar import PartialDate, earliest, in_words, twenty_eight_days, years_between
from shared.contracts.cases.commands import (
    CorrectAttentionDate,
    CorrectDateOfDeath,
    ImportReview,
    NotificationCommand,
    NotifyDeath,
    TransferCase,
)
from shared.contracts.cases.values import Answer, Deceased
from shared.date_checks import not_in_future
from shared.decider import Context
from shared.message import Refused

from cases.domain import correcting
from cases.domain.access import posts_of_the_notification, transferred
from cases.domain.events import (
    AccessEvent,
    AttentionDateCorrected,
    CaseTransferred,
    DateOfDeathCorrected,
    DeathNotified,
    NotificationEvent,
    ReviewImported,
)
from cases.domain.rules import must_be_open
from cases.domain.state import Case, Notification

_ALPHABET = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def evolve(state: Notification, event: NotificationEvent) -> Notification:
    match event:
        case DeathNotified():
            return Notification(
                reference=event.reference,
                csp=event.csp,
                csp_reason=event.csp_reason,
                notifying_agency=event.notifying_agency,
                notified_by=event.notified_by,
                attention_date=event.attention_date,
                decision_due=event.decision_due,
                category=event.category,
                deceased=event.deceased,
                perpetrators=event.perpetrators,
                children=event.children,
                address=event.address,
                summary=event.summary,
                murder_suicide=any(person.died is Answer.YES for person in event.perpetrators),
                victims=len(event.deceased),
                perpetrator_deaths=sum(person.died is Answer.YES for person in event.perpetrators),
                child_count=len(event.children),
            )
        case CaseTransferred(to_csp=csp, reason=reason):
            return replace(state, csp=csp, csp_reason=reason)
        case DateOfDeathCorrected(person=number, date_of_death=day):
            people = enumerate(state.deceased, start=1)
            return replace(state, deceased=tuple(_died_on(one, day) if at == number else one for at, one in people))
        case AttentionDateCorrected():
            return replace(state, attention_date=event.attention_date, decision_due=event.decision_due)
        case ReviewImported():
            return Notification(
                reference=event.reference,
                csp=event.csp,
                category=event.category,
                imported=True,
                murder_suicide=event.murder_suicide,
                victims=event.victims,
                perpetrator_deaths=event.perpetrator_deaths,
                child_count=event.children,
            )
        case _:
            assert_never(event)


def decide(command: NotificationCommand, case: Case, context: Context[None]) -> list[NotificationEvent | AccessEvent]:
    match command:
        case NotifyDeath():
            return _notify(command, case, context)
        case TransferCase():
            return _transfer(command, case, context)
        case ImportReview():
            return _import(command, case)
        case CorrectDateOfDeath():
            return [*correcting.death(command, case, context)]
        case CorrectAttentionDate():
            return [*correcting.attention(command, case, context)]
        case _:
            assert_never(command)


def _notify(command: NotifyDeath, case: Case, context: Context[None]) -> list[NotificationEvent | AccessEvent]:
    if case.notification.opened:
        return []
    not_in_future(command.attention_date, context.today, field="attention_date")
    for number, person in enumerate(command.deceased):
        if person.date_of_death is None:  # unknown is not no (N-13): it is corrected when it is known
            continue
        where = f"deceased.{number}"
        not_in_future(person.date_of_death, context.today, field=f"{where}.date_of_death")
        if command.attention_date < person.date_of_death:
            raise Refused(
                f"The case cannot have come to attention before the death, {in_words(person.date_of_death)}.",
                field="attention_date",
            )
        if person.date_of_birth is not None and earliest(person.date_of_birth) > person.date_of_death:
            raise Refused("The date of birth is after the date of death.", field=f"{where}.date_of_birth")
    opened = DeathNotified(
        reference=reference_of(command.case_id),
        csp=command.csp,
        csp_reason=command.csp_reason,
        notifying_agency=command.notifying_agency,
        notified_by=command.notified_by,
        attention_date=command.attention_date,
        decision_due=twenty_eight_days(command.attention_date),
        category=command.category,
        deceased=tuple(_with_age(person) for person in command.deceased),
        perpetrators=command.perpetrators,
        children=command.children,
        address=command.address,
        summary=command.summary,
    )
    return [opened, *posts_of_the_notification(command.csp, context.today)]


def _transfer(command: TransferCase, case: Case, context: Context[None]) -> list[NotificationEvent | AccessEvent]:
    ready_to_transfer(case)
    if command.to_csp == case.notification.csp:
        return []
    moved = CaseTransferred(from_csp=case.notification.csp, to_csp=command.to_csp, reason=command.reason)
    return [moved, *transferred(case.notification.csp, command.to_csp, context.today)]


def ready_to_transfer(case: Case) -> None:
    must_be_open(case)
    if case.decision.proceed is not None:
        raise Refused("The decision has been made. You can transfer a case to another partnership only before that.")


def _import(command: ImportReview, case: Case) -> list[NotificationEvent | AccessEvent]:
    if case.notification.opened:
        return []
    if command.murder_suicide != (command.perpetrator_deaths > 0):
        raise Refused(
            "A murder-suicide has at least one perpetrator who died, and only then. Check the two columns.",
            field="perpetrator_deaths",
        )
    return [ReviewImported(**command.model_dump(exclude={"case_id"}))]


def reference_of(case_id: str) -> str:
    """The reference that a notification keeps, whether or not a review follows (N-10): `DHR-4K7Q-09TX`.

    Forty bits of the case's id in letters that cannot be misread (no I, L, O or U).
    """
    letters = b32encode(bytes.fromhex(case_id)[:5]).decode().translate(_ALPHABET)
    return f"DHR-{letters[:4]}-{letters[4:]}"


def aged_16_or_over(date_of_birth: PartialDate | None, person: Deceased) -> Answer:
    """From a partial date its earliest day counts (N-13)."""
    if date_of_birth is None or person.date_of_death is None:
        return person.aged_16_or_over
    return Answer.YES if years_between(earliest(date_of_birth), person.date_of_death) >= 16 else Answer.NO


def _died_on(person: Deceased, day: date | None) -> Deceased:
    return _with_age(person.model_copy(update={"date_of_death": day}))


def _with_age(person: Deceased) -> Deceased:
    return person.model_copy(update={"aged_16_or_over": aged_16_or_over(person.date_of_birth, person)})
