"""How is a list of counts drawn? As horizontal bars in SVG, with words for those who do not see them. No script.

The bar's colour has a contrast of more than 3:1 with the page; names and figures stand beside it as text.
"""

from collections.abc import Sequence

from markupsafe import Markup

_WIDTH = 320
_STEP = 44
_TEXT = 14
_ROOM_FOR_FIGURE = 40


def bars(name: str, counts: Sequence[tuple[str, int]], *, title: str, description: str) -> Markup:
    """`name` parts its ids from those of another chart on the page."""
    most = max((count for _, count in counts), default=0)
    drawn = Markup("").join(_bar(place, text, count, most) for place, (text, count) in enumerate(counts))
    return Markup(
        '<svg class="app-chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-desc">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>'
    ).format(_WIDTH, max(_STEP, _STEP * len(counts)), name, name, name, title, name, description, drawn)


def _bar(place: int, text: str, count: int, most: int) -> Markup:
    top = place * _STEP
    long = round((_WIDTH - _ROOM_FOR_FIGURE) * count / most, 1) if most else 0
    return Markup(
        '<text class="app-chart__text" x="0" y="{}" font-size="{}">{}</text>'
        '<rect class="app-chart__bar" x="0" y="{}" width="{}" height="16"></rect>'
        '<text class="app-chart__text" x="{}" y="{}" font-size="{}">{}</text>'
    ).format(top + 14, _TEXT, text, top + 20, long, long + 6, top + 33, _TEXT, count)


def in_words(counts: Sequence[tuple[str, int]]) -> str:
    """The same as a sentence: `Panel at work: 2; published: 18.`"""
    return "; ".join(f"{text}: {count}" for text, count in counts) + "." if counts else "There is nothing to show."
