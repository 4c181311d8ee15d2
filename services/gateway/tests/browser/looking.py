"""Is a page fit for everybody: does axe find nothing, and does nothing overflow at 320 pixels?"""

from playwright.sync_api import Page

from tests.browser.looking import SMALLEST, barriers


def check(page: Page) -> None:
    for width in (1280, SMALLEST):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} is {wide} pixels wide on a screen of {width}"
        assert barriers(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
