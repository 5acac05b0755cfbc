"""`meeting REF`: a child's planning meeting as it stands, with its running record."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from bot.meetings.meeting_forms import about
from cards.meetings import meeting_record
from permanence.people import rights
from usecases.meetings.child_meeting import About
from usecases.meetings.show_meeting import MeetingAsked, open_meeting


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The meeting to come, or else the last one held."""
    which = About(child=rest) if isinstance(turn, Said) else about(turn)
    asked = MeetingAsked(turn.caller.oid, which, bot.today())
    view = await open_meeting(bot.house, asked)
    to_all = isinstance(turn, Said) and turn.place.kind != "personal"  # a press is answered only to who pressed
    return Reply(meeting_record.draw(meeting_record.for_channel(view) if to_all else view))


VERBS = {"show_meeting": Verb(handle, rights.SEE_CHILDREN, writes=False)}
