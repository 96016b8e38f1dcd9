"""The log as JSON, one object on each line, for programs that collect it."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """`{"at": ISO 8601 in UTC, "level": …, "logger": …, "message": …, "trace": … where there is one}`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one record as one line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
