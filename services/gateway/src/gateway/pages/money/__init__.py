"""The pages of money: invoices, lists for the finance system, the year's budget."""
