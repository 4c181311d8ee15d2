"""Where is the key that wraps all other keys, and does nobody else read it?"""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

LENGTH = 32


def master_key(path: Path, *, make: bool = False) -> bytes:
    """The 32 bytes in the file; with `make`, made at the first start. ValueError says in words what is
    wrong.
    """
    if make and not path.exists():
        _make(path)
    try:
        with path.open("rb") as file:  # its mode is asked once it is open: no other can be slipped in
            mode = os.fstat(file.fileno()).st_mode
            key = file.read(LENGTH + 1)
    except FileNotFoundError:
        raise ValueError("names a file that is not there") from None
    except OSError:
        raise ValueError("names a file that this service cannot read") from None
    if stat.S_IMODE(mode) & 0o077:
        raise ValueError("names a file that others than its owner may read (chmod 600 mends that)")
    if len(key) != LENGTH:
        raise ValueError("names a file that does not hold exactly 32 bytes")
    return key


def _make(path: Path) -> None:
    """The file appears whole and once: of several services that start together one makes it, the others
    read it.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    except OSError:
        raise ValueError("names a file that this service cannot make") from None
