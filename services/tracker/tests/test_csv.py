"""Rule A-08: what a file of recommendations says, and what is the matter with each row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared.contracts.tracker.addressees import addressees, is_group, is_missing
from shared.contracts.tracker.csv_rows import read_recommendations
from shared.contracts.tracker.deadlines import deadline_in, read_date
from shared.contracts.tracker.values import Scope

from . import story


def remarks(data: bytes) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.text.partition(";")[0]) for one in read_recommendations(data).remarks]


@pytest.mark.rule("A-08")
def test_the_published_recommendations_are_read_whole() -> None:
    reading = read_recommendations(story.data("published_recommendations.csv"))
    assert len(reading.rows) == 25
    assert [row.number for row in reading.rows[3:6]] == ["9.1 a", "9.1 b", "9.1 c"]
    assert reading.rows[3].addressed_to == ("NHS England", "Greater Manchester CCG")
    assert reading.rows[3].review == "Manchester, published 2023-07"
    assert reading.rows[2].addressed_to == ()
    assert not any(remark.stops for remark in reading.remarks)
    missing = [remark.row for remark in reading.remarks if remark.text.startswith("Nobody is named")]
    assert missing == [4]
    gone = [remark.row for remark in reading.remarks if remark.text.startswith("Clinical commissioning groups ended")]
    assert gone == [5, 6, 7]


@pytest.mark.rule("A-08")
def test_the_home_office_template_is_read() -> None:
    template = (
        b"Recommendation,Scope of recommendation (local / regional / national),Action to take,Lead agency,"
        b"Key milestones achieved in enacting recommendation,Target date,Date of completion and outcome\r\n"
        b"Write a policy,Local,Write it,NHS England,drafted,31/12/26,\r\n"
        b"Train staff,national,Train them,Probation,,ongoing,Completed March 2025\r\n"
    )
    reading = read_recommendations(template)
    first, second = reading.rows
    assert (first.scope, first.action, first.target) == (Scope.LOCAL, "Write it", date(2026, 12, 31))
    assert not first.arrived_complete
    assert (second.scope, second.target, second.arrived_complete) == (Scope.NATIONAL, None, True)
    assert remarks(template) == [(3, "Target date", "“ongoing” is not a date")]


def test_rows_grouped_under_themes_get_their_theme() -> None:
    grouped = b"Recommendation,Lead\nTheme 2 Processes,\nShare protocols,NHS\nTheme 4 Training,\nTrain staff,NHS\n"
    assert [row.theme for row in read_recommendations(grouped).rows] == ["Theme 2 Processes", "Theme 4 Training"]


@pytest.mark.rule("A-08")
def test_every_row_says_by_row_and_column_what_is_the_matter() -> None:
    untidy = "No.;Recommendation;Addressed to;Scope\n1;Audit;;x\n2;;NHS;\n1;Train;All agencies;\n1;Audit;;x\n\n".encode(
        "cp1252"
    )
    assert remarks(untidy) == [
        (2, "Addressed to", "Nobody is named"),
        (2, "Scope", "“x” is not a scope"),
        (3, "Recommendation", "There is no recommendation in this row"),
        (4, "Addressed to", "All agencies is a group"),
        (4, "No.", "Row 2 has the number 1 as well"),
        (5, "Addressed to", "Nobody is named"),
        (5, "Scope", "“x” is not a scope"),
        (5, "Recommendation", "The same as row 2"),
    ]
    assert not read_recommendations(untidy).can_be_loaded


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "empty"), (b"a,b\n1,2\n", "no column with the recommendations"), (b"Recommendation\n", "headings only")],
)
def test_a_file_that_can_not_be_read_says_why(data: bytes, said: str) -> None:
    reading = read_recommendations(data)
    assert not reading.can_be_loaded
    assert said in reading.remarks[0].text


def test_words_of_windows_are_read() -> None:
    [row] = read_recommendations("Recommendation\nA caf\u00e9\u2019s policy\n".encode("cp1252")).rows
    assert row.text == "A caf\u00e9\u2019s policy"


@given(st.binary(max_size=300))
def test_whatever_the_bytes_something_is_said(data: bytes) -> None:
    reading = read_recommendations(data)
    assert reading.rows or reading.remarks


@given(st.text(max_size=300))
def test_whatever_the_rows_they_are_read_or_remarked_on(text: str) -> None:
    reading = read_recommendations(f"Recommendation,Lead,Target\n{text}".encode())
    assert reading.rows or reading.remarks


@pytest.mark.rule("A-08")
@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31/12/26", date(2026, 12, 31)),
        ("31.12.2026", date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        ("Dec 2013", date(2013, 12, 31)),
        ("1st March 2024", date(2024, 3, 1)),
        ("March 3, 2024", date(2024, 3, 3)),
        ("Q2 2024", date(2024, 6, 30)),
        ("2025", date(2025, 12, 31)),
        ("30/02/2024", None),
        ("ongoing", None),
        ("", None),
    ],
)
def test_messy_dates_are_read_or_left_open(cell: str, day: date | None) -> None:
    assert read_date(cell) == day


@pytest.mark.rule("A-08")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("to practices by December 2013: (a) use", ("by December 2013", date(2013, 12, 31))),
        ("done no later than 31 March 2024 please", ("no later than 31 March 2024", date(2024, 3, 31))),
        ("by the end of May 2025", ("by the end of May 2025", date(2025, 5, 31))),
        ("within six months of the review", ("within six months", None)),
        ("by report and case audits", None),
    ],
)
def test_deadlines_inside_a_text_are_found(text: str, found: tuple[str, date | None] | None) -> None:
    assert deadline_in(text) == found


@pytest.mark.rule("A-08")
def test_groups_missing_names_and_bodies_are_told_apart() -> None:
    for group in ("All Agencies", "(several)", "Contributing agencies to this review", "Each agency", "all partners"):
        assert is_group(group), group
    for body in ("NHS England", "Essex Safeguarding Adults Board", "Safe Durham Partnership", "All Saints Trust"):
        assert not is_group(body), body
        assert not is_missing(body), body
    assert addressees("NHS England | Probation;NHS England\nTBC") == ("NHS England", "Probation")
