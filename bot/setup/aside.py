"""What becomes of an answer that cannot be given where it was asked for: kept, or given in the asker's own chat."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.engine.context import Bot
from bot.engine.messages import Card, Said, Submission
from usecases.setup import targeted_messages
from usecases.setup.keep_answer import answer_in_own_chat, keep_answer


@dataclass(slots=True)
class HouseAside:
    """The outbox gives the answers; what was learned of a tenant is kept in the database and in this process."""

    bot: Bot
    learned: dict[str, bool] = field(default_factory=dict)

    async def keep(self, conversation_id: str, card: Card) -> None:
        await keep_answer(self.bot.house, conversation_id, card, self.bot.now())
        self.bot.mail.set()

    async def in_own_chat(self, asked: Said | Submission, card: Card) -> bool:
        given = await answer_in_own_chat(self.bot.house, asked.caller.oid, card, self.bot.now())
        self.bot.mail.set()
        return given

    async def can_target(self, tenant_id: str) -> bool | None:
        if self.learned.get(tenant_id):
            return True
        return await targeted_messages.known(self.bot.house, tenant_id, self.bot.now())

    async def learn(self, tenant_id: str, can: bool | None) -> None:
        await targeted_messages.learn(self.bot.house, tenant_id, can, self.bot.now())
        self.learned[tenant_id] = bool(can)
