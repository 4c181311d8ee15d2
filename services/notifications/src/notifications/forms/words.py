"""How are the record's values said on a form, and what is missing? Unknown is not no (N-13)."""

from datetime import date

from shared.calendar import in_words, is_partial, partial_in_words
from shared.contracts.cases.values import Answer, Child, Deceased, Perpetrator, Relationship, Sex
from shared.contracts.notifications.values import Row, Table
from shared.message import ERASED

NOT_KNOWN = "Not known"
NOT_GIVEN = "Not given"


def row(label: str, text: str | None) -> Row:
    return Row(label=label, text=text.strip() if text and text.strip() else NOT_GIVEN)


def given(text: str | None) -> bool:
    return bool(text and text.strip()) and text != ERASED


def day(when: date | None) -> str:
    return in_words(when) if when else NOT_GIVEN


def partly_known(when: str | None) -> str:
    if when is None:
        return NOT_KNOWN
    return partial_in_words(when) + (" (as far as it is known)" if is_partial(when) else "")


def answer(value: Answer) -> str:
    return {Answer.UNKNOWN: NOT_KNOWN, Answer.NOT_ASKED: "Not asked"}.get(value, value.value.capitalize())


def count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def people_who_died(deceased: tuple[Deceased, ...]) -> Table:
    return Table(
        columns=("Name", "Date of birth", "Date of death", "Sex", "Relationship to the alleged perpetrator"),
        rows=tuple(
            (
                one.name,
                partly_known(one.date_of_birth),
                in_words(one.date_of_death) if one.date_of_death else NOT_KNOWN,
                one.sex.value.capitalize(),
                one.relationship.value.capitalize(),
            )
            for one in deceased
        ),
        widths=(5, 5, 4, 3, 5),
    )


def perpetrators(alleged: tuple[Perpetrator, ...]) -> Table | None:
    if not alleged:
        return None
    return Table(
        columns=("Name", "Date of birth", "Sex", "Also died"),
        rows=tuple(
            (one.name, partly_known(one.date_of_birth), one.sex.value.capitalize(), answer(one.died)) for one in alleged
        ),
        widths=(5, 5, 4, 8),
    )


def children(household: tuple[Child, ...]) -> str:
    if not household:
        return "No children are recorded as living in the household."
    supported = sum(child.supported is Answer.YES for child in household)
    not_said = sum(child.supported in {Answer.UNKNOWN, Answer.NOT_ASKED} for child in household)
    said = f"{count(len(household), 'child was', 'children were')} living in the household. "
    said += f"Support is in place for {supported} of {len(household)}."
    return said + (f" For {not_said} this is not known." if not_said else "")


def missing_about(deceased: tuple[Deceased, ...], alleged: tuple[Perpetrator, ...]) -> list[str]:
    """What is not known of the people, in words that name nobody twice over."""
    found = []
    for number, one in enumerate(deceased, 1):
        whom = "the person who died" if len(deceased) == 1 else f"person {number} of those who died"
        found += [f"The {what} of {whom}" for what in _unknown(one.date_of_birth, one.sex)]
        if one.date_of_death is None:
            found.append(f"The date of death of {whom}")
        if one.relationship is Relationship.UNKNOWN:
            found.append(f"How {whom} was related to the alleged perpetrator")
    for number, other in enumerate(alleged, 1):
        whom = "the alleged perpetrator" if len(alleged) == 1 else f"alleged perpetrator {number}"
        found += [f"The {what} of {whom}" for what in _unknown(other.date_of_birth, other.sex)]
        if other.died in {Answer.UNKNOWN, Answer.NOT_ASKED}:
            found.append(f"Whether {whom} also died")
    return found


def _unknown(date_of_birth: str | None, sex: Sex) -> list[str]:
    found = []
    if date_of_birth is None:
        found.append("date of birth")
    elif is_partial(date_of_birth):
        found.append("full date of birth")
    if sex is Sex.UNKNOWN:
        found.append("sex")
    return found
