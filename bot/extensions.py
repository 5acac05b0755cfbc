"""The table of the message extension: which dialogs open on a message, and what the search box searches."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.context import Bot
from bot.handlers import find, open_create_action
from bot.messages import DialogAsked, Reply, Searched

DIALOGS: Mapping[str, Callable[[Bot, DialogAsked], Awaitable[Reply]]] = {"create_action": open_create_action.handle}
SEARCHES: Mapping[str, Callable[[Bot, Searched], Awaitable[Reply]]] = {"find": find.handle}
