"""Django's PostgreSQL with three costs of each request taken away.

- psycopg finds the places of parameters in a statement anew at each call where the statement is long or has many of
  them, as those of a list and of the sidebar have. Here each is looked through once.
- A connection from the pool is tried out, by a round trip, only where it was not for a while. In between it is enough
  that the server did not hang up: that can be seen without asking it.
- PostgreSQL read and planned each statement anew, which takes longer than running it. It keeps the plans of those that
  are run often.
"""
