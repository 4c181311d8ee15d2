"""Are dates counted as the rules say?"""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from shared.bank_holidays import bank_holidays, expected, published
from shared.calendar import FinancialYear, PartialDate, Quarter

from shared import calendar

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.rule("C-01")
@pytest.mark.parametrize("row", rows("deadlines_28_days.csv"), ids=lambda row: row["attention"])
def test_the_decision_is_due_28_calendar_days_on(row: dict[str, str]) -> None:
    due = calendar.twenty_eight_days(day(row["attention"]))
    assert due == day(row["due"])
    assert bank_holidays(due.year).get(due, "") == row["bank_holiday"]
    assert calendar.last_working_day(due) == day(row["last_working_day"])


@pytest.mark.rule("C-01")
@pytest.mark.parametrize(
    ("due", "note"),
    [
        ("2026-11-30", None),
        (
            "2026-12-27",
            "27 December 2026 is a Sunday. The last working day before it is 24 December 2026.",
        ),
        (
            "2027-03-29",
            "29 March 2027 is a bank holiday, Easter Monday. The last working day before it is 25 March 2027.",
        ),
    ],
)
def test_a_deadline_on_a_free_day_stands_and_says_so(due: str, note: str | None) -> None:
    assert calendar.non_working_note(day(due)) == note


@pytest.mark.rule("C-01")
def test_a_year_whose_bank_holidays_are_not_published_is_computed_and_says_so() -> None:
    good_friday = date(2040, 3, 30)
    assert not published(2040)
    note = calendar.non_working_note(good_friday)
    assert note == (
        "30 March 2040 is a bank holiday, Good Friday. The last working day before it is 29 March 2040. "
        "The bank holidays of 2040 are not published yet, so this may change."
    )


def test_the_usual_rules_give_the_published_days_but_for_the_crown_and_the_victory_day() -> None:
    one_off = {
        2012: {date(2012, 5, 28), date(2012, 6, 4), date(2012, 6, 5)},  # Diamond Jubilee
        2020: {date(2020, 5, 4), date(2020, 5, 8)},  # 75 years since Victory in Europe
        2022: {date(2022, 5, 30), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)},  # Jubilee, funeral
        2023: {date(2023, 5, 8)},  # Coronation
    }
    years = [year for year in range(2012, 2029) if published(year)]
    assert len(years) == 17
    for year in years:
        assert set(expected(year)) ^ set(bank_holidays(year)) == one_off.get(year, set()), year
        assert {day: expected(year).get(day, name) for day, name in bank_holidays(year).items()} == bank_holidays(year)


@given(st.integers(1990, 2090))
def test_there_are_eight_usual_bank_holidays_none_on_a_weekend(year: int) -> None:
    assert len(expected(year)) == 8
    assert all(day.weekday() < 5 and day.year == year for day in expected(year))


@pytest.mark.rule("C-02")
@pytest.mark.parametrize("row", rows("deadlines_six_months.csv"), ids=lambda row: row["decision"])
def test_the_report_is_due_six_months_after_the_decision(row: dict[str, str]) -> None:
    assert calendar.six_months(day(row["decision"])) == day(row["due"])
    assert calendar.add_months(day(row["decision"]), 12) == day(row["twelve_months"])


@pytest.mark.rule("C-02")
@given(DAYS, st.integers(-600, 600))
def test_a_month_on_is_the_same_day_or_that_months_last(start: date, months: int) -> None:
    end = calendar.add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@given(DAYS, DAYS)
def test_a_later_decision_is_never_due_earlier(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert calendar.six_months(first) <= calendar.six_months(second)
    assert calendar.twenty_eight_days(first) <= calendar.twenty_eight_days(second)


def test_the_family_has_21_days() -> None:
    assert calendar.three_weeks(date(2026, 12, 20)) == date(2027, 1, 10)


@pytest.mark.rule("H-05")
@pytest.mark.parametrize("row", rows("independence.csv"), ids=lambda row: f"{row['left']}-{row['death']}")
def test_two_years_away_from_an_agency_are_counted_by_date(row: dict[str, str]) -> None:
    latest = calendar.years_before(day(row["death"]), 2)
    assert latest == day(row["latest_allowed"])
    assert (day(row["left"]) <= latest) == (row["enough"] == "yes")


@pytest.mark.rule("H-05")
@given(DAYS)
def test_the_latest_allowed_day_is_the_last_with_two_whole_years_after_it(death: date) -> None:
    latest = calendar.years_before(death, 2)
    assert calendar.years_between(latest, death) == 2
    assert calendar.years_between(latest + timedelta(days=1), death) == 1


@pytest.mark.parametrize(
    ("born", "died", "age"),
    [
        ("2010-11-03", "2026-11-03", 16),
        ("2010-11-04", "2026-11-03", 15),
        ("2008-02-29", "2025-02-28", 16),
        ("2008-02-29", "2025-03-01", 17),
    ],
)
def test_an_age_is_counted_in_whole_years(born: str, died: str, age: int) -> None:
    assert calendar.years_between(day(born), day(died)) == age


@pytest.mark.rule("C-07")
@pytest.mark.parametrize(
    ("instant", "civil"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2)),  # summer time: midnight is 23:00 UTC
        (datetime(2026, 12, 1, 23, 59, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 12, 2, 0, 0, tzinfo=UTC), date(2026, 12, 2)),
    ],
)
def test_the_day_is_the_one_in_london(instant: datetime, civil: date) -> None:
    assert calendar.civil_date(instant) == civil


@pytest.mark.rule("C-07")
@given(DAYS)
def test_a_day_begins_at_midnight_in_london(start: date) -> None:
    begins = datetime(start.year, start.month, start.day, tzinfo=calendar.LONDON).astimezone(UTC)
    assert calendar.civil_date(begins) == start
    assert calendar.civil_date(begins - timedelta(microseconds=1)) == start - timedelta(days=1)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar.civil_date(datetime(2026, 7, 1))


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2026-11-02", "2026-11-09"),
        ("2026-11-07", "2026-11-13"),  # sent on a Saturday
        ("2026-12-22", "2026-12-31"),  # Christmas, Boxing Day's substitute, and two weekends' days between
    ],
)
def test_an_acknowledgement_is_due_after_five_working_days(sent: str, due: str) -> None:
    assert calendar.five_working_days(day(sent)) == day(due)


@given(DAYS, st.integers(1, 40))
def test_working_days_are_counted_there_and_back(start: date, count: int) -> None:
    end = calendar.add_working_days(start, count)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(calendar.is_working_day(day) for day in between) == count
    assert calendar.is_working_day(end)
    assert calendar.add_working_days(end + timedelta(days=1), -1) == end


@given(DAYS)
def test_the_last_working_day_is_near_and_nothing_lies_between(due: date) -> None:
    last = calendar.last_working_day(due)
    assert calendar.is_working_day(last)
    assert timedelta(0) <= due - last <= timedelta(days=5)
    assert not any(calendar.is_working_day(last + timedelta(days=n)) for n in range(1, (due - last).days + 1))
    assert (calendar.non_working_note(due) is None) == (last == due)


@pytest.mark.parametrize(
    ("on", "words", "financial"),
    [
        ("2026-11-03", "October to December 2026", "Quarter 3 of 2026 to 2027"),
        ("2027-03-31", "January to March 2027", "Quarter 4 of 2026 to 2027"),
        ("2027-04-01", "April to June 2027", "Quarter 1 of 2027 to 2028"),
        ("2027-09-30", "July to September 2027", "Quarter 2 of 2027 to 2028"),
    ],
)
def test_a_quarter_has_its_names(on: str, words: str, financial: str) -> None:
    assert Quarter.of(day(on)).in_words == words
    assert Quarter.of(day(on)).in_financial_words == financial


@given(DAYS)
def test_quarters_follow_on_without_gap_or_overlap(on: date) -> None:
    quarter = Quarter.of(on)
    assert quarter.first <= on <= quarter.last
    assert quarter.next().first == quarter.last + timedelta(days=1)
    assert quarter.next().previous() == quarter
    assert quarter < quarter.next()


@given(DAYS)
def test_a_financial_year_runs_from_april_to_march(on: date) -> None:
    year = FinancialYear.of(on)
    assert year.first <= on <= year.last
    assert (year.first.month, year.first.day, year.last.month, year.last.day) == (4, 1, 3, 31)
    assert FinancialYear.of(year.last + timedelta(days=1)) == FinancialYear(year.start + 1)


@pytest.mark.rule("N-13")
@pytest.mark.parametrize(
    ("partial", "first", "last", "words"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2026"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
        ("2026-11-03", "2026-11-03", "2026-11-03", "3 November 2026"),
    ],
)
def test_what_is_known_in_part_is_computed_from_its_earliest_day(
    partial: str, first: str, last: str, words: str
) -> None:
    assert TypeAdapter(PartialDate).validate_python(partial) == partial
    assert calendar.earliest(partial) == day(first)
    assert calendar.latest(partial) == day(last)
    assert calendar.partial_in_words(partial) == words


@pytest.mark.rule("N-13")
def test_what_is_computed_from_a_partial_date_says_so() -> None:
    assert calendar.earliest_note("2026-11-03") is None
    assert calendar.earliest_note("2026-11") == (
        "Only November 2026 is known, so this is worked out from its earliest day, 1 November 2026."
    )


@pytest.mark.rule("N-13")
@pytest.mark.parametrize(
    "text", ["", "26", "2026-13", "2026-02-29", "2026-1", "2026-11-", "03/11/2026", "0000", "20261103", "٢٠٢٦"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(PartialDate).validate_python(text)


@pytest.mark.rule("N-13")
@given(DAYS)
def test_a_whole_date_stays_what_it_is(whole: date) -> None:
    assert calendar.earliest(whole.isoformat()) == calendar.latest(whole.isoformat()) == whole
    assert not calendar.is_partial(whole.isoformat())
    assert calendar.is_partial(whole.isoformat()[:7])


def test_dates_are_said_as_on_gov_uk() -> None:
    assert calendar.in_words(date(2026, 11, 3)) == "3 November 2026"
    assert (calendar.days_in_words(1), calendar.days_in_words(0)) == ("1 day", "0 days")
