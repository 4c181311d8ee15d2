"""Is a finding about independence known again by what it is, and not by its words?"""

from datetime import date

import pytest
from chairs.domain import events as e
from chairs.domain.people.concerns import Concern, Why, told_before
from chairs.domain.people.independence import independence
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.values import Affiliation, Independence
from shared.testing.spec import SYSTEM

from . import story
from .story import CASE_ID, DANA, WATFORD, commission, found, new, person, tie

DEATH = date(2026, 3, 1)
TIES: tuple[Affiliation, ...] = (
    tie(),
    tie(until=date(2022, 3, 1)),
    tie(until=date(2025, 3, 27)),
    tie(end_unknown=True),
    tie(areas=(), county_wide=True, until=date(2025, 3, 27)),
    tie(agency="Hertfordshire Constabulary", areas=(), until=date(2025, 1, 1)),
    tie(agency="Hertfordshire Constabulary", areas=(), statutory=True),
    tie(agency="A trust, of sorts", areas=(), until=date(2025, 1, 1)),
)
BEFORE = {
    "Worked for Watford Housing Trust until 27 March 2025, which works in Watford. The first death was on 1 March "
    "2026, so leaving by 1 March 2024 is early enough; this was later.": Concern(
        why=Why.LEFT_TOO_LATE,
        agency="Watford Housing Trust",
        where="Watford",
        until=date(2025, 3, 27),
        first_death=DEATH,
    ),
    "Worked for A trust; the day of leaving is not known, which is in this case. The day of the death is not known; a "
    "person has to decide.": Concern(why=Why.DEATH_UNKNOWN, agency="A trust", where="this case"),
}
recheck = c.RecheckIndependence(case_id=CASE_ID)


@pytest.mark.rule("H-12")
@pytest.mark.parametrize("death", [DEATH, None])
def test_what_was_told_in_sentences_alone_is_read_as_what_it_was(death: date | None) -> None:
    now = independence(TIES, csp="Watford", agencies=("Hertfordshire Constabulary",), earliest_death=death)
    assert told_before(now.explanation) == [each.model_dump(mode="json") for each in now.concerns]
    assert len(now.concerns) == (6 if death else 7)


@pytest.mark.rule("H-12")
@pytest.mark.parametrize("sentence", BEFORE)
def test_sentences_as_they_were_worded_at_first_are_read_too(sentence: str) -> None:
    assert told_before((sentence,)) == [BEFORE[sentence].model_dump(mode="json")]
    (of_writer,) = told_before((f"Eve Hall, the report writer: {sentence}",))
    assert of_writer == BEFORE[sentence].model_dump(mode="json") | {"of_writer": True}


@pytest.mark.rule("H-12")
def test_an_old_finding_that_a_person_decided_is_not_raised_again_in_new_words() -> None:
    late = tie(until=date(2025, 3, 27))
    first = next(iter(BEFORE))
    stored = {
        "case_id": CASE_ID,
        "number": 1,
        "chair_id": DANA,
        "chair_name": "Dana Reed",
        "result": Independence.CONFLICT.value,
        "explanation": [first],
    }
    old = e.ConflictFound.from_stored(stored, 1)
    decided = e.ConflictDecided(
        case_id=CASE_ID, number=1, chair_id=DANA, chair_continues=True, reason="A talk", decided_by=WATFORD.id
    )
    history = new.given(story.commissioned(), old, decided)
    history.when(recheck, by=SYSTEM, found=found(person(affiliations=(late,)))).nothing()
    other = tie(agency="Watford Refuge", until=date(2025, 3, 27))
    history.when(recheck, by=SYSTEM, found=found(person(affiliations=(late, other)))).then_kinds(e.ConflictFound)


@pytest.mark.rule("H-12")
def test_what_was_decided_stays_decided_when_a_fact_goes_and_comes_back() -> None:
    first, second = tie(until=date(2025, 3, 27)), tie(agency="Watford Refuge", until=date(2025, 3, 27))
    decide = c.DecideConflict(case_id=CASE_ID, chair_continues=True, reason="A talk")
    commissioned = new.when(commission(), by=WATFORD, found=found()).and_then
    one = commissioned.when(recheck, by=SYSTEM, found=found(person(affiliations=(first,)))).and_then
    settled = one.when(decide, by=WATFORD).and_then
    two = settled.when(recheck, by=SYSTEM, found=found(person(affiliations=(second,)))).and_then
    both = two.when(decide, by=WATFORD).and_then
    both.when(recheck, by=SYSTEM, found=found(person(affiliations=(first,)))).nothing()


@pytest.mark.rule("H-12")
def test_what_a_person_decided_at_the_commission_is_known_and_kept() -> None:
    unclear = found(person(affiliations=(tie(end_unknown=True),)))
    asked = commission(independence_decision="Left in 2020, as the trust wrote")
    made = new.when(asked, by=WATFORD, found=unclear)
    (event,) = made.events
    assert isinstance(event, e.ChairCommissioned)
    assert [(each.why, each.where) for each in event.concerns] == [(Why.END_UNKNOWN, "Watford")]
    made.and_then.when(recheck, by=SYSTEM, found=unclear).nothing()
