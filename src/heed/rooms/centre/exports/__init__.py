"""The monthly table and the report of a month as files: a spreadsheet, and PDF on A4 across (R103)."""
