"""Previews kept: what was read from the files somebody sent, and which changes they were shown."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from storage.store import Press, Work, insert_returning_id
from storage.tables import previews

WAITING, IMPORTED, LEFT = "waiting", "imported", "left"


@dataclass(frozen=True, slots=True)
class KeptPreview:
    """One preview. `read` is packed and none once it is decided; `shown` is the fingerprint of the changes shown."""

    id: int
    by: str
    at: datetime
    file_name: str
    sha256: str
    as_of: date
    read: bytes | None
    shown: str
    state: str
    import_id: int | None
    version: int


def packed(lines: bytes) -> bytes:
    """Lines as they are kept: a tenth of their size."""
    return zlib.compress(lines, 6)


def unpacked(read: bytes) -> Iterable[bytes]:
    """The lines that were kept."""
    return zlib.decompress(read).splitlines()


async def open_preview(
    work: Work, press: Press, file_name: str, sha256: str, as_of: date, read: bytes, shown: str
) -> int:
    """Keep what was read and shown; its id."""
    values = {"press": press.key, "by": press.by, "at": press.at, "file_name": file_name, "sha256": sha256}
    more = {"as_of": as_of, "read": read, "shown": shown, "state": WAITING, "version": 1}
    return await insert_returning_id(work, previews, {**values, **more})


async def find(work: Work, preview_id: int, *, hold: bool = False) -> KeptPreview | None:
    """The preview; to `hold` it is to let nobody decide it beside us until our transaction ends."""
    its = select(previews).where(previews.c.id == preview_id)
    row = (await work.conn.execute(its.with_for_update() if hold else its)).first()
    return _kept(row) if row else None


async def of_press(work: Work, key: str) -> KeptPreview | None:
    """The preview this press has led to."""
    row = (await work.conn.execute(select(previews).where(previews.c.press == key))).first()
    return _kept(row) if row else None


async def show_anew(work: Work, preview: KeptPreview, shown: str) -> bool:
    """Other changes are shown now; false when somebody decided meanwhile."""
    return await _set(work, preview, shown=shown)


async def decide(work: Work, preview: KeptPreview, state: str, import_id: int | None = None) -> bool:
    """It was imported or left, and what was read is let go; false when that was decided before."""
    return await _set(work, preview, state=state, import_id=import_id, read=None)


async def forget_before(work: Work, at: datetime) -> int:
    """Delete the previews made before an instant; how many."""
    gone = await work.conn.execute(delete(previews).where(previews.c.at < at).returning(previews.c.id))
    return len(gone.all())


async def _set(work: Work, preview: KeptPreview, **values: Any) -> bool:
    result = await work.conn.execute(
        update(previews)
        .where(previews.c.id == preview.id, previews.c.version == preview.version, previews.c.state == WAITING)
        .values(version=preview.version + 1, **values)
        .returning(previews.c.id)
    )
    return result.first() is not None


def _kept(row: Row[Any]) -> KeptPreview:
    return KeptPreview(
        row.id,
        row.by,
        row.at,
        row.file_name,
        row.sha256,
        row.as_of,
        row.read,
        row.shown,
        row.state,
        row.import_id,
        row.version,
    )
