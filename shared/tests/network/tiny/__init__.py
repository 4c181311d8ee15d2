"""Two services as small as they can be, to test the mechanism with: orders tells, the kitchen listens."""
