"""Who hears that something is wrong: administrators and business support who have a chat with the bot."""

from __future__ import annotations

from permanence.people.person import ADMINISTRATOR, BUSINESS_SUPPORT
from storage import conversations, people
from storage.store import Work
from usecases.house import House


async def who_hears(house: House, work: Work) -> list[str]:
    """Their object ids. Who opens a chat later is told by the next look at what is not said."""
    cast = await people.everyone(work)
    meant = {who.oid for who in cast if who.has(ADMINISTRATOR) or who.has(BUSINESS_SUPPORT)} | house.administrators
    return sorted(await conversations.reachable(work, meant))
