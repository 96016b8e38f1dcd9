"""The reads of surveys: who sees which, whom they ask, and what was answered (R109)."""
