"""The seal's key is made once, whoever asks first."""

from __future__ import annotations

import asyncio

from usecases.house import House
from usecases.setup.seal_key import seal_key


async def test_everybody_who_asks_has_the_same_key(house: House) -> None:
    keys = await asyncio.gather(*(seal_key(house) for _ in range(5)))
    assert len(set(keys)) == 1
    assert len(keys[0]) == 32
