"""What does the matrix say of cover, for whom, and on paper? On both databases."""

from base64 import b64decode
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from chairs.letters.matrix import printed_matrix
from pypdf import PdfReader
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.answers import Matrix, MatrixColumn, MatrixRow, TaskKind
from shared.contracts.chairs.values import ReviewType, Training
from shared.testing.spec import OFFICER, TODAY, some_id

from . import story
from .running import Day, Office
from .story import DANA, EVE, FAY

POLICE = ("Police",)
SLIDES = ("Drug and alcohol", "Mental health", "Police", "Disability", "Adult social care", "Children's social care")


async def gaps(office: Office, **chosen: Any) -> tuple[str, ...]:
    return (await office.ask(ask.SpecialismMatrix(**chosen))).gaps


async def leads(office: Office, chair_id: str, number: int) -> None:
    for at in range(number):
        other = c.RecordOtherReview(
            chair_id=chair_id,
            review_id=some_id(f"{chair_id} {at}"),
            review_type=ReviewType.SAR,
            reference=f"SAR {at}",
            started_on=TODAY,
        )
        await office.done(other)


@pytest.mark.rule("H-03")
async def test_only_who_can_be_appointed_today_closes_a_gap(office: Office) -> None:
    await office.list_chair(specialisms=POLICE)
    assert "Police" not in await gaps(office)
    await office.done(c.SuspendChair(chair_id=DANA, reason="Unwell"))
    assert "Police" in await gaps(office, everybody=True)
    await office.list_chair(EVE, "Eve Hall", specialisms=POLICE, training=None)
    matrix = await office.ask(ask.SpecialismMatrix())
    assert matrix.cover[1] == "Nobody who can be appointed to a Domestic Homicide Review today offers: police."
    assert matrix.cover[0].startswith("Nobody on the list offers: drug and alcohol; mental health; disability;")
    (eve,) = matrix.candidates
    assert eve.in_the_way == ("The Home Office training (module 2) is not completed.",)
    (police,) = [row for row in matrix.rows if row.specialism == "Police"]
    assert (police.holders, police.available, police.gap) == ((EVE,), (), True)


@pytest.mark.rule("H-03", "H-13")
async def test_cover_ends_on_the_day_after_the_training_or_the_approval_expires(office: Office, day: Day) -> None:
    await office.list_chair(specialisms=POLICE, training=Training(completed_on=date(2025, 1, 1), expires_on=TODAY))
    assert "Police" not in await gaps(office)
    day.today = TODAY + story.DAY
    assert "Police" in await gaps(office)


@pytest.mark.rule("H-11", "H-13")
@pytest.mark.parametrize(("days", "warned"), [(61, False), (60, True), (0, True)])
async def test_what_runs_out_is_shown_wherever_the_chair_is_from_sixty_days_before(
    office: Office, days: int, warned: bool
) -> None:
    soon = Training(completed_on=date(2025, 1, 1), expires_on=TODAY + days * story.DAY)
    await office.list_chair(training=soon)
    (row,) = (await office.ask(ask.RosterList())).rows
    (column,) = (await office.ask(ask.SpecialismMatrix())).candidates
    record = await office.ask(ask.ChairDetail(chair_id=DANA))
    tasks = [task for task in (await office.ask(ask.ChairsWork())).tasks if task.kind is TaskKind.EXPIRY]
    assert [bool(row.warnings), bool(column.warnings), bool(record.warnings), bool(tasks)] == [warned] * 4


@pytest.mark.rule("H-13")
async def test_what_ran_out_yesterday_is_in_the_way_and_still_to_be_renewed(office: Office, day: Day) -> None:
    await office.list_chair(training=Training(completed_on=date(2025, 1, 1), expires_on=TODAY))
    day.today = TODAY + story.DAY
    said = "The Home Office training (module 2) expired on 3 November 2026."
    (row,) = (await office.ask(ask.RosterList())).rows
    (column,) = (await office.ask(ask.SpecialismMatrix())).candidates
    assert (row.warnings, column.in_the_way) == ((said,), (said,))
    assert [task.overdue for task in (await office.ask(ask.ChairsWork())).tasks] == [True]


@pytest.mark.rule("H-11")
@pytest.mark.parametrize(("open_reviews", "warned", "free"), [(1, False, True), (2, True, True), (3, True, False)])
async def test_two_open_reviews_are_shown_wherever_the_chair_is(
    office: Office, open_reviews: int, warned: bool, free: bool
) -> None:
    await office.list_chair(specialisms=POLICE)
    await leads(office, DANA, open_reviews)
    said = (f"Leads {open_reviews} reviews already.",) if warned else ()
    (row,) = (await office.ask(ask.RosterList())).rows
    (column,) = (await office.ask(ask.SpecialismMatrix())).candidates
    record = await office.ask(ask.ChairDetail(chair_id=DANA))
    tasks = [task.what for task in (await office.ask(ask.ChairsWork())).tasks if task.kind is TaskKind.LOAD]
    assert (row.warnings, record.warnings) == (said, said)
    assert column.in_the_way + column.warnings == said
    assert tasks == ([f"Dana Reed leads {open_reviews} reviews already"] if warned else [])
    assert ("Police" not in await gaps(office)) is free
    assert len((await office.ask(ask.SpecialismMatrix(available=True))).candidates) == free
    assert (await office.ask(ask.RosterList(available=True))).total == free


@pytest.mark.rule("H-09", "H-03")
async def test_cover_is_told_apart_by_the_kind_of_review(office: Office) -> None:
    await office.list_chair(specialisms=POLICE)
    await office.list_chair(EVE, "Eve Hall", specialisms=("Disability",), review_types=(ReviewType.SAR,))
    assert "Disability" in await gaps(office)
    safeguarding = await office.ask(ask.SpecialismMatrix(review_type=ReviewType.SAR))
    assert [one.name for one in safeguarding.candidates] == ["Eve Hall"]
    assert "Disability" not in safeguarding.gaps
    assert "Police" in safeguarding.gaps
    assert safeguarding.cover[0].startswith(
        "Nobody on the list who is available for Safeguarding Adults Reviews offers: drug and alcohol;"
    )


@pytest.mark.rule("H-03")
async def test_applicants_are_shown_when_asked_for_and_never_cover(office: Office) -> None:
    await office.done(story.apply_to_list(chair_id=FAY, name="Fay Ross", specialisms=POLICE), by=OFFICER)
    assert (await office.ask(ask.SpecialismMatrix())).candidates == ()
    matrix = await office.ask(ask.SpecialismMatrix(everybody=True))
    assert [one.name for one in matrix.candidates] == ["Fay Ross"]
    assert "Police" in matrix.gaps
    assert "police" in matrix.cover[0]


@pytest.mark.rule("H-03")
async def test_a_specialism_that_the_county_adds_is_a_row_and_a_gap(office: Office) -> None:
    await office.done(c.AddSpecialism(name="Stalking"))
    matrix = await office.ask(ask.SpecialismMatrix())
    assert [row.specialism for row in matrix.rows] == [*SLIDES, "Stalking"]
    assert matrix.cover[0].endswith("; stalking.")


# On paper


@pytest.mark.rule("H-03")
async def test_the_pdf_is_the_page_of_that_day_with_its_filters(office: Office) -> None:
    await office.list_chair(specialisms=POLICE)
    await office.list_chair(EVE, "Eve Hall", specialisms=("Mental health",))
    asked = ask.SpecialismMatrixFile(specialism="Police")
    written = await office.ask(asked)
    assert written.name == "Specialisms by candidate 2026-11-03.pdf"
    assert (await office.ask(asked)).content == written.content
    document = PdfReader(BytesIO(b64decode(written.content)))
    said = text_of(document)
    for words in ("As at 3 November 2026", "Hertfordshire County Council", "Dana Reed", "Page 1 of 1"):
        assert words in said
    assert "Mental health" not in said
    assert "Eve Hall" not in said, "who does not offer it is left out"
    assert document.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert document.pages[0].mediabox.width > document.pages[0].mediabox.height


@pytest.mark.rule("H-03")
def test_forty_candidates_with_long_names_stand_eight_beside_each_other_under_a_repeated_heading() -> None:
    long = "Priyadarshini Chandrasekharan-Venkatanarasimharajuvaripeta"
    people = tuple(MatrixColumn(chair_id=some_id(f"{at}"), name=f"{long} {at}") for at in range(40))
    rows = tuple(
        MatrixRow(specialism=f"Specialism {at}", holders=(people[at].chair_id,), available=(), gap=False)
        for at in range(25)
    )
    matrix = Matrix(as_at=TODAY, candidates=people, rows=rows, gaps=())
    document = PdfReader(BytesIO(printed_matrix(matrix, ask.SpecialismMatrix())))
    said = text_of(document)
    for group in ("1 to 8", "9 to 16", "33 to 40"):
        assert f"Candidates {group} of 40" in said
    assert all("Specialism" in page.extract_text() for page in document.pages)
    assert f"Page {len(document.pages)} of {len(document.pages)}" in said
    whole = said.replace("\u00ad", "").replace("-", "").replace(" ", "")
    assert whole.count("Venkatanarasimharajuvaripeta") >= 40


def text_of(document: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in document.pages)
