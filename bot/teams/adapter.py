"""The SDK's adapter and activity handler as we use them: its turn, its context, our own way in and out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import structlog
from botbuilder.core import ActivityHandler, BotAdapter, TurnContext
from botbuilder.schema import Activity, ActivityTypes, Attachment, ConversationReference, ResourceResponse

from bot.engine.messages import Card, DeliveryError, Posted, Reply, Said, Submission, Turn
from bot.engine.outcomes import FileOffer
from bot.teams import activities, extensions, turns
from bot.teams.alone import Alone, Aside
from bot.teams.answers import (
    CARD_ACTION,
    CARD_TYPE,
    QUERY,
    Json,
    card_message,
    choices_answer,
    dialog_answer,
    invoke_answer,
    search_answer,
    told,
)
from bot.teams.connector import Connector
from bot.teams.consent import CONSENT, consent_of, consent_turn
from cards import arrival_words, refusal

log = structlog.get_logger(__name__)

ANSWER = "permanence.invoke_answer"
ANSWERS = {QUERY: search_answer, extensions.CHOICES: choices_answer}
TOAST = "The permanence bot has answered you."
ANOTHER_BOT = "28:"  # how the id of a sender begins that is no person
EDITED = "editMessage"
TRIES = 3
LONGEST_PAUSE = 5.0
ANSWER_WITHIN = 8.0  # seconds; Teams gives up on a turn after some ten, and delivers it again

OnTurn = Callable[[Turn], Awaitable[Reply]]


class TeamsAdapter(BotAdapter):
    """Sends, updates and deletes through our connector client; no other traffic leaves a turn."""

    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self._connector = connector

    async def answer(self, activity: Activity, handler: ActivityHandler) -> Json | None:
        """Run one turn; what an invoke is answered with, once serialised by whoever writes the response."""
        context = TurnContext(self, activity)
        await self.run_pipeline(context, handler.on_turn)
        return cast(Json | None, context.turn_state.get(ANSWER))

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        sent = []
        for activity in activities:
            posted = await self._send(activity)
            sent.append(ResourceResponse(id=posted.activity_id))
        return sent

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        posted = Posted(activity.conversation.id, activity.id)
        await self._connector.update(activity.service_url, posted, _message(activity))
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        await self._connector.delete(reference.service_url, Posted(reference.conversation.id, reference.activity_id))

    async def _send(self, activity: Activity) -> Posted:
        """A person waits for this message, so what was certainly not taken is tried again at once."""
        for last in (False,) * (TRIES - 1) + (True,):
            try:
                return await self._connector.send(activity.service_url, activity.conversation.id, _message(activity))
            except DeliveryError as error:
                pause = 0.5 if error.retry_after is None else error.retry_after
                if last or error.kind != "retry" or pause > LONGEST_PAUSE:
                    raise
                await asyncio.sleep(pause)
        raise AssertionError("unreachable")


class TeamsHandler(ActivityHandler):
    """The SDK sorts activities by type; each becomes a Turn, and the Reply goes back where it came from."""

    def __init__(self, on_turn: OnTurn, aside: Aside | None, alone: Alone | None) -> None:
        super().__init__()
        self._on_turn = on_turn
        self._aside = aside
        self._alone = alone  # none where nobody else can read: a person trying it on their own machine

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """What a person says is answered, also when nothing can be done with it; other bots are left alone."""
        if turn_context.activity.from_property.id.startswith(ANOTHER_BOT):
            return
        try:
            turn = turns.message_turn(turn_context.activity)
            reply = await self._on_turn(turn)
        except turns.Unusable as problem:
            log.warning("message_not_understood", reason=str(problem))
            await self.say(turn_context, problem.sentence)
            return
        card = reply.card
        if card is not None and self._alone is not None and self._is_for_one(turn_context.activity, turn, reply):
            card = await self._alone.give(turn_context.activity, turn, reply)
        if card is not None and isinstance(reply, FileOffer):
            await self._post(turn_context, card, consent_of(reply, card))
        elif card is not None:
            await self._post(turn_context, card)

    def _is_for_one(self, activity: Activity, turn: Said | Submission, reply: Reply) -> bool:
        """Others are not to read what a button answers, whichever way it was pressed, or what was asked in secret."""
        secret = isinstance(turn, Submission) or not reply.shared or activities.is_targeted(activity)
        return turn.place.kind != "personal" and secret

    async def on_message_update_activity(self, turn_context: TurnContext) -> None:
        """A message that was edited says something new; one that was deleted and taken back says nothing."""
        if turn_context.activity.channel_data.get("eventType") == EDITED:
            await self.on_message_activity(turn_context)

    async def on_invoke_activity(self, turn_context: TurnContext) -> None:
        name = turn_context.activity.name or ""
        try:
            if name == CONSENT:  # answered by an empty 200, and by a message
                reply = await self._on_turn(consent_turn(turn_context.activity))
                if reply.card is not None:
                    await self._post(turn_context, reply.card)
                return
            answer = await self._invoked(name, turn_context.activity)
        except turns.Unusable as problem:
            log.warning("invoke_not_understood", reason=str(problem))
            answer = told(name, problem.sentence)
        turn_context.turn_state[ANSWER] = answer

    async def _invoked(self, name: str, activity: Activity) -> Json:
        if name == CARD_ACTION:
            return invoke_answer(await self._on_turn(turns.press_turn(activity)))
        if name not in extensions.READERS:
            raise turns.Unusable("the bot knows no such invoke", arrival_words.UNKNOWN_ASKED)
        reply = await self._on_turn(extensions.READERS[name](activity))
        return ANSWERS.get(name, dialog_answer)(reply)

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        await self._tell(turn_context, turns.installation_turn(turn_context.activity))

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        await self._tell(turn_context, turns.roster_turn(turn_context.activity))

    async def _tell(self, context: TurnContext, turn: Turn | None) -> None:
        """An event speaks of the whole team; what is answered belongs in the channel that was chosen."""
        if turn is None:
            return
        reply = await self._on_turn(turn)
        if reply.card is not None:
            context.activity.conversation.id = turn.place.conversation_id
            await self._post(context, reply.card)

    async def say(self, context: TurnContext, sentence: str) -> None:
        """One sentence where something was said."""
        await self._post(context, refusal.draw(refusal.RefusalView(sentence)))

    async def _post(self, context: TurnContext, card: Card, instead: Json | None = None) -> None:
        """In a channel the answer goes into the thread it was asked in, because the conversation id names it.

        One that was not taken, or perhaps not, is given later; who asked would rather read it twice than never.
        """
        conversation_id = context.activity.conversation.id
        answer = Activity(
            type=ActivityTypes.message, summary=TOAST, attachments=[Attachment(content_type=CARD_TYPE, content=card)]
        )
        if instead is not None:
            kept = {"content_type": instead["contentType"], "name": instead["name"], "content": instead["content"]}
            answer = Activity(type=ActivityTypes.message, attachments=[Attachment(**kept)])
        try:
            await asyncio.wait_for(context.send_activity(answer), ANSWER_WITHIN)
        except (DeliveryError, TimeoutError) as error:
            log.warning("answer_not_posted", reason=getattr(error, "detail", "no answer in time"))
            if self._aside is not None:
                await self._aside.keep(conversation_id, card)


def _message(activity: Activity) -> dict[str, Any]:
    """Only what the bot ever sends: one card and the toast's text."""
    [sent] = activity.attachments
    if sent.content_type == CARD_TYPE:
        return card_message(sent.content, activity.summary or "")
    return {
        "type": "message",
        "attachments": [{"contentType": sent.content_type, "name": sent.name, "content": sent.content}],
    }
