"""The table of referrals to a panel: one child, one panel, and the views it is to have before it can be made."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, UniqueConstraint

from storage.tables.naming import metadata, only_once
from storage.types import Instant, Json, Ref, Text, Word

referrals = Table(
    "referrals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("child_ref", Ref, ForeignKey("children.ref"), nullable=False, index=True),
    Column("panel", Word, nullable=False),
    Column("state", Word, nullable=False),  # raised, made, withdrawn
    Column("occasion", String(255)),  # the duty that asked for it; null when a person did
    Column("views", Json, nullable=False),  # what was written, by the milestone it stands for
    Column("raised_at", Instant, nullable=False),
    Column("raised_by", Word, nullable=False),
    Column("made_on", Date),
    Column("made_by", Word),
    Column("withdrawn_because", Text),
    Column("version", Integer, nullable=False, server_default="1"),
    # What a procedure asks for once is raised once, also when it was withdrawn.
    UniqueConstraint("child_ref", "panel", "occasion"),
    only_once("uq_referrals_raised", "child_ref", "panel", while_="state = 'raised'"),
)
