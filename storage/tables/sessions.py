"""The table of sessions of the web page: who signed in, how and until when; the cookie's secret by its hash only."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, text

from storage.tables.naming import metadata
from storage.types import Instant, Word

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key_hash", String(64), nullable=False, unique=True),  # SHA-256 of what the cookie holds
    Column("person_oid", Word, nullable=False, index=True),
    Column("way", Word, nullable=False),  # local, teams, entra
    Column("framed", Boolean, nullable=False, server_default=text("false")),  # inside Teams: another kind of cookie
    Column("opened_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False, index=True),  # whatever is done in between
    Column("ended_at", Instant),  # signed out, or taken away
)
