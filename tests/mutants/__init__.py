"""Would the tests of a service notice a broken rule? `make mutants` breaks them one at a time (docs/testing.md)."""
