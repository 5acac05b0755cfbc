"""The tables: what is kept of conversations, people, children, the panel, its actions and what was sent."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.types import Instant, Json, Ref, Text, Word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One council, one database. `notes` holds the few single values: the local clock, the policy confirmed.
notes = Table("notes", metadata, Column("name", Word, primary_key=True), Column("value", Json, nullable=False))

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(255), primary_key=True),
    Column("tenant_id", Word, nullable=False),
    Column("service_url", Text, nullable=False),
    Column("kind", Word, nullable=False),  # channel, personal, group
    Column("team_id", String(255)),
    Column("channel_id", String(255)),
    Column("team_name", Text),
    Column("channel_name", Text),
    Column("bot_id", Text, nullable=False, server_default=""),
    Column("person_oid", Word),  # of a personal chat
    Column("is_permanence", Boolean, nullable=False, server_default=text("false")),
    Column("state", Word, nullable=False, server_default="live"),  # live, removed, dead
    Column("seen_at", Instant, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("oid", Word, primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False, server_default=""),
    Column("roles", Json, nullable=False),  # list of role words
    Column("teams", Json, nullable=False),  # list of team names, or ["*"]
    Column("teams_id", Text),  # "29:...", learned when first seen; needed to mention
    Column("active", Boolean, nullable=False, server_default=text("true")),
)

children = Table(
    "children",
    metadata,
    Column("ref", Ref, primary_key=True),
    Column("initials", String(8), nullable=False, server_default=""),
    Column("date_of_birth", Date),
    Column("expected_birth", Date),
    Column("unaccompanied", Boolean, nullable=False, server_default=text("false")),
    Column("siblings", Json, nullable=False),
    Column("team", Text),
    Column("worker", Text),
    Column("last_row", Json, nullable=False),  # facts of the last imported row, for the next comparison
)

# A child's record. Rows are only ever added; a correction withdraws one and says who and why.
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("child_ref", Ref, ForeignKey("children.ref"), nullable=False, index=True),
    Column("on", Date, nullable=False),
    Column("type", Word, nullable=False),
    Column("fields", Json, nullable=False),
    Column("fields_key", Text, nullable=False),  # canonical JSON of `fields`
    Column("source", Text, nullable=False),  # "import 3", "sitting 2", ...
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", Word, nullable=False),
    Column("withdrawn_at", Instant),
    Column("withdrawn_by", Word),
    Column("withdrawn_because", Text),
    Index(
        "uq_events_once",
        "child_ref",
        "on",
        "type",
        "fields_key",
        unique=True,
        sqlite_where=text("withdrawn_at IS NULL"),
        postgresql_where=text("withdrawn_at IS NULL"),
    ),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Word, nullable=False),  # caseload, people, events
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("as_of", Date),
    Column("at", Instant, nullable=False),
    Column("by", Word, nullable=False),
    Column("counts", Json, nullable=False),
)

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
    Column("state", Word, nullable=False),  # draft, published, closed
    Column("version", Integer, nullable=False, server_default="1"),
    UniqueConstraint("panel", "on"),
)

# A child (or, at an action review, a team manager's open actions) on a sitting's agenda.
items = Table(
    "items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sitting_id", Integer, ForeignKey("sittings.id"), nullable=False, index=True),
    Column("child_ref", Ref, ForeignKey("children.ref")),  # null at an action review
    Column("manager_oid", Word, ForeignKey("people.oid"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("clause", Word, nullable=False),
    Column("because", Text, nullable=False),
    Column("due", Date),
    Column("state", Word, nullable=False),  # listed, dropped, released, heard, deferred
    Column("version", Integer, nullable=False, server_default="1"),
    Column("recommendation", Text),
    Column("reason", Text),
    Column("recorded_by", Word),
    Column("recorded_at", Instant),
    Index(
        "uq_items_child_once",
        "sitting_id",
        "child_ref",
        unique=True,
        sqlite_where=text("state IN ('listed', 'heard')"),
        postgresql_where=text("state IN ('listed', 'heard')"),
    ),
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

invitations = Table(
    "invitations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sitting_id", Integer, ForeignKey("sittings.id"), nullable=False),
    Column("manager_oid", Word, ForeignKey("people.oid"), nullable=False),
    Column("state", Word, nullable=False),  # invited, accepted, declined
    Column("reason", Text),
    Column("answered_by", Word),
    Column("answered_at", Instant),
    Column("calendar_key", String(64), nullable=False, unique=True),  # secret part of the calendar address
    Column("version", Integer, nullable=False, server_default="1"),
    UniqueConstraint("sitting_id", "manager_oid"),
)

attendance = Table(
    "attendance",
    metadata,
    Column("sitting_id", Integer, ForeignKey("sittings.id"), primary_key=True),
    Column("person", Text, primary_key=True),  # an Entra object id, or a seat of the panel in words
    Column("state", Word, nullable=False),  # attended, apologies
    Column("recorded_by", Word, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

actions = Table(
    "actions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("child_ref", Ref, ForeignKey("children.ref"), nullable=False, index=True),
    Column("sitting_id", Integer, ForeignKey("sittings.id")),
    Column("text", Text, nullable=False),
    Column("owner_oid", Word, ForeignKey("people.oid"), nullable=False, index=True),
    Column("due", Date, nullable=False),
    Column("state", Word, nullable=False),  # open, blocked, done
    Column("blocked_reason", Text),
    Column("asked_due", Date),  # a later date asked for and not yet agreed or refused
    Column("asked_reason", Text),
    Column("asked_by", Word),
    Column("created_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
)

# Who did what, when, in words a person reads. Only ever added to.
history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by_oid", Word, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("verb", Word, nullable=False),
    Column("subject", Word, nullable=False),  # action, invitation, sitting, child, ...
    Column("subject_id", Ref, nullable=False),
    Column("child_ref", Ref, index=True),
    Column("details", Json, nullable=False),
    Index("ix_history_of", "subject", "subject_id"),
)

# A press seen before. Written in the transaction of its effect, so that a second delivery changes nothing.
presses = Table(
    "presses",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("at", Instant, nullable=False, index=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Word, nullable=False),
    Column("subject_id", Ref, nullable=False),
    Column("recipient", String(255), nullable=False),  # "channel", a conversation id, or a person's object id
    Column("state", Word, nullable=False),  # waiting, sending, sent, cancelled, failed, unknown
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_at", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("lease", Integer, nullable=False, server_default="0"),  # fencing number of the present claim
    Column("created_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("note", Text),  # why cancelled or failed, in words
    Index("ix_outbox_ready", "state", "next_at"),
    Index("ix_outbox_of", "kind", "subject_id"),
)

# Where a shared card is and which version of its subject it shows.
posted = Table(
    "posted",
    metadata,
    Column("kind", Word, primary_key=True),
    Column("subject_id", Ref, primary_key=True),
    Column("recipient", String(255), primary_key=True),
    Column("conversation_id", Text, nullable=False),
    Column("activity_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)

# What has been said of which occasion to whom: the reason nothing is said twice.
reminders = Table(
    "reminders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("occasion", String(255), nullable=False),  # obligation, action, invitation or upload, and its date
    Column("step", Word, nullable=False),
    Column("recipient", Word, nullable=False),
    Column("digest", Text, nullable=False, index=True),  # outbox key of the digest that carries it
    Column("child_ref", Ref),
    Column("planned_at", Instant, nullable=False),
    UniqueConstraint("occasion", "step", "recipient"),
)

snoozes = Table(
    "snoozes",
    metadata,
    Column("occasion", String(255), primary_key=True),
    Column("recipient", Word, primary_key=True),  # a snooze silences one recipient, never the ladder above them
    Column("until", Date, nullable=False),
    Column("by", Word, nullable=False),
    Column("at", Instant, nullable=False),
)
