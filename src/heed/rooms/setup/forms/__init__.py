"""What is typed in Setup."""
