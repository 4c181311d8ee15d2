"""What is sealed of a message, where does it open, and what is left when the key is gone?"""

import os
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import pytest
from cryptography.exceptions import InvalidTag
from pydantic import StringConstraints
from shared.message import ERASED, Event, Line, Personal, PersonalLine, PersonalText, Value
from shared.privacy.sealing import MARK, is_personal, is_sealed, seal, sealed_text, subject_of, unseal

KEY = os.urandom(32)


class Kin(StrEnum):
    SISTER = "sister"


class Phone(Value):
    number: PersonalLine
    label: str


class Person(Value):
    name: PersonalLine
    born: Annotated[date | None, Personal]
    phones: tuple[Phone, ...] = ()
    friends: "tuple[Person, ...]" = ()


class Stranger(Value):
    seen: str


class Told(Event):
    case_id: str | None
    day: date
    amount: Decimal
    main: Person
    others: tuple[Person | Stranger, ...] = ()
    names: tuple[PersonalLine, ...] = ()
    by_agency: dict[str, PersonalLine]
    note: PersonalText | None = None
    postcode: Annotated[str | None, StringConstraints(pattern="^[A-Z]{2}[0-9]$"), Personal] = None
    kin: Annotated[tuple[Kin, ...], Personal] = ()
    letter: "Annotated[Line | None, Personal]" = None


class Plain(Event):
    day: date
    stranger: Stranger


ADA = Person(name="Ada", born=date(1815, 12, 10), phones=(Phone(number="123", label="home"),))
TOLD = Told(
    case_id="c" * 32,
    day=date(2026, 11, 3),
    amount=Decimal("8.50"),
    main=Person(name="Grace", born=None, friends=(ADA,)),
    others=(ADA, Stranger(seen="at night")),
    names=("Mary", "Rosalind"),
    by_agency={"Police": "Dorothy"},
    note="She said so",
    postcode="WD1",
    kin=(Kin.SISTER,),
)
PERSONAL = ("Ada", "1815", "123", "Grace", "Mary", "Rosalind", "Dorothy", "She said so", "WD1", "sister")


def test_what_is_marked_is_sealed_wherever_it_stands() -> None:
    text = sealed_text(TOLD, KEY, "s", 1)
    assert [word for word in PERSONAL if word in text] == []
    assert "at night" in text
    assert "home" in text
    assert "8.50" in text


def test_it_opens_again_as_it_was() -> None:
    assert Told.from_stored(unseal(seal(TOLD, KEY, "s", 1), KEY, "s", 1), 1) == TOLD


def test_without_the_key_texts_read_erased_and_the_rest_reads_as_nothing() -> None:
    erased = Told.from_stored(unseal(seal(TOLD, KEY, "s", 1), None, "s", 1), 1)
    ada = Person(name=ERASED, born=None, phones=(Phone(number=ERASED, label="home"),))
    assert erased == TOLD.model_copy(
        update={
            "main": Person(name=ERASED, born=None, friends=(ada,)),
            "others": (ada, Stranger(seen="at night")),
            "names": (ERASED, ERASED),
            "by_agency": {"Police": ERASED},
            "note": ERASED,
            "postcode": None,
            "kin": (),
        }
    )


def test_what_is_said_after_the_key_is_gone_is_not_written_at_all() -> None:
    data = seal(TOLD, None, "s", 1)
    assert not is_sealed(data)
    assert Told.from_stored(data, 1).main.name == ERASED


@pytest.mark.parametrize(("stream", "version"), [("t", 1), ("s", 2)])
def test_a_sealed_part_opens_only_in_its_place(stream: str, version: int) -> None:
    with pytest.raises(InvalidTag):
        unseal(seal(TOLD, KEY, "s", 1), KEY, stream, version)


def test_a_sealed_part_does_not_open_in_another_field() -> None:
    data = seal(TOLD, KEY, "s", 1)
    data["names"].reverse()
    with pytest.raises(InvalidTag):
        unseal(data, KEY, "s", 1)


def test_what_was_sealed_under_an_old_version_opens_before_it_climbs() -> None:
    class Renamed(Event):
        version = 2
        person: PersonalLine

        @staticmethod
        def upcast_to_2(old: dict[str, Any]) -> dict[str, Any]:
            return {"person": old["name"]}

    class Original(Event):
        name: PersonalLine

    stored = seal(Original(name="Ada"), KEY, "s", 1)
    assert Renamed.from_stored(unseal(stored, KEY, "s", 1), 1) == Renamed(person="Ada")
    assert Renamed.from_stored(unseal(stored, None, "s", 1), 1) == Renamed(person=ERASED)


def test_only_what_may_hold_something_personal_needs_a_key() -> None:
    assert is_personal(Told)
    assert not is_personal(Plain)
    plain = Plain(day=date(2026, 1, 1), stranger=Stranger(seen="x"))
    assert sealed_text(plain, None, "s", 1) == plain.model_dump_json()


def test_nobody_can_pass_something_off_as_sealed() -> None:
    class Loose(Event):
        anything: dict[str, Any]

    for value in ({MARK: "x"}, {"inside": [{MARK: "x"}]}):
        with pytest.raises(ValueError, match=r"\$sealed"):
            seal(Loose(anything=value), KEY, "s", 1)
    with pytest.raises(ValueError, match=r"\$sealed"):
        seal(TOLD.model_copy(update={"by_agency": {MARK: "x"}}), KEY, "s", 1)


def test_what_could_not_be_erased_may_not_be_marked() -> None:
    class Wrong(Event):
        age: Annotated[int, Personal]

    with pytest.raises(TypeError, match="cannot be Personal"):
        seal(Wrong(age=3), KEY, "s", 1)


def test_the_key_is_the_cases_where_there_is_a_case() -> None:
    assert subject_of(TOLD, "account-1") == "case-" + "c" * 32
    assert subject_of(TOLD.model_copy(update={"case_id": None}), "account-1") == "account-1"
    assert subject_of({"case_id": "x"}, "account-1") == "case-x"
