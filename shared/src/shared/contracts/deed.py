"""Can this be done now, and if not, why not? A service says it of each deed, from the checks that its deciders make."""

from collections.abc import Iterable

from shared.message import Command, Value


class Openness(Value):
    """Whether a command would be taken today, as far as the state alone says it. A deed that the asker may never do is
    left out."""

    command: str
    """The name of the command, such as `SubmitImr`."""
    subject: str | None = None
    """Of which thing, where there are several: the id of an IMR, the number of a step, the stage of an approval."""
    reason: str | None = None
    """Why it cannot be done yet, or any more; None: it is open."""

    @property
    def open(self) -> bool:
        return self.reason is None


def is_open(deeds: Iterable[Openness], command: type[Command], subject: str | None = None) -> bool:
    """Of this subject, or of any where none is named."""
    return any(
        one.open and one.command == command.__name__ and (subject is None or one.subject == subject) for one in deeds
    )
