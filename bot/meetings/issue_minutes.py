"""`issue_minutes`: the minutes of a child's planning meeting are issued."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import about
from cards.meetings import meeting_record
from permanence.people import rights
from usecases.meetings.issue_minutes import IssueMinutes, issue_minutes


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The meeting with its minutes issued."""
    of = about(pressed)
    meeting = (of.number or 0) if of.kind == "meeting" else 0
    child = str(pressed.data.get("child", ""))
    command = IssueMinutes(child, meeting, bot.press(pressed))
    return Reply(meeting_record.draw(await issue_minutes(bot.house, command)))


VERBS = {"issue_minutes": Verb(handle, rights.ISSUE_MINUTES)}
