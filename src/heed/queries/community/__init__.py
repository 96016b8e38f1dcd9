"""What an estate makes known: announcements, bulletins, the board of open repairs (R114, R119)."""
