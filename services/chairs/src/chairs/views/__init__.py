"""The read models of the chairs service, one question a module."""
