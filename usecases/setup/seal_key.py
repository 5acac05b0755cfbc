"""The key the buttons are sealed with: made once for a database, the same after a restart and in every process."""

from __future__ import annotations

import secrets

from storage import notes
from usecases.house import House

NAME = "seal_key"


async def seal_key(house: House) -> bytes:
    """The key; the first process to ask makes it."""
    async with house.store.change() as work:
        await notes.write_once(work, NAME, secrets.token_hex(32))
        return bytes.fromhex(str(await notes.read(work, NAME)))
