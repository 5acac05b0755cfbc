"""Logs: one JSON object a line, only keys allowed here, and of an error its kind and where it happened, no words."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

# Ids of rows, kinds, counts and addresses of our own; nothing a person typed, no name, no reference of a child.
ALLOWED = frozenset(
    {
        *("event", "level", "timestamp", "logger", "error", "where", "reference", "turn", "type", "kind", "row"),
        *("verb", "write", "status", "reason", "detail", "tick", "rows", "host", "port", "local", "policy", "count"),
        *("database", "seconds"),
    }
)
DEEPEST = 12


def configure() -> None:
    """Send every log of this process to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _where_it_happened,
            _only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_LibraryFormat())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _where_it_happened(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    raised = event.pop("exc_info", None)
    if raised is True:
        raised = sys.exc_info()[1]
    if isinstance(raised, BaseException):
        event["error"], event["where"] = type(raised).__name__, _frames(raised.__traceback__)
    return event


def _only_allowed(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in event.items() if key in ALLOWED}


def _frames(trace: TracebackType | None) -> list[str]:
    """Places in the code, innermost last; never the message of an error, which may quote what somebody typed."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-DEEPEST:]]


class _LibraryFormat(logging.Formatter):
    """What a library logs, without its words."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {"event": "library", "logger": record.name, "level": record.levelname.lower()}
        said["where"] = [f"{record.filename}:{record.lineno}"]
        if record.exc_info and record.exc_info[1]:
            said["error"] = type(record.exc_info[1]).__name__
            said["where"] += _frames(record.exc_info[2])
        return json.dumps(said)
