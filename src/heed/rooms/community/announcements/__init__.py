"""Complaint announcements: drafted from complaints, written, approved, corrected, printed (R119)."""
