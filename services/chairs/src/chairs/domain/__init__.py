"""The rules of the approved list, of commissions and their money. Pure."""
