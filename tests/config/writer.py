"""A process that writes to an SQLite database through Heed's backend, for tests that need real ones.

`python writer.py DATABASE HOW SECONDS`: says `ready`, waits for a line, and then, as `HOW` says,

* `transactions`: writes three rows in each of as many transactions as the seconds hold, `alone`: one row
  without a transaction. Each row's number is said once it is committed.
* `create`: makes the table, if another has not;
* `keep`: begins a transaction, writes a row, says `kept`, and sleeps with it open.

Ends with 1 and the error's words at the first error.
"""

import sys
import time

import django
from django.conf import settings


def write(how: str, seconds: float) -> None:
    from django.db import connection, transaction

    def row() -> int:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO rows (said) VALUES (%s)", ["x" * 200])
            return int(cursor.lastrowid)

    if how == "create":
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, said TEXT)")
    if how == "keep":
        with transaction.atomic():
            row()
            print("kept", flush=True)
            time.sleep(600)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if how == "alone":
            written = [row()]
        else:
            with transaction.atomic():
                written = [row(), row(), row()]
                time.sleep(0.002)
        print(*written, sep="\n", flush=True)


def main() -> None:
    database, how, seconds = sys.argv[1:]
    settings.configure(DATABASES={"default": {"ENGINE": "heed.config.sqlite", "NAME": database}}, USE_TZ=True)
    django.setup()
    print("ready", flush=True)
    sys.stdin.readline()
    write(how, float(seconds))


if __name__ == "__main__":
    main()
