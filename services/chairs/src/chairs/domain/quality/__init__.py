"""How good the chair's work was: the outcome, and what the panel says."""
