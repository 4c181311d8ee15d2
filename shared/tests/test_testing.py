"""Do the tools that other tests stand on see what is wrong? A small library with one shelf is decided about."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar, assert_never

import pytest
from pydantic import Field
from shared.actor import Allowed, Role
from shared.calendar import PartialDate, in_words
from shared.decider import Context, Decider
from shared.message import Command, Event, Id, Refused, Value
from shared.money import Pounds
from shared.testing.example import example_of
from shared.testing.golden import check_event, check_names, check_sentence
from shared.testing.spec import DCI, EVERYBODY, MANAGER, TODAY, Spec, csp_chair_of, some_id


class BookLent(Event):
    book: Id
    reader: str
    on: date


class BookReturned(Event):
    book: Id
    on: date


class LendBook(Command):
    book: Id
    reader: str


class ReturnBook(Command):
    book: Id


type LibraryEvent = BookLent | BookReturned
type LibraryCommand = LendBook | ReturnBook


@dataclass(frozen=True, slots=True)
class Shelf:
    reader: str | None = None


def evolve(shelf: Shelf, event: LibraryEvent) -> Shelf:
    match event:
        case BookLent(reader=reader):
            return Shelf(reader)
        case BookReturned():
            return Shelf()
        case _:
            assert_never(event)


def decide(command: LibraryCommand, shelf: Shelf, context: Context) -> list[LibraryEvent]:
    match command:
        case LendBook(book=book, reader=reader):
            if shelf.reader == reader:
                return []
            if shelf.reader:
                raise Refused("The book is with another reader", field="reader")
            if context.found:
                raise Refused(f"The reader has {context.found} books already")
            return [BookLent(book=book, reader=reader, on=context.today)]
        case ReturnBook(book=book):
            return [BookReturned(book=book, on=context.today)] if shelf.reader else []
        case _:
            assert_never(command)


SHELF = Decider(decide, evolve, Shelf())
BOOK = some_id("book")
LENT = BookLent(book=BOOK, reader="Ana", on=TODAY)


def test_a_decision_reads_as_a_sentence() -> None:
    monday = date(2026, 11, 9)
    outcome = Spec(SHELF).when(LendBook(book=BOOK, reader="Ana")).then(LENT).twice_changes_nothing()
    outcome.and_then.when(ReturnBook(book=BOOK), on=monday).then(BookReturned(book=BOOK, on=monday))
    outcome.then_kinds(BookLent)
    Spec(SHELF).when(ReturnBook(book=BOOK)).nothing()
    Spec(SHELF).given(LENT).when(LendBook(book=BOOK, reader="Bo")).refused("another reader", field="reader")
    Spec(SHELF).when(LendBook(book=BOOK, reader="Ana"), found=5).refused("has 5 books")


def test_the_instant_is_noon_in_london_of_the_day() -> None:
    summer = Spec(SHELF).when(ReturnBook(book=BOOK), by=DCI, on=date(2026, 7, 1)).context
    assert (summer.at, summer.today, summer.actor) == (datetime(2026, 7, 1, 11, tzinfo=UTC), date(2026, 7, 1), DCI)


LEND = LendBook(book=BOOK, reader="Ana")


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (lambda: Spec(SHELF).when(LEND).nothing(), r"Expected: nothing\nDecided:\n  BookLent"),
        (lambda: Spec(SHELF).when(LEND).then(LENT, LENT), "Expected:"),
        (lambda: Spec(SHELF).when(LEND).then_kinds(BookReturned), "Expected:"),
        (lambda: Spec(SHELF).when(LEND).refused("reader"), "It was not refused"),
        (lambda: Spec(SHELF).when(LEND, found=5).then(LENT), "It was refused: The reader has 5 books already"),
        (lambda: Spec(SHELF).when(LEND, found=5).then_kinds(), "It was refused"),
        (lambda: Spec(SHELF).when(LEND, found=5).twice_changes_nothing(), "It was refused"),
        (lambda: Spec(SHELF).when(LEND, found=5).refused("6 books"), "Expected a refusal with: 6 books"),
        (lambda: Spec(SHELF).when(LEND, found=5).refused(""), "Expected a refusal with"),
        (lambda: Spec(SHELF).when(LEND, found=5).refused("5", field="book"), "Expected the field: book"),
    ],
)
def test_a_wrong_claim_fails_and_says_why(claim: Callable[[], object], said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        claim()


def test_a_command_that_adds_each_time_is_not_idempotent() -> None:
    def add(command: LibraryCommand, shelf: Shelf, context: Context) -> list[LibraryEvent]:
        return [LENT]

    adds = Decider(add, evolve, Shelf())
    with pytest.raises(AssertionError, match="The second time it decided"):
        Spec(adds).when(LEND).then(LENT).twice_changes_nothing()


def test_a_second_time_that_is_refused_is_not_idempotent() -> None:
    def refuse(command: LibraryCommand, shelf: Shelf, context: Context) -> list[LibraryEvent]:
        if shelf.reader:
            raise Refused("It is lent")
        return [LENT]

    outcome = Spec(Decider(refuse, evolve, Shelf())).when(LEND).then(LENT)
    with pytest.raises(AssertionError, match="The second time it was refused: It is lent"):
        outcome.twice_changes_nothing()


def test_a_second_time_that_breaks_is_seen_without_asking() -> None:
    def breaks(command: LibraryCommand, shelf: Shelf, context: Context) -> list[LibraryEvent]:
        if shelf.reader:
            raise KeyError(shelf.reader)
        return [LENT]

    with pytest.raises(KeyError):
        Spec(Decider(breaks, evolve, Shelf())).when(LEND)


def test_a_decision_left_to_chance_is_seen() -> None:
    def toss(*_: Any) -> list[LibraryEvent]:
        return [BookLent(book=BOOK, reader=str(random.random()), on=TODAY)]

    with pytest.raises(AssertionError, match="two answers"):
        Spec(Decider(toss, evolve, Shelf())).when(LEND)


def test_there_is_one_person_in_each_role() -> None:
    assert sorted(role for actor in EVERYBODY for role in actor.roles) == sorted(Role)
    assert len({actor.id for actor in EVERYBODY}) == len(EVERYBODY)
    assert csp_chair_of("Watford").posts == {"csp_chair:Watford"}
    assert MANAGER.holds(Role.MANAGER)


# Golden files


def sentence(event: BookLent) -> str:
    return f"The book was lent on {in_words(event.on)}."


def test_a_missing_golden_file_is_asked_for_and_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOLDEN", raising=False)
    with pytest.raises(AssertionError, match=r"BookLent\.v1\.json is missing.*GOLDEN=add"):
        check_event(tmp_path, BookLent, sentence)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("GOLDEN", "add")
    check_event(tmp_path, BookLent, sentence, LENT)
    stored = json.loads((tmp_path / "BookLent.v1.json").read_text())
    assert stored == {"book": BOOK, "reader": "Ana", "on": "2026-11-03"}


def test_a_golden_file_is_never_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDEN", "add")
    path = tmp_path / "BookLent.v1.json"
    path.write_text(json.dumps({"book": BOOK, "reader": "Bo", "on": "2020-01-01"}))
    before = path.read_bytes()
    check_event(tmp_path, BookLent, sentence, LENT)
    assert path.read_bytes() == before


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that keeps an example of the first version."""
    monkeypatch.delenv("GOLDEN", raising=False)
    (tmp_path / "BookLent.v1.json").write_text(json.dumps({"book": BOOK, "on": "2026-11-03"}))
    return tmp_path


def test_a_new_optional_field_leaves_stored_events_readable(stored: Path) -> None:
    class Later(Event):
        stored_as: ClassVar[str] = "BookLent"
        book: Id
        on: date
        until: date | None = None

    check_event(stored, Later)


def test_a_changed_field_is_seen(stored: Path) -> None:
    class Later(Event):
        stored_as: ClassVar[str] = "BookLent"
        book: Id
        on: datetime

    with pytest.raises(AssertionError, match=r"no longer stored as its golden file says.*upcast_to_2"):
        check_event(stored, Later)


def test_a_field_that_is_gone_is_seen(stored: Path) -> None:
    class Later(Event):
        stored_as: ClassVar[str] = "BookLent"
        book: Id

    with pytest.raises(ValueError, match="Extra inputs"):
        check_event(stored, Later)


def test_a_new_version_climbs_from_the_first(stored: Path) -> None:
    class Later(Event):
        stored_as: ClassVar[str] = "BookLent"
        version: ClassVar[int] = 2
        book: Id
        lent_on: date

        @staticmethod
        def upcast_to_2(old: dict[str, Any]) -> dict[str, Any]:
            return {"book": old["book"], "lent_on": old["on"]}

    (stored / "BookLent.v2.json").write_text(json.dumps({"book": BOOK, "lent_on": "2026-11-03"}))
    described: list[date] = []

    def describe(event: Later) -> str:
        described.append(event.lent_on)
        return f"Lent on {in_words(event.lent_on)}."

    check_event(stored, Later, describe)
    assert described == [TODAY, TODAY]
    (stored / "BookLent.v1.json").unlink()
    with pytest.raises(AssertionError, match=r"BookLent\.v1\.json is missing: events of that version may be stored"):
        check_event(stored, Later)


def test_a_name_that_was_stored_may_not_be_lost(stored: Path) -> None:
    check_names(stored, LibraryEvent)
    with pytest.raises(AssertionError, match="unknown now: BookLent"):
        check_names(stored, BookReturned)


def test_two_events_can_not_share_a_name(tmp_path: Path) -> None:
    class Other(Event):
        stored_as: ClassVar[str] = "BookLent"

    with pytest.raises(AssertionError, match="under one name: BookLent"):
        check_names(tmp_path, BookLent | Other)


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ("the book was lent.", "capital"),
        ("The book was lent", "full stop"),
        ("", "full stop"),
        (f"The book {BOOK} was lent.", "an id"),
        ("The book_id is known.", "underscore"),
        ("BookLent happened.", "name of the event"),
        ("The book was lent on 2026-11-03.", "as machines write it"),
        ("The book was lent to None.", "as Python writes it"),
        ("The books were ['one'] and {'two'}.", "as Python writes it"),
    ],
)
def test_what_is_no_sentence_is_seen(said: str, trouble: str) -> None:
    with pytest.raises(AssertionError, match=trouble):
        check_sentence(said, BookLent)


def test_a_sentence_may_be_plain() -> None:
    check_sentence("The CSP Chair of St Albans decided, on 3 November 2026, that a review will be held.", BookLent)


# Examples


class Part(Value):
    role: Role
    born: PartialDate | None = None
    amounts: tuple[Pounds, ...] = ()


class Everything(Event):
    id: Id
    code: Annotated[str, Field(pattern=r"^[A-Z]\d$")]
    line: Annotated[str, Field(min_length=1, max_length=8)]
    count: Annotated[int, Field(ge=3)]
    share: Annotated[int, Field(gt=1)] | None = None
    when: datetime
    parts: tuple[Part, ...]
    pair: tuple[int, str]
    roles: frozenset[Role]
    notes: dict[str, str]
    sure: bool | None = None
    note: str | None = None


def test_an_example_is_made_from_the_fields_alone() -> None:
    made = example_of(Everything)
    assert made == example_of(Everything)
    assert (made.count, made.share, made.code, made.line) == (3, 2, "A1", "Some lin")
    assert made.parts[0].born is not None
    assert made.parts[0].amounts
    assert made.roles
    assert made.notes
    assert made.sure
    assert example_of(Everything, count=7).count == 7


def test_an_example_that_can_not_be_guessed_is_asked_for() -> None:
    class Odd(Event):
        plate: Annotated[str, Field(pattern=r"^[A-Z]{2}\d\d [A-Z]{3}$")]

    with pytest.raises(AssertionError, match="choose an example for plate"):
        example_of(Odd)
    assert example_of(Odd, plate="AB12 CDE").plate == "AB12 CDE"


def test_a_policy_that_gives_no_answer_says_no() -> None:
    def silent(command: LibraryCommand, shelf: Shelf, context: Context) -> Allowed:
        return None  # type: ignore[return-value]  # as a policy in which a case was forgotten

    Spec(SHELF, silent).when(LEND).forbidden("does not know this")
    with pytest.raises(AssertionError, match="It was not forbidden"):
        Spec(SHELF).when(LEND).forbidden("anything")
    with pytest.raises(AssertionError, match="It was forbidden"):
        Spec(SHELF, silent).when(LEND).then(LENT)
