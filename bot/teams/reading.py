"""Reading a body, but never more of it than is allowed."""

from __future__ import annotations

import aiohttp


class TooLarge(ValueError):
    """The body goes on beyond the limit."""


async def read_bounded(content: aiohttp.StreamReader, limit: int) -> bytes:
    """The whole body; TooLarge as soon as it is over the limit, whatever length it said it had."""
    found = bytearray()
    async for chunk in content.iter_any():
        found += chunk
        if len(found) > limit:
            raise TooLarge(f"over {limit} bytes")
    return bytes(found)
