"""How does a child process end when its parent is killed? It is started through here, tied to its parent.

    python -I -S tether.py SIGNAL PARENT_PID USER PROGRAM ARGUMENT...

Linux sends the signal when the parent is gone; elsewhere the program is started untied. `USER` is who the program runs
as (`-`: nobody else). Standard library only: it runs before anything else is imported, and costs a few milliseconds.
"""

import ctypes
import os
import pwd
import signal
import sys

PR_SET_PDEATHSIG = 1


def tied(command: list[str], on_death: signal.Signals = signal.SIGKILL, user: str | None = None) -> list[str]:
    """The command that starts `command` tied to this process."""
    return [sys.executable, "-I", "-S", __file__, str(int(on_death)), str(os.getpid()), user or "-", *command]


def main(arguments: list[str]) -> None:
    on_death, parent, user, *command = arguments
    if user != "-":
        who = pwd.getpwnam(user)
        os.setgroups([])
        os.setgid(who.pw_gid)
        os.setuid(who.pw_uid)
        os.environ["HOME"] = "/"
    if sys.platform == "linux":  # after the change of user, which forgets it
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(on_death))
        if os.getppid() != int(parent):  # it died before we were tied
            sys.exit(1)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
