"""A tiny service for the tests of the database half: accounts into which money is paid."""
