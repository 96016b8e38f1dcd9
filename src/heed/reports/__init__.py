"""The monthly table, the weekly report and the daily record: in words, as files, and as letters on a schedule."""
