"""The pages of dispatches: what was sent, to whom, how far it has come."""
