"""`issue_minutes`: the minutes of a child's planning meeting are issued."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from cards import meeting_record
from usecases.issue_minutes import IssueMinutes, issue_minutes


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The meeting with its minutes issued."""
    kind, _, subject = str(pressed.data.get("of", "")).partition(":")
    meeting = int(subject) if kind == "meeting" and subject.isascii() and subject.isdigit() and len(subject) < 10 else 0
    child = str(pressed.data.get("child", ""))
    command = IssueMinutes(child, meeting, bot.today(), bot.press(pressed))
    return Reply(meeting_record.draw(await issue_minutes(bot.house, command)))
