"""Which characters can our forms print, and what stands for those they cannot?

The embedded fonts carry Latin, Greek and Cyrillic; PDF/UA allows no character without a glyph, so one letter of another
script would stop the whole form. The exact words stay on the record, and the form says that something is missing.
"""

import re
import unicodedata

STAND_IN = "[not printable]"
LONGEST_WORD = 60

# Latin, combining marks, Greek, Cyrillic; Latin and Greek extended; punctuation without the controls of direction;
# currencies; number forms, arrows and mathematical signs as far as the fonts have them; ticks.
_UNPRINTABLE = re.compile(
    r"[^\n\u0020-\u007e\u00a0-\u04ff\u1e00-\u1fff\u2009-\u200b\u2010-\u2027\u202f-\u2040\u20a0-\u20bf"
    r"\u2100-\u211e\u2122\u2190-\u22ff\u2713\u2714\ufffd]+"
)
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD},}}")


def printable(text: str) -> str:
    """The text with what the fonts lack replaced, in composed letters, with places to break in very long words."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    known = _UNPRINTABLE.sub(lambda found: STAND_IN if found.group().isprintable() else "", plain)
    return _LONG_WORD.sub(lambda found: _with_breaks(found.group()), known)


def _with_breaks(word: str) -> str:
    return "\u200b".join(word[at : at + 20] for at in range(0, len(word), 20))
