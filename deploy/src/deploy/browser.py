"""Where is a Chromium for the browser tests, and how is it installed where there is none?

python -m deploy.browser    installs it if need be
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ATTEMPTS = 3


class NoBrowser(Exception):
    """There is no browser to be had; the text says what to install."""


def find() -> Path | None:
    """The browser of CHROMIUM, or of PATH."""
    given = os.environ.get("CHROMIUM")
    if given:
        return Path(given)
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def chromium() -> Path:
    found = find()
    if found is None:
        raise NoBrowser("There is no browser. Please install the package chromium, or set CHROMIUM to its path.")
    return found


def install() -> None:
    """Debian's package, where we may install it."""
    if find() is not None:
        return
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise NoBrowser(
            "There is no browser for the tests, and this user cannot install one. Please install the package "
            "chromium (Debian: apt-get install chromium), or set CHROMIUM to the path of a Chrome, then try again."
        )
    print("Installing Chromium for the browser tests", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for _ in range(ATTEMPTS):  # mirrors are sometimes busy
        subprocess.run([apt, "-qq", "update"], env=quiet, check=False, stdout=subprocess.DEVNULL)
        command = [apt, "-qq", "-y", "--no-install-recommends", "install", "chromium"]
        if subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL).returncode == 0:
            return
    raise NoBrowser(
        "Chromium could not be installed with apt-get. Please install the package chromium, then try again."
    )


if __name__ == "__main__":
    try:
        install()
    except NoBrowser as problem:
        sys.exit(str(problem))
