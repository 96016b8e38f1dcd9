"""Reading notices: the inbox, robots and what was delivered."""
