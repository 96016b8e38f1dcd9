"""Heed's own SQLite backend for Django: `ENGINE = "heed.config.sqlite"`.

Django's backend with other defaults and these additions:

* the newest SQLite that is installed (`library`): Debian's 3.40 has the WAL-reset corruption bug;
* write-ahead log, `BEGIN IMMEDIATE`, `synchronous=FULL`, a timeout of 20 seconds, no memory map;
* writers take turns (`turn`), so that none of them waits for ever;
* instants are numbers (`operations`), a third as long as text;
* statements that come again are not compiled again (`savepoints`, and more of them are kept).

Additional `OPTIONS`: `synchronous` (OFF, NORMAL, FULL, EXTRA; tests use OFF) and
`take_turns` (True; False leaves the queueing to SQLite).
"""

from heed.config.sqlite import library

library.install()
