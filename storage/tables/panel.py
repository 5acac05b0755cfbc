"""Tables of the panel: sittings, their items and slots, invitations, attendance, actions."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.tables.naming import metadata, only_once
from storage.types import Instant, Ref, Text, Word

sittings = Table(
    "sittings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("panel", Word, nullable=False),
    Column("on", Date, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("kind", Word, nullable=False),  # review, action_review
    Column("theme", Text),
    Column("clause", Word, nullable=False),
    Column("slot_minutes", Integer, nullable=False),
    Column("state", Word, nullable=False),  # draft, published, closed, reopened, stood_down
    Column("planned_on", Date),  # the procedure's own day, when the sitting was moved from it
    Column("attended_instead", Text),  # who came for whom, as it was written with the attendance
    Column("version", Integer, nullable=False, server_default="1"),
    only_once("uq_sittings_panel_day", "panel", "on", while_="state <> 'stood_down'"),
)

# A child (or, at an action review, a team manager's open actions) on a sitting's agenda.
items = Table(
    "items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sitting_id", Integer, ForeignKey("sittings.id"), nullable=False, index=True),
    Column("child_ref", Ref, ForeignKey("children.ref")),  # null at an action review
    Column("manager_oid", Word, ForeignKey("people.oid"), nullable=False),
    Column("for_oid", Word, ForeignKey("people.oid")),  # the manager away, when a deputy presents for them
    Column("position", Integer, nullable=False),
    Column("clause", Word, nullable=False),
    Column("because", Text, nullable=False),
    Column("due", Date),
    Column("state", Word, nullable=False),  # listed, dropped, released, heard, deferred
    Column("version", Integer, nullable=False, server_default="1"),
    Column("recommendation", Text),
    Column("reason", Text),
    Column("differing_views", Text),
    Column("resolution", Text),  # how the differing views will be resolved
    Column("options", Text),  # each option with its strengths and risks
    Column("recorded_by", Word),
    Column("recorded_at", Instant),
    only_once("uq_items_child_once", "sitting_id", "child_ref", while_="state IN ('listed', 'heard')"),
)

# The places in a sitting's afternoon. `item_id` is unique: one item, one slot; one slot, one item.
slots = Table(
    "slots",
    metadata,
    Column("sitting_id", Integer, ForeignKey("sittings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("item_id", Integer, ForeignKey("items.id"), unique=True),
    Column("taken_by", Word),
    Column("taken_at", Instant),
)

# What is ready of a child's preparation for the panel: a row for each line of the procedure's checklist that is.
prepared = Table(
    "prepared",
    metadata,
    Column("item_id", Integer, ForeignKey("items.id"), primary_key=True),
    Column("line", Text, primary_key=True),  # in the checklist's own words
    Column("by", Word, nullable=False),
    Column("at", Instant, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sitting_id", Integer, ForeignKey("sittings.id"), nullable=False),
    Column("manager_oid", Word, ForeignKey("people.oid"), nullable=False),
    Column("state", Word, nullable=False),  # invited, accepted, declined, passed_on
    Column("reason", Text),
    Column("answered_by", Word),
    Column("answered_at", Instant),
    Column("calendar_key", String(64), nullable=False, unique=True),  # secret part of the calendar address
    Column("version", Integer, nullable=False, server_default="1"),
    UniqueConstraint("sitting_id", "manager_oid"),
)

# One manager asks another for their slot. The numbers are those of the slots both had when it was asked.
swaps = Table(
    "swaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sitting_id", Integer, ForeignKey("sittings.id"), nullable=False, index=True),
    Column("item_id", Integer, ForeignKey("items.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("with_item_id", Integer, ForeignKey("items.id"), nullable=False),
    Column("with_number", Integer, nullable=False),
    Column("state", Word, nullable=False),  # asked, agreed, refused, void
    Column("asked_by", Word, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
)

attendance = Table(
    "attendance",
    metadata,
    Column("sitting_id", Integer, ForeignKey("sittings.id"), primary_key=True),
    Column("person", Text, primary_key=True),  # an Entra object id, or a seat of the panel in words
    Column("state", Word, nullable=False),  # attended, apologies, absent
    Column("views", Boolean, nullable=False, server_default=text("false")),  # ascertained, there or not
    Column("note", Text),  # why somebody was not included
    Column("recorded_by", Word, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

actions = Table(
    "actions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("child_ref", Ref, ForeignKey("children.ref"), nullable=False, index=True),
    Column("sitting_id", Integer, ForeignKey("sittings.id")),
    Column("meeting_id", Integer, ForeignKey("meetings.id"), index=True),  # agreed at a planning meeting instead
    Column("message_id", Word),  # of the message in the channel it was made from, when at neither
    Column("message_at", Instant),
    Column("message_link", Text),
    Column("text", Text, nullable=False),
    Column("owner_oid", Word, ForeignKey("people.oid"), nullable=False, index=True),
    Column("due", Date, nullable=False),
    Column("state", Word, nullable=False),  # open, blocked, done, cancelled
    Column("blocked_reason", Text),
    Column("asked_due", Date),  # a later date asked for and not yet agreed or refused
    Column("asked_reason", Text),
    Column("asked_by", Word),
    Column("created_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
)
