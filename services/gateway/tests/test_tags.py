"""Does a state keep its colour when its word changes?"""

from enum import StrEnum

import pytest
from gateway.show.components import Tag, as_tag, tag, tag_colour, templates
from shared.contracts.notifications.values import Stage
from shared.contracts.tone import Tone
from shared.contracts.tracker.values import ActionState


class _Reworded(StrEnum):
    SPLENDID = "overdue, failed and broken"

    @property
    def tone(self) -> Tone:
        return Tone.GREEN


def test_the_tone_is_the_members_whatever_its_word_says() -> None:
    assert tag_colour(tag(_Reworded.SPLENDID)) == "govuk-tag--green"


@pytest.mark.parametrize(
    ("state", "word", "colour"),
    [
        (ActionState.OVERDUE, "Overdue", "govuk-tag--red"),
        (ActionState.NOT_STARTED, "Not started", ""),
        (Stage.HELD, "Held for approval", "govuk-tag--yellow"),
        (Stage.ACKNOWLEDGED, "Acknowledged", "govuk-tag--green"),
    ],
)
def test_a_state_shows_its_word_and_its_tone(state: ActionState | Stage, word: str, colour: str) -> None:
    assert (tag(state).text, tag_colour(tag(state))) == (word, colour)


def test_the_word_of_a_tag_is_escaped() -> None:
    parts = templates().get_template("parts.html").module
    assert "&lt;b&gt;" in parts.tag(Tag("<b>", Tone.RED))  # type: ignore[attr-defined]


def test_a_bare_word_is_no_state() -> None:
    with pytest.raises(AttributeError):
        as_tag("Overdue")  # type: ignore[arg-type]
