"""Is every form a careful PDF: tagged, marked, the same bytes each time, and its data only ever text?"""

import io
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notifications.forms import decision, notes, parallel, part_one
from notifications.forms.letterhead import Letterhead
from notifications.forms.render import render
from pypdf import PdfReader
from shared.contracts.cases.values import Child, Deceased, PartOne
from shared.contracts.notifications.values import Form
from shared.paper.printable import STAND_IN, printable

from .made_up import DECIDED, EXTENDED, FIRST, MADE_ON, REFERENCE, SECOND, SUBMITTED

LETTERHEAD = Letterhead(contact="reviews@county.example")

FORMS: dict[str, Callable[[], Form]] = {
    "part one": lambda: part_one.part_one(FIRST, to="CSP Chair, Watford", made_on=MADE_ON),
    "decision": lambda: decision.decision(
        FIRST, SECOND, report_due=DECIDED.report_due, to="Home Office", made_on=MADE_ON
    ),
    "coroner": lambda: parallel.coroner(FIRST, SECOND, to="Coroner", made_on=MADE_ON),
    "adults board": lambda: parallel.adults_board(FIRST, SECOND, to="Safeguarding Adults Board", made_on=MADE_ON),
    "children": lambda: parallel.childrens_partnership(FIRST, SECOND, to="Children Partnership", made_on=MADE_ON),
    "delay": lambda: notes.delay(EXTENDED, to="Home Office", made_on=MADE_ON),
    "report": lambda: notes.report(SUBMITTED, to="Home Office", made_on=MADE_ON),
    "commissioner": lambda: notes.commissioner(SUBMITTED, to="Domestic Abuse Commissioner", made_on=MADE_ON),
}


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).replace("\u200b", "").split())


def closed_up(words: str) -> str:
    return "".join(words.split())  # a narrow column breaks a line where it must


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_a_tagged_pdf_in_british_english(name: str) -> None:
    document = read(render(FORMS[name](), LETTERHEAD))
    root = document.root_object
    assert root["/MarkInfo"]["/Marked"].value is True  # type: ignore[index]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]) == "en-GB"
    assert document.metadata is not None
    assert REFERENCE in str(document.metadata.title)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()  # type: ignore[attr-defined]


@pytest.mark.rule("S-04")
@pytest.mark.parametrize("name", FORMS)
def test_every_page_of_a_form_is_marked_official_and_numbered(name: str) -> None:
    pages = read(render(FORMS[name](), LETTERHEAD)).pages
    for number, page in enumerate(pages, 1):
        words = page.extract_text()
        assert words.count("OFFICIAL") >= 2
        assert f"Page {number} of {len(pages)}" in words
        assert "Hertfordshire County Council" in words


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_the_same_bytes_every_time(name: str) -> None:
    assert render(FORMS[name](), LETTERHEAD) == render(FORMS[name](), LETTERHEAD)


@pytest.mark.rule("X-09")
def test_one_record_fills_all_forms() -> None:
    said = {name: text_of(render(make(), LETTERHEAD)) for name, make in FORMS.items()}
    for name in ("part one", "decision", "coroner", "adults board", "children"):
        assert "Amara Testwell" in said[name]
        assert "9 October 2026" in said[name]
        assert "Łukasz Example" in said[name]
    assert "12 Made-up Lane Watford WD17 0ZZ" in said["part one"]
    assert "2 children were living in the household. Support is in place for 1 of 2." in said["part one"]
    assert "A Domestic Homicide Review will be held" in said["decision"]
    assert "there is learning for several agencies" in said["decision"]
    assert "Three calls between May and September 2026." in said["decision"]
    assert "The trial is listed for June" in said["delay"]
    assert "30 September 2027" in said["delay"]
    assert "ab" * 32 in said["report"].replace(" ", "")


@pytest.mark.rule("X-09")
def test_what_is_not_known_is_listed_in_plain_words() -> None:
    assert FORMS["part one"]().missing == (
        "The full date of birth of the person who died",
        "The date of birth of the alleged perpetrator",
    )
    assert "The view of the Sub-Group Chair" in FORMS["decision"]().missing
    assert "Whether support is in place for child 2" in FORMS["children"]().missing
    bare = FIRST.model_copy(update={"summary": "", "address": "[erased]", "children": ()})
    missing = part_one.part_one(bare, to="CSP Chair", made_on=MADE_ON).missing
    assert "The address" in missing
    assert "A summary of the circumstances" in missing


def test_the_coroner_and_the_boards_read_no_views_and_no_rationale() -> None:
    for name in ("coroner", "adults board", "children"):
        said = text_of(render(FORMS[name](), LETTERHEAD))
        assert "A former partner has been charged." not in said
        assert "there is learning for several agencies" not in said


@pytest.mark.parametrize(
    "value",
    [
        '#panic("no")',
        '"]',
        '#read("/etc/passwd")',
        "#import sys: inputs",
        "$x^2$ *bold* _it_ <label> @reference `raw`",
        "= Heading",
        '\\u{41} \\ "',
        "// a comment /* another */",
        "https://county.example/a",
        "-- --- ...",
        "+ 1. - list",
        "]#[",
    ],
)
def test_what_looks_like_markup_stays_text(value: str) -> None:
    first = FIRST.model_copy(
        update={"deceased": (Deceased(name=value, date_of_death=date(2026, 10, 9)),), "summary": value, "csp": value}
    )
    form = part_one.part_one(first, to=value, made_on=MADE_ON)
    assert closed_up(text_of(render(form, LETTERHEAD))).count(closed_up(value)) >= 4


def test_a_character_without_a_glyph_does_not_stop_the_form_and_is_said() -> None:
    first = FIRST.model_copy(update={"address": "\u0985\u09ae 😀 \u202e\x07 \u0627\u0644 end"})
    said = text_of(render(part_one.part_one(first, to="CSP Chair", made_on=MADE_ON), LETTERHEAD))
    assert STAND_IN in said
    assert "the exact words are on our record" in said


def test_letters_of_our_neighbours_are_printed_as_they_are() -> None:
    name = "Łucja Þórsdóttir Öz Ştefănescu Ωμέγα Иван Nguyễn"
    assert printable(name) == name
    first = FIRST.model_copy(update={"summary": name})
    assert name in text_of(render(part_one.part_one(first, to="CSP Chair", made_on=MADE_ON), LETTERHEAD))


def test_a_very_long_word_and_a_very_long_summary_stay_on_the_page() -> None:
    words = "\n\n".join(
        f"Paragraph {number}. " + "The agencies met and agreed what to do. " * 20 for number in range(60)
    )
    first = FIRST.model_copy(update={"address": "x" * 500, "summary": words, "children": (Child(),) * 12})
    pdf = render(part_one.part_one(first, to="CSP Chair", made_on=MADE_ON), LETTERHEAD)
    assert len(read(pdf).pages) > 10
    assert "Paragraph 59." in text_of(pdf)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_no_text_stops_a_form(words: str) -> None:
    first = PartOne.model_validate({**FIRST.model_dump(), "summary": words, "notifying_agency": words})
    assert render(part_one.part_one(first, to=words, made_on=MADE_ON), LETTERHEAD).startswith(b"%PDF-")
