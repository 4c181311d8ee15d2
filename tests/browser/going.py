"""How does a person go through the pages: by the menu, links, buttons and labels that they see, and nothing else?"""

import csv
from datetime import date

from deploy.waiting import wait_until
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.journeys.whole import PATIENCE


def menu(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name=name, exact=True).click()


def go(page: Page, name: str, *, exact: bool = False) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=exact).first.click()


def follow(page: Page, *names: str) -> None:
    """Links, or buttons that lead to a page, one page after the other."""
    for name in names:
        page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first.click()


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).last.click()


def write(page: Page, **typed: str) -> None:
    """`Fees="27.03"`: into the field of this label; `_` stands for a space."""
    for label, text in typed.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(text)


def day(at: Page | Locator, group: str, on: date) -> None:
    asked = at.get_by_role("group", name=group, exact=True)
    for part, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        asked.get_by_label(part, exact=True).fill(str(number))


def tick(at: Page | Locator, *labels: str) -> None:
    for label in labels:
        at.get_by_label(label, exact=True).check()


def file(name: str) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.7 For a test."}


def said(page: Page, sentence: str) -> None:
    """What the next page says of what was just done."""
    expect(page.get_by_role("alert")).to_contain_text(sentence)


def in_time(page: Page, sentence: str) -> None:
    """It comes to stand on this page, where one service tells another: a person would load it again."""

    def there() -> bool:
        page.reload()
        return sentence in reads(page)

    wait_until(there, timeout=PATIENCE, what=sentence)


def shows(page: Page, *sentences: str) -> None:
    """Each of them stands on the page, as it is read: lines and columns follow each other with a space between."""
    for sentence in sentences:
        expect(page.get_by_role("main")).to_contain_text(sentence, use_inner_text=True)


def shows_not(page: Page, *sentences: str) -> None:
    shown = reads(page)
    assert not [sentence for sentence in sentences if sentence in shown], shown


def reads(page: Page) -> str:
    return " ".join(page.get_by_role("main").inner_text().split())


def refuses(page: Page, reason: str) -> None:
    """The page says why, above the form, and has nothing forgotten."""
    expect(page.get_by_role("alert")).to_contain_text(reason)


def hours(page: Page, *worked: tuple[date, str, str]) -> None:
    """Every day of work, its hours and what was done."""
    for _ in worked[1:]:
        press(page, "Add another day of work")
    for number, (on, spent, what) in enumerate(worked, 1):
        name = f"Day of work {number}" if len(worked) > 1 else "Day of work"
        part = page.get_by_role("group", name=name, exact=True)
        day(part, "Day", on)
        part.get_by_label("Hours", exact=True).fill(spent)
        part.get_by_label("What was done?").fill(what)


def csv_of(page: Page, link: str) -> tuple[str, list[list[str]]]:
    """The name of the file behind the link, and its lines."""
    with page.expect_download() as started:
        go(page, link)
    file = started.value
    text = file.path().read_text(encoding="utf-8-sig")
    return file.suggested_filename, list(csv.reader(text.splitlines()))
