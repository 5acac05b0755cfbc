"""The procedure in force: the one an administrator put into force, not merely the file that lies there now."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256

from cards.procedure import procedure_words
from permanence import policy
from permanence.policy import Policy
from permanence.policy_file.law_text import law_text
from permanence.policy_file.text import file_text
from permanence.subject import Subject
from storage import conversations, notes, outbox
from storage.store import Store, Work
from usecases.house import House

IN_FORCE, OFFERED = "procedure_in_force", "procedure_offered"


@dataclass(frozen=True, slots=True)
class Kept:
    """A procedure as kept: the text of its file and of the law it builds on, to run when the files have changed."""

    name: str
    text: str
    at: str  # since when, ISO
    by: str  # who put it into force, in words
    law: str = ""

    @property
    def mark(self) -> str:
        """What tells one text from another."""
        return sha256((self.text + self.law).encode()).hexdigest()[:32]

    def policy(self) -> Policy:
        return policy.build(policy.parse(self.text, self.name, lambda _builds_on: self.law))


def kept(procedure: Policy, at: datetime, by: str) -> Kept:
    """A loaded procedure as it is kept."""
    assert procedure.path is not None, "a procedure in use comes from a file"
    text, law = file_text(procedure.path), procedure.file.builds_on
    its = law_text(law, procedure.path.parent) if law else ""
    return Kept(procedure.name, text, at.isoformat(), by, its)


async def procedure_to_run(store: Store, configured: Policy, at: datetime) -> Policy:
    """The procedure of the settings, when it is in force; else the one in force, and the other is offered.

    Before a permanence channel is chosen nobody has seen a date, so the settings alone decide.
    """
    now = kept(configured, at, procedure_words.BY_THE_SETTINGS)
    async with store.change() as work:
        in_force = await read(work, IN_FORCE)
        if in_force is not None and in_force.mark == now.mark:
            return configured
        if in_force is None or await conversations.permanence_channel(work) is None:
            await write(work, IN_FORCE, now)
            return configured
        await write(work, OFFERED, now)
        key = f"procedure_change:{in_force.mark}:{now.mark}"
        await outbox.tell(work, Subject("procedure_change", now.mark), "", at, key=key)
        return in_force.policy()


async def renewed(house: House) -> House:
    """The house with what is in force now: another process may have put it there."""
    async with house.store.read() as work:
        in_force = await read(work, IN_FORCE)
    if in_force is None:
        return house
    running = await asyncio.to_thread(in_force.policy)
    return house if running.file == house.policy.file else replace(house, policy=running)


async def read(work: Work, name: str) -> Kept | None:
    """The procedure kept under this note."""
    found = await notes.read(work, name)
    return Kept(**found) if found else None


async def write(work: Work, name: str, procedure: Kept) -> None:
    """Keep it under this note."""
    await notes.write(work, name, asdict(procedure))
