"""The pages of the tracker, its figures, and the quarterly report."""
