"""What is typed into a form becomes a command, or an error in plain English that names its field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID, uuid5

import pytest
from gateway.forms.answers import answers
from gateway.forms.field import Field, settle
from gateway.forms.reading import Problems, pounds, read, typed
from gateway.forms.widgets import widgets
from gateway.forms.wording import merged, problems_of
from gateway.web.shape import check, shape_of, with_new_ids
from pydantic import Field as Limit
from pydantic import ValidationError
from shared.calendar import PartialDate
from shared.contracts.cases.commands import NotifyDeath
from shared.contracts.county import Csp
from shared.message import Command, Id, Line, New, PersonalText, Text, Value
from shared.money import Pounds


class Person(Value):
    person_id: Annotated[Id, New]
    name: Line
    born: PartialDate | None = None
    died: date


class Everything(Command):
    case_id: Annotated[Id, New]
    on: date
    fee: Pounds
    proceed: bool
    csp: Csp
    why: PersonalText
    note: Text | None = None
    count: Annotated[int, Limit(ge=1, le=20)] = 1
    people: Annotated[tuple[Person, ...], Limit(min_length=1)]
    agencies: tuple[Line, ...] = ()


FIELDS = (
    Field("on", "the date of the decision", ask="When was it decided?"),
    Field("fee", "fee"),
    Field("proceed", "whether a review follows", ask="Does a review follow?"),
    Field("csp", "partnership"),
    Field("why", "rationale"),
    Field("note", "note"),
    Field("count", "number of meetings"),
    Field(
        "people",
        "the people who died",
        ask="Who died?",
        each="person who died",
        fields=(Field("name", "name"), Field("born", "date of birth"), Field("died", "date of death")),
    ),
    Field("agencies", "agencies"),
)

FILLED: Mapping[str, list[str]] = {
    "on-day": ["3"],
    "on-month": ["11"],
    "on-year": ["2026"],
    "fee": ["£8,000.50"],
    "proceed": ["no"],
    "csp": ["Watford"],
    "why": [" Because. \r\n Really. "],
    "count": ["2"],
    "people-count": ["1"],
    "people-0-name": ["A. Person"],
    "people-0-born-year": ["1980"],
    "people-0-died-day": ["1"],
    "people-0-died-month": ["October"],
    "people-0-died-year": ["2026"],
    "agencies": ["Police\r\n\r\n Probation "],
}
COMMAND_ID = "0" * 32


def outcome(**changed: str) -> tuple[Any, Problems]:
    raw = {**FILLED, **{name.replace("__", "-"): [value] for name, value in changed.items()}}
    asked = settle(Everything, FIELDS)
    data, problems = read(raw, asked)
    try:
        return check(Everything, with_new_ids(Everything, data, COMMAND_ID)), problems
    except ValidationError as wrong:
        return None, merged(problems_of(wrong, asked), problems)


def test_what_is_typed_becomes_the_command() -> None:
    command, problems = outcome()
    assert problems == {}
    assert command.on == date(2026, 11, 3)
    assert command.fee == Decimal("8000.50")
    assert command.proceed is False
    assert command.csp is Csp.WATFORD
    assert command.why == "Because. \n Really."
    assert command.note is None
    assert command.agencies == ("Police", "Probation")
    person = command.people[0]
    assert (person.name, person.born, person.died) == ("A. Person", "1980", date(2026, 10, 1))


def test_new_ids_follow_from_the_commands_id() -> None:
    first, _ = outcome()
    again, _ = outcome()
    assert first == again
    assert first.case_id == uuid5(UUID(int=0), "case_id").hex
    assert first.people[0].person_id == uuid5(UUID(int=0), "people-0-person_id").hex


@pytest.mark.parametrize(
    ("changed", "key", "said"),
    [
        ({"on__day": "31", "on__month": "2"}, "on", "The date of the decision must be a real date"),
        ({"on__year": ""}, "on", "The date of the decision must include a year"),
        ({"on__day": "", "on__month": ""}, "on", "The date of the decision must include a day and a month"),
        ({"on__year": "26"}, "on", "The date of the decision must have a year of 4 numbers, like 2026"),
        ({"on__day": "", "on__month": "", "on__year": ""}, "on", "Enter the date of the decision"),
        ({"on__month": "Brumaire"}, "on", "The date of the decision must be a real date"),
        ({"fee": "a lot"}, "fee", "Fee must be an amount in pounds, like 8000 or 8,000.50"),
        ({"fee": "1.005"}, "fee", "Fee must be an amount in pounds, like 8000 or 8,000.50"),
        ({"fee": "1,5"}, "fee", "Fee must be an amount in pounds, like 8000 or 8,000.50"),
        ({"fee": "400,00"}, "fee", "Fee must be an amount in pounds, like 8000 or 8,000.50"),
        ({"fee": "1,0000"}, "fee", "Fee must be an amount in pounds, like 8000 or 8,000.50"),
        ({"fee": "9" * 40}, "fee", "Fee must be an amount in pounds, like 8000 or 8,000.50"),
        ({"count": "1,5"}, "count", "Number of meetings must be a whole number, like 12"),
        ({"fee": "NaN"}, "fee", "Fee must be an amount in pounds, like 8000 or 8,000.50"),
        ({"fee": "-1"}, "fee", "Fee must be 0 or more"),
        ({"proceed": ""}, "proceed", "Select whether a review follows"),
        ({"csp": "Atlantis"}, "csp", "Select partnership from the list"),
        ({"why": "   "}, "why", "Enter rationale"),
        ({"why": "x" * 20_001}, "why", "Rationale must be 20,000 characters or fewer"),
        ({"count": "two"}, "count", "Number of meetings must be a whole number, like 12"),
        ({"count": "21"}, "count", "Number of meetings must be 20 or less"),
        ({"people__0__name": ""}, "people-0-name", "Enter name"),
        ({"people__0__name": "x" * 301}, "people-0-name", "Name must be 300 characters or fewer"),
        ({"people__0__died__day": "99"}, "people-0-died", "Date of death must be a real date"),
        (
            {"people__0__born__day": "3"},
            "people-0-born",
            "Date of birth must include a month where it has a day",
        ),
        ({"people__count": "0"}, "people", "Add at least one person who died"),
    ],
)
def test_an_error_names_its_field_in_plain_english(changed: dict[str, str], key: str, said: str) -> None:
    command, problems = outcome(**changed)
    assert command is None or problems
    assert problems == {key: said}


def test_all_errors_are_said_at_once() -> None:
    _, problems = outcome(fee="much", why="", people__0__name="")
    assert set(problems) == {"fee", "why", "people-0-name"}


def test_every_typed_value_is_shown_again_escaped() -> None:
    raw = {**FILLED, "fee": ["<b>much</b>"], "why": ["one\r\ntwo & three"]}
    asked = settle(Everything, FIELDS)
    _, problems = read(raw, asked)
    html = str(widgets(asked, raw, problems))
    assert 'value="&lt;b&gt;much&lt;/b&gt;"' in html
    assert "one&#10;two &amp; three</textarea>" in html
    assert 'value="October"' in html
    assert 'value="no" checked' in html
    assert 'id="fee-error"' in html
    assert "<b>" not in html


def test_what_the_command_leaves_open_is_called_optional() -> None:
    html = str(widgets(settle(Everything, FIELDS), {}, {}))
    assert "Note (optional)" in html
    assert "Date of birth (optional)" in html
    assert "Rationale (optional)" not in html


def test_first_values_read_back_as_what_they_were() -> None:
    asked = settle(Everything, FIELDS)
    command, _ = outcome()
    raw = typed(command.model_dump(), asked)
    data, problems = read(raw, asked)
    assert problems == {}
    assert check(Everything, with_new_ids(Everything, data, COMMAND_ID)) == command


def test_answers_in_words_for_the_check_page() -> None:
    shown = dict(answers(settle(Everything, FIELDS), FILLED))
    assert shown["When was it decided?"] == "3 November 2026"
    assert shown["Fee"] == "£8,000.50"
    assert shown["Does a review follow?"] == "No"
    assert shown["Person who died 1: Date of birth"] == "1980"
    assert shown["Person who died 1: Date of death"] == "1 October 2026"
    assert shown["Note"] == "–"


def test_an_amount_is_shown_as_it_was_understood_and_not_as_it_was_typed() -> None:
    fields = settle(Everything, (Field("fee", "fee"),))
    assert dict(answers(fields, {"fee": ["8000.5"]})) == {"Fee": "£8,000.50"}


def test_a_field_beneath_an_option_is_asked_only_with_it() -> None:
    fields = settle(
        Everything,
        (
            Field("proceed", "whether a review follows", ask="Does a review follow?"),
            Field("note", "why not", ask="Why not?", when=("proceed", "no"), required=True),
        ),
    )
    assert read({"proceed": ["yes"], "note": ["left over"]}, fields) == ({"proceed": True}, {})
    assert read({"proceed": ["no"]}, fields) == ({"proceed": False}, {"note": "Enter why not"})
    assert "conditional-proceed-2" in str(widgets(fields, {}, {}))


def test_shapes_follow_from_a_real_command() -> None:
    kinds = {name: shape_of(NotifyDeath, name).kind for name in NotifyDeath.model_fields}
    assert kinds["csp"] == "choice"
    assert kinds["attention_date"] == "date"
    assert kinds["deceased"] == "list"
    assert kinds["summary"] == "text"
    assert kinds["notifying_agency"] == "line"
    assert shape_of(NotifyDeath, "case_id").new
    assert not shape_of(NotifyDeath, "summary").new


@pytest.mark.rule("Y-07")
@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("8000", "8000"),
        ("£8,000.50", "8000.50"),
        ("1 000 000", "1000000"),
        ("1,234,567.89", "1234567.89"),
        (".5", "0.5"),
        ("1,5", None),
        ("850,5", None),
        ("4000,01", None),
        ("12,34.00", None),
        ("1,000 000", None),
        ("1.005", None),
        ("1e3", None),
        ("", None),
        ("-", None),
    ],
)
def test_a_comma_stands_between_thousands_alone(typed: str, amount: str | None) -> None:
    assert pounds(typed) == (None if amount is None else Decimal(amount))
