"""What does somebody do on a page: read it, follow a link, fill in a form, press a button? By what is written there."""

from datetime import date

from deploy.waiting import wait_until
from playwright.sync_api import Locator, Page, expect

from tests.journeys.whole import PATIENCE


def follow(page: Page | Locator, *links: str) -> None:
    """Links by their words, one page after the other. Buttons that lead to a page count as well."""
    for words in links:
        page.get_by_role("link", name=words).or_(page.get_by_role("button", name=words)).first.click()


def open_menu(page: Page, *links: str) -> None:
    """From the menu at the top on."""
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name=links[0], exact=True).click()
    follow(page, *links[1:])


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).locator("visible=true").last.click()


def date_of(page: Page | Locator, question: str, day: date) -> None:
    group = page.get_by_role("group", name=question)
    for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label).fill(str(part))


def tick(page: Page | Locator, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label, exact=True).check()


def file(name: str, content: str = "For a test.") -> dict[str, object]:
    return {"name": name, "mimeType": "application/pdf", "buffer": content.encode()}


def said(page: Page, sentence: str) -> None:
    """What the page says of what was just done."""
    expect(page.get_by_role("alert")).to_contain_text(sentence)


def reads(page: Page, *sentences: str) -> None:
    for sentence in sentences:
        expect(page.get_by_role("main")).to_contain_text(sentence)


def in_time(page: Page, sentence: str) -> None:
    """Comes to stand on this page, where one service tells another: somebody would load it again."""

    def there() -> bool:
        page.reload()
        return sentence in page.get_by_role("main").inner_text()

    wait_until(there, timeout=PATIENCE)
