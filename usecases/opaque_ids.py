"""Ids for addresses of the web page: each stands for a child or a person and says nothing of them."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from storage import children, notes, people
from usecases.house import House

NAME = "page_key"
BYTES = 10  # of the digest: sixteen letters and digits


@dataclass(frozen=True, slots=True)
class OpaqueIds:
    """The same id for the same thing as long as the database lives; without the key nobody finds out what it is."""

    key: bytes = field(repr=False)

    def of(self, kind: str, what: str) -> str:
        digest = hmac.digest(self.key, f"{kind}\n{what}".encode(), sha256)
        return base64.b32encode(digest[:BYTES]).decode().lower()

    def behind(self, kind: str, opaque: str, known: Iterable[str]) -> str | None:
        """Which of the known ones an id stands for; every one is tried, so nothing has to be kept."""
        return next((what for what in known if self.of(kind, what) == opaque), None)


async def child_behind(house: House, ids: OpaqueIds, opaque: str) -> str | None:
    """The reference an id of an address stands for; whether somebody may see the child is asked with the child."""
    async with house.store.read() as work:
        return ids.behind("child", opaque, await children.references(work))


async def person_behind(house: House, ids: OpaqueIds, opaque: str) -> str | None:
    """The object id an id of an address stands for, of anybody who was ever in the people file."""
    async with house.store.read() as work:
        return ids.behind("person", opaque, await people.names(work))


async def opaque_ids(house: House) -> OpaqueIds:
    """With the key of this database; the first process to ask makes it."""
    async with house.store.change() as work:
        await notes.write_once(work, NAME, secrets.token_hex(32))
        return OpaqueIds(bytes.fromhex(str(await notes.read(work, NAME))))
