"""How does a notice leave the county? What a channel is given, and what it can answer."""
