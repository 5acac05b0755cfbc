"""Show the form that makes an action of a message: the children it names that the caller may see come first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cards.actions.create_action_form import CreateActionForm
from permanence.action import FromMessage
from permanence.people import rights
from storage import children, people
from storage.children import Child
from storage.store import Work
from usecases.actions.show_action_form import choices
from usecases.house import House
from usecases.visible_teams import VisibleTeams, visible_teams_of

MOST_NAMED = 6
MOST_LOOKED_UP = 400
REFERENCE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9/_.-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class CreateFormAsked:
    """Who asks, of which message. `words` are searched for references; `thread` is the message that began it."""

    caller: str
    today: date
    message: FromMessage
    thread: str = ""
    words: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    line: str = ""


async def show_create_action_form(house: House, work: Work, asked: CreateFormAsked) -> CreateActionForm:
    """The form; people without the right are refused before the form opens."""
    rights.require(await people.find(work, asked.caller, asked.today), rights.AGREE_ACTION)
    visible = await visible_teams_of(house, work, asked.caller, rights.AGREE_ACTION, asked.today)
    named = await _named(work, asked.words, visible)
    return CreateActionForm(
        message=asked.message.id,
        at=asked.message.at,
        thread=asked.thread,
        named=tuple((child.label, child.ref) for child in named),
        people=await choices(work, named[0].team if named else None),
        typed=asked.typed,
        cut=asked.cut,
        line=asked.line,
    )


async def _named(work: Work, words: str, visible: VisibleTeams) -> list[Child]:
    """The children whose references stand in the words, in that order, as far as the caller may see them."""
    # A stroke may be of the reference or between two of them.
    found = [way for word in REFERENCE.findall(words) for way in (word, *word.split("/"))]
    numbered = [word for word in found if any(c.isdigit() for c in word)]
    spelt = list(dict.fromkeys(way for word in numbered for way in (word, word.upper())))[:MOST_LOOKED_UP]
    known = {child.ref: child for child in await children.without_journeys(work, spelt)}
    return [known[ref] for ref in spelt if ref in known and visible.has(known[ref].team)][:MOST_NAMED]
