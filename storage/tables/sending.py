"""Tables of what was done and said: history, presses, the outbox, posted cards, reminders, snoozes."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.naming import metadata
from storage.types import Instant, Json, Ref, Text, Word

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
    Column("note", Text),  # why cancelled or failed, in words; of what was sent, the id Teams gave it
    Column("wanted_at", Instant),  # since when it should have been said; of an older version, since it was asked for
    Column("perhaps", Integer, nullable=False, server_default="0"),  # posts of it that Teams may have taken
    Column("abandoned", Integer, nullable=False, server_default="0"),  # senders that ended while they held it
    Index("ix_outbox_ready", "state", "next_at", "id"),
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

# Answers that could not be given where they were asked for: kept for a day, and posted by the outbox.
answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", Text, nullable=False),  # with the thread it was asked in
    Column("card", Json, nullable=False),
    Column("at", Instant, nullable=False, index=True),
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

# Whose calendar may be read at which secret address: none while `key` is null; a new key ends the one before.
feeds = Table(
    "feeds",
    metadata,
    Column("person_oid", Word, ForeignKey("people.oid"), primary_key=True),
    Column("key", String(64), unique=True),
    Column("changed_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)
