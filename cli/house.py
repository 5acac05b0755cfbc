"""Opens the house for a command: settings, database brought up to date, procedure in force; closed at the end."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from cli.clock import now
from cli.played import played_instead
from permanence import policy
from settings import Settings, SettingsError
from storage.migrate import prepare
from storage.store import Store
from usecases.house import House
from usecases.procedure.procedure_in_force import procedure_to_run


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """Raises SettingsError or DatabaseUnusable, each one sentence, before anything is served."""
    try:
        procedure = policy.load(settings.policy)
    except policy.PolicyError as trouble:
        raise SettingsError(f"The setting PERMANENCE_POLICY cannot be used: {trouble}") from trouble
    await asyncio.to_thread(prepare, settings.database_url)
    store = Store(settings.database_url)
    try:
        if instead := await played_instead(settings, store):
            sys.stderr.write(f"{instead}\n")
        running = await procedure_to_run(store, procedure, now())
        yield House(store, running, frozenset(settings.administrators), settings.public_url, settings.panel_email)
    finally:
        await store.close()
