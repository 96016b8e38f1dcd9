"""The daily record and the weekly report: a row for each project, each number with its complaints (R102)."""
