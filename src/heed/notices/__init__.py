"""Who is told, in which words, and on which way it goes out. Claiming and recording are `actions.notices.delivery`."""
