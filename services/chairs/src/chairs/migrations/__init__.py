"""The history of the shape of this service's database."""
