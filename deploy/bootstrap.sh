#!/bin/sh
# How does a machine with no more than some Python, make and git come to a working .venv?
#
# uv (of PATH, or installed into .tools/) and a Python 3.13 (found, or installed by uv); then `uv sync --frozen`.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)

say() { printf '%s\n' "$*" >&2; }
stop() { say ""; say "Setting up could not go on. $*"; exit 1; }

# Many networks answer with certificates of their own, which only the machine's store knows.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"
export UV_COMPILE_BYTECODE="${UV_COMPILE_BYTECODE:-1}"
unset VIRTUAL_ENV || true

# Version managers put a `python3` in PATH that does not run in every folder, so each candidate is run.
runs() { "$@" >/dev/null 2>&1; }
on_path() {
    old=$IFS; IFS=:
    for folder in $PATH; do
        if [ -x "$folder/$1" ]; then printf '%s\n' "$folder/$1"; fi
    done
    IFS=$old
}
pythons() {
    for name in "$@"; do
        on_path "$name"
        # HOME may be another one than the user's own, as in a clean environment
        own=$(getent passwd "$(id -un)" 2>/dev/null | cut -d: -f6)
        ls -d "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/"$name" "$own"/.pyenv/versions/3.*/bin/"$name" 2>/dev/null || true
    done
}

good_uv() { runs "$1" --version && "$1" --version | awk '{ split($2, v, "."); exit !(v[1] > 0 || v[2] >= 10) }'; }

find_uv() {
    { ls "$root/.tools/uv/bin/uv" 2>/dev/null || true; on_path uv; } >"$root/.tools/candidates"
    while read -r candidate; do
        if good_uv "$candidate"; then printf '%s' "$candidate"; return 0; fi
    done <"$root/.tools/candidates"
    return 1
}

install_uv() {
    old_enough='import sys; sys.exit(sys.version_info < (3, 9))'
    pythons python3 python3.13 python3.14 python3.12 python3.11 python3.10 python3.9 python >"$root/.tools/candidates"
    while read -r python; do
        runs "$python" -c "$old_enough" || continue
        say "Installing uv into .tools/ with $python"
        rm -rf "$root/.tools/uv"
        if runs "$python" -m venv "$root/.tools/uv" && "$root/.tools/uv/bin/python" -m pip install --quiet uv >&2; then
            return 0
        fi
        rm -rf "$root/.tools/uv"  # some distributions leave venv out and keep pip
        if "$python" -m pip install --quiet --target "$root/.tools/uv" uv 2>/dev/null; then
            return 0
        fi
    done <"$root/.tools/candidates"
    return 1
}

find_python() {
    pythons python3.13 python3 >"$root/.tools/candidates"
    # uv knows the Pythons it installed itself
    (cd / && "$uv" python find --no-project 3.13 2>/dev/null) >>"$root/.tools/candidates" || true
    while read -r python; do
        # what the candidate says of itself: a shim or a virtual environment leads on to the real one
        if real=$("$python" -c 'import sys
if sys.version_info[:2] != (3, 13): sys.exit(1)
print(sys._base_executable or sys.executable)' 2>/dev/null); then
            printf '%s' "$real"
            return 0
        fi
    done <"$root/.tools/candidates"
    return 1
}

mkdir -p "$root/.tools" || stop "The folder $root cannot be written to. Please use a copy that belongs to you."

uv=$(find_uv) || {
    install_uv || stop "uv could not be installed. Please install it by hand (https://docs.astral.sh/uv/), then try again."
    uv=$(find_uv) || stop "uv was installed into .tools/ but does not run. Please install it by hand, then try again."
}

python=$(find_python) || {
    say "Installing Python 3.13"
    "$uv" python install --quiet 3.13 >&2 ||
        stop "Python 3.13 was not found and could not be fetched. Please install it (Debian: python3.13; or pyenv install 3.13), then try again."
    python=$(find_python) || stop "Python 3.13 was installed but does not run. Please install it by hand, then try again."
}

say "Installing the Python packages with $("$uv" --version) and $("$python" --version)"
UV_PYTHON="$python" "$uv" sync --frozen --quiet >&2 ||
    stop "The Python packages could not be installed. The message above says why; is the network there? Then try again."
