"""What the county sets and keeps: its fees and rules, a year's budget, the lists for finance."""
