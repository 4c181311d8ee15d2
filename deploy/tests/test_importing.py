"""Is the county's tracker taken over whole or not at all, however messy it is?"""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from deploy.importing import cells
from deploy.importing.loading import load_tracker
from deploy.importing.reviews import command_id_of, reviews_in
from deploy.importing.sheet import Cell, Sheet, read
from deploy.system.folder import Folder
from deploy.trouble import Trouble
from deploy.where import Where
from hypothesis import given
from hypothesis import strategies as st
from shared.contracts.cases.values import Category
from shared.contracts.county import Csp

HEADINGS: tuple[str, ...] = ("Case ref", "CSP", "Month of death", "Category", "Murder-suicide")
HEADINGS += ("Victims", "Perpetrator deaths", "Deceased", "Children")
GOOD: tuple[Cell, ...] = ("HDHR-001", "Watford", "2011-10", "Intimate partner", "yes", 1, 1, 2, 3)


def sheet(*rows: tuple[Cell, ...]) -> Sheet:
    return Sheet(HEADINGS, tuple(enumerate(rows, 2)))


def changed(**cells_: Cell) -> tuple[Cell, ...]:
    names = ("reference", "csp", "month", "category", "both", "victims", "perpetrators", "deceased", "children")
    return tuple(cells_.get(name, cell) for name, cell in zip(names, GOOD, strict=True))


def said(*rows: tuple[Cell, ...]) -> list[str]:
    return [str(problem) for problem in reviews_in(sheet(*rows))[1]]


@pytest.mark.rule("B-08")
def test_a_row_becomes_a_review() -> None:
    (review,), problems = reviews_in(sheet(GOOD))
    assert problems == []
    assert (review.reference, review.csp, review.death_month) == ("HDHR-001", Csp.WATFORD, "2011-10")
    assert (review.category, review.murder_suicide, review.published) == (Category.INTIMATE_PARTNER, True, True)
    assert (review.victims, review.perpetrator_deaths, review.children) == (1, 1, 3)


@pytest.mark.rule("B-08")
def test_every_rows_errors_are_named_by_row_and_column() -> None:
    assert said(
        changed(month="sometime"),
        changed(reference="HDHR-002", csp="Watfrod", victims="two"),
        changed(reference="HDHR-003", both="perhaps", children=""),
    ) == [
        "Row 2, Month of death: “sometime” is not a month such as 2014-03 or March 2014.",
        "Row 3, CSP: “Watfrod” is not known here; perhaps Watford.",
        "Row 3, Victims: “two” is not a whole number.",
        "Row 4, Murder-suicide: “perhaps” is neither yes nor no.",
        "Row 4, Children: is empty.",
    ]


@pytest.mark.rule("B-08")
def test_a_number_that_stands_twice_is_named_with_both_rows() -> None:
    assert said(GOOD, changed(reference=" hdhr-001 ")) == ["Row 3, reference: HDHR-001 stands in row 2 already."]


@pytest.mark.rule("B-08")
def test_what_does_not_fit_together_is_named() -> None:
    assert said(
        changed(deceased=5), changed(reference="B", both="no"), changed(reference="C", victims=0, deceased=1)
    ) == [
        "Row 2, deceased: 5 is not the sum of 1 victims and 1 perpetrators who died.",
        "Row 3, murder suicide: a murder-suicide has at least one perpetrator who died, and only then.",
        "Row 4, victims: there is at least one.",
    ]


def test_a_missing_column_is_named_with_the_names_it_may_have() -> None:
    _, (problem, *_) = reviews_in(Sheet(("Case ref",), ((2, ("HDHR-001",)),)))
    assert str(problem).startswith("Row 1, csp: there is no such column (it may also be called community safety")


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("2014-03", "2014-03"),
        ("2014-3-15", "2014-03"),
        ("March 2014", "2014-03"),
        ("Mar-14", "2014-03"),
        ("15th march 2014", "2014-03"),
        ("15/03/2014", "2014-03"),
        ("3/2014", "2014-03"),
        ("15.03.2014", "2014-03"),
        (date(2014, 3, 15), "2014-03"),
    ],
)
def test_months_are_read_as_people_write_them(cell: Cell, month: str) -> None:
    assert cells.month(cell) == month


@pytest.mark.parametrize("cell", ["03/15/2014", "2014", "32014", 41713, "March", "2014-13", "1999-01", "Foo 2014", ""])
def test_what_could_be_several_months_or_none_is_not_guessed(cell: Cell) -> None:
    with pytest.raises(cells.Wrong):
        cells.month(cell)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes().map(datetime.date)))
def test_no_cell_is_more_than_wrong(cell: Cell) -> None:
    for column in (cells.month, cells.count, cells.yes_or_no, cells.reference, cells.OneOf(Csp, {})):
        with suppress(cells.Wrong):
            column(cell)


def test_the_same_content_is_the_same_command_and_another_is_not() -> None:
    (first, again, other), _ = reviews_in(sheet(GOOD, changed(reference="X"), changed(reference="Y", children=4)))
    (once_more,), _ = reviews_in(sheet(GOOD))
    assert command_id_of(first) == command_id_of(once_more)
    assert len({command_id_of(each) for each in (first, again, other)}) == 3


def test_xlsx_and_csv_are_read_alike(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "tracker.xlsx", {"default_date_format": "dd/mm/yyyy"})
    page = book.add_worksheet()
    page.write_row(0, 0, HEADINGS)
    page.write_row(2, 0, changed(month=""))  # a row is left empty between
    page.write_datetime(2, 2, datetime(2011, 10, 5))
    book.close()
    lines = [",".join(HEADINGS), "", ",".join(str(cell) for cell in GOOD)]
    (tmp_path / "tracker.csv").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    from_xlsx, from_csv = (reviews_in(read(tmp_path / f"tracker.{kind}")) for kind in ("xlsx", "csv"))
    assert from_xlsx == from_csv
    assert from_csv[1] == []
    assert read(tmp_path / "tracker.xlsx").rows[0][0] == 3


@pytest.mark.parametrize("name", ["not-there.csv", "empty.csv", "broken.xlsx"])
def test_a_file_that_can_not_be_read_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.csv").write_text("\n\n")
    (tmp_path / "broken.xlsx").write_text("this is no workbook")
    with pytest.raises(Trouble):
        read(tmp_path / name)


@pytest.mark.rule("B-08")
def test_one_error_keeps_the_whole_file_out(tmp_path: Path) -> None:
    lines = [HEADINGS, GOOD, changed(reference="HDHR-002", victims="x")]
    (tmp_path / "tracker.csv").write_text("\n".join(",".join(map(str, line)) for line in lines))
    nowhere = Where(Folder(tmp_path / "no-system"))  # whoever asked it anything would be told that there is none
    with pytest.raises(Trouble, match=r"Nothing has been loaded\.\nRow 3, Victims: “x” is not a whole number\."):
        load_tracker(nowhere, tmp_path / "tracker.csv", dry_run=False)


@pytest.mark.rule("B-08")
def test_the_countys_own_24_reviews_can_be_taken_over(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = Path(__file__).parents[1] / "src/deploy/data/county_24_reviews.csv"
    reviews, problems = reviews_in(read(file))
    assert problems == []
    assert len(reviews) == 24
    assert sum(review.victims + review.perpetrator_deaths for review in reviews) == 31
    assert sum(review.children for review in reviews) == 29
    assert sum(review.murder_suicide for review in reviews) == 6
    load_tracker(Where(Folder(tmp_path)), file, dry_run=True)
    assert "24 reviews can be loaded" in capsys.readouterr().out
