"""What does a recommendation still need to be specific, measurable, achievable, relevant and time-bound (A-02)? Pure.

Hints, not judgements: a person decides.
"""

import re
from datetime import date

from shared.calendar import in_words

_VAGUE = (
    "consider",
    "explore",
    "raise awareness",
    "be aware",
    "to know",
    "take into account",
    "take the learning into account",
    "improve",
    "strengthen",
    "enhance",
    "promote",
    "encourage",
    "support",
    "ensure",
    "make effective",
    "reinforce",
    "be mindful",
    "where appropriate",
    "as necessary",
    "effective",
    "better",
    "appropriate",
)
_COUNTED = re.compile(
    r"\d|audit|dip-?sampl|per ?cent|%|evidence|sign|survey|attend|number of|written|published|policy", re.I
)
_TWO_THINGS = re.compile(r";|\((?:a|i|1)\)|\band (?:also|then)\b", re.I)


def hints(
    text: str, *, owner: str | None, measure: str | None, target: date | None, suggested: date | None
) -> tuple[str, ...]:
    """What to ask of an action, in the order of the word SMART."""
    found = []
    vague = [word for word in _VAGUE if re.search(rf"\b{re.escape(word)}\b", text, re.I)]
    if vague:
        found.append(f"Specific: “{vague[0]}” leaves open what will be different. Say who does what.")
    if _TWO_THINGS.search(text):
        found.append("Specific: this asks for more than one thing. Each can be an action of its own.")
    if not measure:
        found.append("Measurable: say how success will be seen, such as an audit, a count or a signed document.")
    elif not _COUNTED.search(measure):
        found.append("Measurable: the measure names nothing that can be counted or shown.")
    if not owner:
        found.append("Achievable: say which agency owns this; without an owner nobody can do it.")
    if not target:
        found.append(
            f"Time-bound: the text suggests {in_words(suggested)}; confirm it, or set another date."
            if suggested
            else "Time-bound: set a target date."
        )
    return tuple(found)
