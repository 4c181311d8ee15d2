"""The approved list: who applied, was accepted, trained, suspended, removed or left."""
