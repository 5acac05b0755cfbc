"""Dispatch: a turn finds its handler, and every no becomes one sentence on a card."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import structlog

from bot.engine.choosing import find_choices, show_to_type, understood
from bot.engine.contents import Command, Verb
from bot.engine.context import Bot
from bot.engine.copies import notice_card
from bot.engine.doubt import came_back, taken_out
from bot.engine.forms import OLDER, ask_again, ask_shorter, led_back
from bot.engine.kept_words import noted, pressed, refused, with_way_back
from bot.engine.long_choices import TYPED
from bot.engine.messages import (
    Caller,
    ChoicesAsked,
    DialogAsked,
    Installed,
    MemberJoined,
    MemberLeft,
    Place,
    Reply,
    Returned,
    Said,
    Searched,
    Submission,
    Turn,
    Uninstalled,
)
from bot.engine.places import kept_as
from bot.engine.roster import Roster, admit, is_admitted
from permanence.clean_text import keyed
from permanence.people import rights
from permanence.people.rights import Right
from permanence.refusals import Incomplete, NotAllowed, NotFound, Refusal
from storage import conversations, outbox, people
from usecases.operator import who_is
from usecases.setup.show_failed import NO_PLACE

log = structlog.get_logger()
Way = TypeVar("Way")
AROUND = "\"'/!?., "  # what people put around a command, as pages that name it do
LATE = "The database does not answer in time; ask again in a minute."
LATE_PRESS = (
    "The database does not answer in time, so this may be done yet or not; "
    "press the same button again in a minute: it is done once at most."
)


async def dispatch(bot: Bot, roster: Roster, turn: Turn) -> Reply:
    """The answer to one turn, in time; it never raises. A turn that is late goes on, and a press of it is done once."""
    bot.roster = roster
    if isinstance(turn, Said) and turn.attachments:
        return await _answered(bot, roster, turn)  # nobody waits for it: what is in a file comes as a message
    running = asyncio.create_task(_answered(bot, roster, turn))
    await asyncio.wait({running}, timeout=bot.patience)
    if running.done():
        return running.result()
    log.error("turn_late", turn=type(turn).__name__, seconds=bot.patience)
    bot.late.add(running)
    running.add_done_callback(bot.late.discard)
    if isinstance(turn, Submission):
        return refused(LATE_PRESS, turn)
    return replace(refused(LATE, turn), shared=True)


async def _answered(bot: Bot, roster: Roster, turn: Turn) -> Reply:
    try:
        return with_way_back(noted(await _answer(bot, roster, turn), turn), turn)
    except Refusal as no:
        return with_way_back(noted(refused(no.sentence, turn), turn), turn)
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("turn_bug", reference=reference, turn=type(turn).__name__)
        sentence = f"Something went wrong here and nothing was changed; tell your administrator: {reference}."
        return replace(refused(sentence, turn), shared=isinstance(turn, Said))
    finally:
        bot.mail.set()


async def _answer(bot: Bot, roster: Roster, turn: Turn) -> Reply:
    match turn:
        case Said():
            await _keep(bot, turn.place, turn.caller)
            if turn.attachments:
                await roster.admit(bot, turn.caller)
                return await bot.contents.files(bot, turn)
            if turn.beside and not turn.text:
                return Reply()
            return await answer_words(bot, turn)
        case Submission():
            return await _pressed(bot, roster, turn)
        # A dialog or a search may be opened in places the bot is not in, so they are not kept as places of its own.
        case DialogAsked():
            opening = _known(bot, bot.contents.dialogs, turn.command)
            await _only_on_its_messages(bot, turn.place)
            await _require(bot, turn.caller, opening.right)
            return await opening.handle(bot, turn)
        case Searched():
            search = _known(bot, bot.contents.searches, turn.command)
            await _require(bot, turn.caller, search.right)
            return await search.handle(bot, turn)
        case ChoicesAsked():
            await _require(bot, turn.caller, _verb(bot, turn.verb).right)
            return await find_choices(bot, turn)
        case Installed(place=place):
            await came_back(bot, place)
            return await bot.contents.installed(bot, turn)
        case Uninstalled(place):
            await taken_out(bot, place)
        case Returned(place):
            await came_back(bot, place)
        case MemberLeft(teams_ids=left):
            await roster.changed(bot, left)
        case MemberJoined():
            await roster.changed(bot)
    return Reply()


async def _pressed(bot: Bot, roster: Roster, turn: Submission) -> Reply:
    notice_card(bot, turn)
    verb = _verb(bot, turn.verb)
    if turn.dialog:
        await _only_on_its_messages(bot, turn.place)
    else:
        await _keep(bot, turn.place, turn.caller)
    if verb.writes:
        await roster.admit(bot, turn.caller)
    await _require(bot, turn.caller, verb.right)
    if turn.data.get(TYPED):
        return await show_to_type(bot, turn)
    found = await understood(bot, turn) if turn.in_words else turn
    if isinstance(found, Reply):
        return found
    if found.too_long and verb.form and not found.dialog:
        return await ask_shorter(bot, found)
    if found.lacking and verb.form:
        return await ask_again(bot, found)
    try:
        return await pressed(bot, verb, found)
    except Incomplete as no:
        if not verb.back:
            raise
        return await led_back(bot, verb.back, found, no.sentence)


def _verb(bot: Bot, name: str) -> Verb:
    verb = bot.contents.verbs.get(name)
    if verb is None:
        log.error("unknown_verb", verb=name, write=f"bot/<subject>/{name}.py with its VERBS")
        raise NotFound(OLDER)
    return verb


async def _require(bot: Bot, caller: Caller, right: Right) -> None:
    # Asked before anything is looked up, so that who has not the right, or has left, learns nothing of what there is.
    if not right.for_anybody:
        async with bot.house.store.read() as work:
            rights.require(await who_is(bot.house, work, caller.oid, bot.today()), right)
        await admit(bot, caller)


async def answer_words(bot: Bot, said: Said) -> Reply:
    """The answer to a typed command, as its table has it or in somebody's own words."""
    said = replace(said, text=keyed(said.text))
    begins, rest = find_command(bot, said.text)
    if not begins or (rest and not bot.contents.commands[begins].reads_days):
        tells = said.place.kind == "personal" or await _is_permanence_channel(bot, said.place, required=False)
        tells = tells and await is_admitted(bot, said.caller)
        meant = await bot.contents.understand(bot, said, begins, tells)
        if isinstance(meant, Reply):
            return meant
        begins, rest = find_command(bot, meant)
    command = bot.contents.commands[begins]
    shared = True  # nothing is looked up yet, so there is nothing in a refusal that not everybody may read
    try:
        await _only_in_permanence_channel(bot, said.place, command)
        await _require(bot, said.caller, command.right)
        shared = command.shared
        return replace(await command.handle(bot, said, rest), shared=shared)
    except Refusal as no:
        return replace(refused(no.sentence, said), shared=shared)


def find_command(bot: Bot, text: str) -> tuple[str, str]:
    """The name of the command these words begin with, empty when they begin with none, and the rest of them."""
    said = keyed(text).strip(AROUND)
    lower = said.lower()
    for name in sorted(bot.contents.commands, key=len, reverse=True):
        if lower == name or lower.startswith(name + " "):
            return name, said[len(name) :].strip()
    return "", said


async def _only_in_permanence_channel(bot: Bot, place: Place, command: Command) -> None:
    # What is said of children is said in the permanence channel or in a person's own chat, nowhere else.
    if place.kind == "personal" or not command.tells_of_children:
        return
    if not await _is_permanence_channel(bot, place):
        raise NotAllowed("This is answered only in the permanence channel or in your own chat with the bot.")


async def _only_on_its_messages(bot: Bot, place: Place) -> None:
    if not await _is_permanence_channel(bot, place):
        raise NotAllowed("This can be done only on a message in the permanence channel.")


async def _is_permanence_channel(bot: Bot, place: Place, required: bool = True) -> bool:
    async with bot.house.store.read() as work:
        channel = await conversations.permanence_channel(work)
    if channel is None and not required:
        return False
    if channel is None:
        raise NotAllowed('No permanence channel is set; an administrator says "set up" in the one to use.')
    return channel.id == place.conversation_id


def _known(bot: Bot, table: Mapping[str, Way], name: str) -> Way:
    """The command of this name; the local Playground, which reads no manifest, leaves the name out."""
    if bot.local and not name and len(table) == 1:
        return next(iter(table.values()))
    if name not in table:
        raise NotFound("This command is of another version of the app; an administrator brings the app up to date.")
    return table[name]


async def _keep(bot: Bot, place: Place, caller: Caller) -> None:
    """Remember the place and the caller's Teams id, once per process and change."""
    seen = (place.conversation_id, place.service_url, place.tenant_id, caller.oid, caller.teams_id)
    if seen in bot.known:
        return
    async with bot.house.store.change() as work:
        if await conversations.keep(work, kept_as(place, caller), bot.now()):
            await outbox.wake(work, bot.now(), NO_PLACE)
        if caller.oid:
            await people.learn_teams_id(work, caller.oid, caller.teams_id)
    bot.known.add(seen)
