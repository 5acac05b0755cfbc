"""Tell what is not being said: to administrators and business support in their own chats, once, and when it is over."""

from __future__ import annotations

from datetime import datetime

from permanence.subject import Subject
from storage import notes, outbox
from usecases.house import House
from usecases.setup.show_unsaid import show_unsaid
from usecases.setup.who_hears import who_hears

TROUBLE = "unsaid"  # the note that holds the trouble people are told of; empty while there is none


async def tell_unsaid(house: House, now: datetime) -> bool:
    """Whether something should have been said and has not been. However often it is asked, each person hears once."""
    async with house.store.change() as work:
        view = await show_unsaid(work, now)
        told = await notes.read(work, TROUBLE) or ""
        if view is None and not told:
            return False
        if view is not None and not told:
            told = str(int(now.timestamp()))
            await notes.write(work, TROUBLE, told)
        part = "begun"
        if view is None:
            part = "over"
            await notes.write(work, TROUBLE, "")
        for oid in await who_hears(house, work):
            await outbox.tell(work, Subject("unsaid", told), f"{oid}:{part}", now, recipient=oid)
        return view is not None
