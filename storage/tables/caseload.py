"""Tables of the council: notes, conversations, people, absences, children, their events, imports."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    text,
)

from storage.tables.naming import metadata, only_once
from storage.types import Instant, Json, Ref, Text, Word

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
    Column("state", Word, nullable=False, server_default="live"),  # live, doubted, dead, removed
    Column("seen_at", Instant, nullable=False),
    Column("doubted_since", Instant),  # of the first of the answers counted in `doubts`; none while all is well
    Column("doubts", Integer, nullable=False, server_default="0"),
    Column("doubt_why", Text),
    Column("look_at", Instant),  # when Teams is next asked about a place that is not live
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

# Who is away when, and who stands in. Nobody's overlap: that is looked at with the two people's rows held.
absences = Table(
    "absences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_oid", Word, ForeignKey("people.oid"), nullable=False, index=True),
    Column("starts", Date, nullable=False),
    Column("until", Date, nullable=False, index=True),  # included
    Column("deputy_oid", Word, ForeignKey("people.oid"), nullable=False, index=True),
    Column("by", Word, nullable=False),
    Column("at", Instant, nullable=False),
    Column("ended_on", Date),  # ended early: from this day on it does not hold
    Column("version", Integer, nullable=False, server_default="1"),
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
    Column("siblings_since", Json),  # from which day each is known; none for one known from the beginning
    Column("record_from", Json),  # kind of event -> from when all of them are on record, where not from going live
    Column("team", Text),
    Column("worker", Text),
    Column("last_row", Json, nullable=False),  # facts of the last imported row, for the next comparison
    Column("aside", Word),  # short_breaks, taken_back: kept, and in no list
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
    Column("withdrawn_source", Text),  # "import 4" when an import withdrew it
    only_once("uq_events_once", "child_ref", "on", "type", "fields_key", while_="withdrawn_at IS NULL"),
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
    Column("last_item", Integer),  # the newest item of an agenda then; none: written before imports could be taken back
    Column("taken_back_at", Instant),
    Column("taken_back_by", Word),
    Column("taken_back_because", Text),
)

# What an import overwrote of each child, to take it back: the child as kept before, none for one it brought.
import_children = Table(
    "import_children",
    metadata,
    Column("import_id", Integer, ForeignKey("imports.id"), primary_key=True),
    Column("child_ref", Ref, ForeignKey("children.ref"), primary_key=True),
    Column("was", Json, nullable=False),
)
