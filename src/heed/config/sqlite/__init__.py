"""Heed's own SQLite backend for Django: `ENGINE = "heed.config.sqlite"`.

Django's backend with other defaults and one addition:

* the newest SQLite at hand (`library`): Debian's 3.40 has the WAL-reset corruption bug;
* write-ahead log, `BEGIN IMMEDIATE`, `synchronous=FULL`, 20 seconds of patience, no memory map;
* writers take turns (`turn`), so that none of them starves while the others go on.

`OPTIONS` it knows beside Django's: `synchronous` (OFF, NORMAL, FULL, EXTRA; tests may say OFF) and
`take_turns` (True; False leaves the queueing to SQLite).
"""

from heed.config.sqlite import library

library.install()
