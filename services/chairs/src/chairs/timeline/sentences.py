"""How does a sentence of the timeline count, and end?"""

_PLURALS = {"criterion": "criteria"}


def counted(number: int, what: str) -> str:
    if number == 1:
        return f"1 {what}"
    return f"{number} {_PLURALS.get(what, what + 's')}"


def said(text: str) -> str:
    """What a person wrote, as a sentence."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
