"""Who keeps the keys of personal data, and how are they destroyed for ever?"""

from collections.abc import Collection


class KeyNotHeld(Exception):
    """The key exists (or may), but not here: its owner is to be asked."""

    def __init__(self, subject: str) -> None:
        super().__init__(f"the key of {subject} is not held here")
        self.subject = subject


class Vault:
    """Keys, in a database of their own, each wrapped by the master key."""

    def __init__(self, url: str, master_key: bytes) -> None:
        raise NotImplementedError

    def keys(self, subjects: Collection[str], *, make: bool) -> dict[str, bytes | None]:
        """subject -> key; None: destroyed. A subject that is not there was never held (with `make`, it is made)."""
        raise NotImplementedError

    def put(self, subject: str, key: bytes) -> None:
        """A key handed over by its owner. One that was destroyed here stays destroyed."""
        raise NotImplementedError

    def destroy(self, subject: str) -> None:
        """For ever: a destroyed subject gets no new key."""
        raise NotImplementedError

    def holds(self, subject: str) -> bool:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError
