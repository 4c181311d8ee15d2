"""Makes the servers of tests/servers.py known to the tests of every package, and counts the rules that they show."""

import shared  # noqa: F401 - the package, before pytest takes the folder shared/ of shared/tests for it

pytest_plugins = ["tests.servers", "tests.rules"]
