"""Taking over the county's present spreadsheet (rule B-08)."""
