"""The table of the message extension: which dialogs open on a message, and what the search box searches."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.actions import open_create_action
from bot.children import find
from bot.engine.context import Bot
from bot.engine.messages import DialogAsked, Reply, Searched

DIALOGS: Mapping[str, Callable[[Bot, DialogAsked], Awaitable[Reply]]] = {"create_action": open_create_action.handle}
SEARCHES: Mapping[str, Callable[[Bot, Searched], Awaitable[Reply]]] = {"find": find.handle}
