"""Lets Python's collector of cycles rest while a caseload is in hand: it would stop all else to walk over it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

_resting: set[int] = set()
_numbers = count()


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Rows and events hold no cycles, so nothing is lost by it; it works again when the last of these has ended."""
    mine = next(_numbers)
    _resting.add(mine)
    gc.disable()
    try:
        yield
    finally:
        _resting.discard(mine)
        if not _resting:
            gc.enable()
