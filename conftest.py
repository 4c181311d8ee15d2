"""Makes the servers of tests/servers.py known to the tests of every package, counts the rules that they show, and
says how properties are tried: the same examples each time, or under `make faults` many more, at random."""

import os

from hypothesis import settings

import shared  # noqa: F401 - the package, before pytest takes the folder shared/ of shared/tests for it

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=3_000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

pytest_plugins = ["tests.servers", "tests.rules"]
