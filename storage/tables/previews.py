"""The table of previews: what a file somebody sent would change, until they say whether it is imported."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, LargeBinary, String, Table

from storage.tables.naming import metadata
from storage.types import Instant, Text, Word

# What somebody was shown a file would change: kept an hour at most, for them to say whether it is imported.
previews = Table(
    "previews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("press", String(64), nullable=False, unique=True),
    Column("by", Word, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("read", LargeBinary),  # what was read from the files, packed; gone once it is decided
    Column("shown", String(64), nullable=False),  # fingerprint of the changes shown
    Column("state", Word, nullable=False),  # waiting, imported, left
    Column("import_id", Integer),
    Column("version", Integer, nullable=False),
)
