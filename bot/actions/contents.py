"""What may be pressed about actions, and what the bot posts about it."""

from __future__ import annotations

from bot.actions import (
    action_notice,
    agree_later_date,
    ask_later_date,
    block_action,
    complete_action,
    create_action,
    later_date_notice,
    open_action,
    open_action_form,
    open_list,
    progress_action,
    reassign_action,
    refuse_later_date,
    reopen_action,
    unblock_action,
)
from bot.engine.contents import Notice, Verb
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "create_action": Verb(create_action.handle, rights.AGREE_ACTION),
    "open_list": Verb(open_list.handle, rights.SEE_ACTIONS, writes=False),
    "open_action": Verb(open_action.handle, rights.SEE_ACTIONS, writes=False),
    "complete_action": Verb(complete_action.handle, rights.CHANGE_ACTION),
    "open_progress_action": Verb(open_action_form.handle, rights.CHANGE_ACTION, writes=False),
    "progress_action": Verb(progress_action.handle, rights.CHANGE_ACTION),
    "open_block_action": Verb(open_action_form.handle, rights.CHANGE_ACTION, writes=False),
    "block_action": Verb(block_action.handle, rights.CHANGE_ACTION),
    "unblock_action": Verb(unblock_action.handle, rights.CHANGE_ACTION),
    "open_reopen_action": Verb(open_action_form.handle, rights.CHANGE_ACTION, writes=False),
    "reopen_action": Verb(reopen_action.handle, rights.CHANGE_ACTION),
    "open_ask_later_date": Verb(open_action_form.handle, rights.CHANGE_ACTION, writes=False),
    "ask_later_date": Verb(ask_later_date.handle, rights.CHANGE_ACTION),
    "agree_later_date": Verb(agree_later_date.handle, rights.ANSWER_LATER_DATE),
    "open_refuse_later_date": Verb(open_action_form.handle, rights.ANSWER_LATER_DATE, writes=False),
    "refuse_later_date": Verb(refuse_later_date.handle, rights.ANSWER_LATER_DATE),
    "open_reassign_action": Verb(open_action_form.handle, rights.CHANGE_ACTION, writes=False),
    "reassign_action": Verb(reassign_action.handle, rights.CHANGE_ACTION),
}
NOTICES: dict[str, Notice] = {"action": action_notice.render, "later_date": later_date_notice.render}
