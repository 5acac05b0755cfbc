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
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "make_permanence_channel": Verb(make_permanence_channel.handle, rights.CHOOSE_CHANNEL),
    "show_again": Verb(show_again.handle, rights.SEE_AGAIN, writes=False),
    "show_help": Verb(help.handle, rights.READ, writes=False),
    "send_again": Verb(send_again.handle, rights.SEND_AGAIN),
    "close_failed": Verb(close_failed.handle, rights.SEND_AGAIN),
    "show_failed": Verb(show_failed.handle, rights.SEE_FAILED, writes=False),
}
NOTICES: dict[str, Notice] = {
    "answer": answer_notice.render,
    "failed": failed_notice.render,
    "greeting": greeting_notice.render,
    "unsaid": unsaid_notice.render,
}
