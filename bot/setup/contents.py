"""What may be pressed about setting up and what failed, and what the bot posts about it."""

from __future__ import annotations

from bot.engine.contents import Notice, Verb
from bot.setup import (
    answer_notice,
    close_failed,
    failed_notice,
    greeting_notice,
    help,
    make_permanence_channel,
    send_again,
    show_again,
    show_failed,
    unsaid_notice,
)

VERBS: dict[str, Verb] = {
    "make_permanence_channel": Verb(make_permanence_channel.handle),
    "show_again": Verb(show_again.handle, writes=False),
    "show_help": Verb(help.handle, writes=False),
    "send_again": Verb(send_again.handle),
    "close_failed": Verb(close_failed.handle),
    "show_failed": Verb(show_failed.handle, writes=False),
}
NOTICES: dict[str, Notice] = {
    "answer": answer_notice.render,
    "failed": failed_notice.render,
    "greeting": greeting_notice.render,
    "unsaid": unsaid_notice.render,
}
