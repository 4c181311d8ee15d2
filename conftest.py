"""Makes the servers of tests/servers.py known to the tests of every package."""

pytest_plugins = ["tests.servers"]
