"""From a Reply to what Teams expects: the body of an invoke's answer, or a message with one card."""

from __future__ import annotations

from typing import Any

from bot.engine.messages import Card, Choices, Dialog, Reply, Result, Results

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
ERROR_TYPE = "application/vnd.microsoft.error"
FOUND_TYPE = "application/vnd.microsoft.search.searchResponse"
PREVIEW_TYPE = "application/vnd.microsoft.card.thumbnail"
CARD_ACTION = "adaptiveCard/action"
EXTENSION = "composeExtension/"
FETCH, SUBMIT, QUERY = f"{EXTENSION}fetchTask", f"{EXTENSION}submitAction", f"{EXTENSION}query"
DIALOGS = {FETCH, SUBMIT, "task/fetch", "task/submit", "message/fetchTask"}
NAME = "Permanence"
NO_MARKUP = str.maketrans({"<": "\u2039", ">": "\u203a"})

Json = dict[str, Any]


def invoke_answer(reply: Reply) -> Json:
    """The answer to a press; never empty, because Teams delivers again after an empty one."""
    if reply.card is None:
        return {"statusCode": 200, "type": MESSAGE_TYPE, "value": "Done."}
    return {"statusCode": 200, "type": CARD_TYPE, "value": reply.card}


def invoke_error(code: str, sentence: str, status: int = 500) -> Json:
    """An answer that shows the sentence instead of a new card; the HTTP status stays 200."""
    return {"statusCode": status, "type": ERROR_TYPE, "value": {"code": code, "message": sentence}}


def told(name: str, sentence: str) -> Json:
    """One sentence in the form the invoke of this name is answered in; the card that was pressed stays as it is."""
    if name == CARD_ACTION:
        return {"statusCode": 200, "type": MESSAGE_TYPE, "value": sentence}
    if name in DIALOGS:
        return dialog_answer(Dialog(last=sentence))
    if name.startswith(EXTENSION):
        return search_answer(Results(sentence=sentence))
    if name.startswith("config/"):
        return {"responseType": "config", "config": {"type": "message", "value": sentence}}
    return invoke_error("NotSupported", sentence, 400)


def dialog_answer(reply: Reply) -> Json:
    """The answer to a dialog asked for or sent: a card to go on with, or the last sentence."""
    title = reply.title if isinstance(reply, Dialog) else ""
    if reply.card is None:
        last = reply.last if isinstance(reply, Dialog) else ""
        return {"task": {"type": "message", "value": last or "Done."}}
    card = {"contentType": CARD_TYPE, "content": reply.card}
    value = {"title": title or NAME, "height": "medium", "width": "medium", "card": card}
    return {"task": {"type": "continue", "value": value}}


def search_answer(reply: Reply) -> Json:
    """The answer to a search: a list, or the sentence when there is nothing to list."""
    found = reply.found if isinstance(reply, Results) else ()
    if not found and isinstance(reply, Results) and reply.sentence:
        return {"composeExtension": {"type": "message", "text": reply.sentence}}
    listed = [_listed(result) for result in found]
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": listed}}


def choices_answer(reply: Reply) -> Json:
    """The answer to words typed into a long choice of a card; a sentence where nothing may be seen."""
    found = reply.found if isinstance(reply, Choices) else ()
    if not found and isinstance(reply, Choices) and reply.sentence:
        return invoke_error("Refused", reply.sentence, 400)
    results = [{"title": shown, "value": sent} for shown, sent in found]
    return {"statusCode": 200, "type": FOUND_TYPE, "value": {"results": results}}


def _listed(result: Result) -> Json:
    preview = {"title": _bare(result.title), "text": _bare(result.line)}
    return {
        "contentType": CARD_TYPE,
        "content": result.card,
        "preview": {"contentType": PREVIEW_TYPE, "content": preview},
    }


def _bare(text: str) -> str:
    """A preview takes markup for markup, so nothing typed may look like it."""
    return text.translate(NO_MARKUP)


def card_message(card: Card, summary: str = "") -> Json:
    """A message of one card and no text: Teams splits text and card and then names no message id."""
    message: Json = {"type": "message", "attachments": [{"contentType": CARD_TYPE, "content": card}]}
    if summary:
        message["summary"] = summary
    return message
