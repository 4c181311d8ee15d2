"""What if a date of the notification was wrong? The right one holds from now on, the old one stays (rule N-11)."""

from datetime import date

from shared.calendar import earliest, in_words, twenty_eight_days
from shared.contracts.cases.commands import CorrectAttentionDate, CorrectDateOfDeath
from shared.contracts.cases.values import Deceased
from shared.date_checks import not_in_future
from shared.decider import Context
from shared.message import Refused

from cases.domain.events import AttentionDateCorrected, DateOfDeathCorrected
from cases.domain.rules import must_be_open
from cases.domain.state import Case


def death(command: CorrectDateOfDeath, case: Case, context: Context[None]) -> list[DateOfDeathCorrected]:
    must_be_open(case)
    person = _person(command.person, case)
    day = command.date_of_death
    if (day is None) is not command.not_known:
        raise Refused("Enter the right date, or say that the day is not known.", field="date_of_death")
    if day == person.date_of_death:
        return []
    if day is not None:
        _possible(day, person, case, context)
    return [
        DateOfDeathCorrected(
            person=command.person,
            was=person.date_of_death,
            date_of_death=day,
            corrected_on=context.today,
            reason=command.reason,
        )
    ]


def _person(number: int, case: Case) -> Deceased:
    people = case.notification.deceased
    if number > len(people):
        told = "one person" if len(people) == 1 else f"{len(people)} people"
        raise Refused(f"Part 1 names {told} who died. Choose one of them.", field="person")
    return people[number - 1]


def _possible(day: date, person: Deceased, case: Case, context: Context[None]) -> None:
    attention = case.notification.attention_date
    not_in_future(day, context.today, field="date_of_death")
    if attention is not None and day > attention:
        raise Refused(
            f"The case came to attention on {in_words(attention)}, and that cannot be before the death. "
            "If that date is wrong too, correct it first.",
            field="date_of_death",
        )
    if person.date_of_birth is not None and earliest(person.date_of_birth) > day:
        raise Refused("The date of birth is after this date.", field="date_of_death")


def attention(command: CorrectAttentionDate, case: Case, context: Context[None]) -> list[AttentionDateCorrected]:
    must_be_open(case)
    was, day = case.notification.attention_date, command.attention_date
    if was is None or day == was:
        return []
    not_in_future(day, context.today, field="attention_date")
    for person in case.notification.deceased:
        if person.date_of_death is not None and day < person.date_of_death:
            raise Refused(
                f"The case cannot have come to attention before the death, {in_words(person.date_of_death)}. "
                "If that date is wrong too, correct it first.",
                field="attention_date",
            )
    decided_on = case.decision.decided_on
    if decided_on is not None and day > decided_on:
        raise Refused(
            f"The decision was made on {in_words(decided_on)}, and the case came to attention before it.",
            field="attention_date",
        )
    return [
        AttentionDateCorrected(
            was=was,
            attention_date=day,
            decision_due=twenty_eight_days(day),
            corrected_on=context.today,
            reason=command.reason,
        )
    ]
