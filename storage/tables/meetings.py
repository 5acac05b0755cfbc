"""The table of planning meetings: one child, one kind of meeting, and the running record that is carried forward."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table

from storage.tables.naming import metadata, only_once
from storage.types import Instant, Json, Ref, Text, Word

meetings = Table(
    "meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("child_ref", Ref, ForeignKey("children.ref"), nullable=False, index=True),
    Column("kind", Word, nullable=False),  # the policy's kind of meeting: ppm, final_care_planning_meeting
    Column("state", Word, nullable=False),  # requested, scheduled, held, called_off
    Column("on", Date),  # the day agreed for it; once held, the day it was held
    Column("time", String(5)),  # 14:00 in London, when one was given
    Column("reason", Text),  # why it was asked for
    Column("asked_by", Word, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("record", Json, nullable=False),  # the running record as it stands
    Column("version", Integer, nullable=False, server_default="1"),
    # A child has at most one meeting of a kind to come.
    only_once("uq_meetings_to_come", "child_ref", "kind", while_="state IN ('requested', 'scheduled')"),
)
