"""What `make run` plays is kept in a database of its own: who asks the empty one beside it is told which."""

from __future__ import annotations

import asyncio
from pathlib import Path

from settings import Settings
from storage import children
from storage.store import Store

PLAYED = ".local/play*/permanence.db"


async def played_instead(settings: Settings, store: Store) -> str:
    """The sentence, where no database is named, the one used holds no child and one that was played is there."""
    if "database_url" in settings.model_fields_set:
        return ""
    found = sorted(await asyncio.to_thread(lambda: list(Path().glob(PLAYED))))
    if not found:
        return ""
    async with store.read() as work:
        if await children.how_many(work):
            return ""
    named = " or ".join(f"sqlite:///{path}" for path in found)
    return (
        f"No database is named, and {settings.database_url.removeprefix('sqlite:///')} holds no child; to read what "
        f"make run plays, set PERMANENCE_DATABASE_URL to {named}."
    )
