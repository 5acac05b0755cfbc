"""The cast: the people every test knows."""

from __future__ import annotations

from permanence.people import Person

ADMIN = Person("oid-admin", "Ada Admin", frozenset({"administrator"}))
SUPPORT = Person("oid-support", "Sam Support", frozenset({"business_support"}))
CHAIR = Person("oid-chair", "Chris Chair", frozenset({"panel_chair", "service_manager"}), frozenset({"*"}))
EAST = Person("oid-east", "Erin East", frozenset({"team_manager"}), frozenset({"East"}))
WEST = Person("oid-west", "Will West", frozenset({"team_manager"}), frozenset({"West"}))
WORKER = Person("oid-worker", "Wren Worker", frozenset({"social_worker"}), frozenset({"East"}))
VIEWER = Person("oid-viewer", "Vic Viewer", frozenset({"viewer"}))

EVERYONE = (ADMIN, SUPPORT, CHAIR, EAST, WEST, WORKER, VIEWER)
