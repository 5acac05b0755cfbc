"""A file offered as Teams offers it, and what a person answered: agreed, with where to put it, or not."""

from __future__ import annotations

from typing import Any

from botbuilder.schema import Activity

from bot.engine.messages import Card, Submission
from bot.engine.outcomes import FileOffer
from bot.teams.turns import Unusable, as_object, caller, place

CONSENT = "fileConsent/invoke"
CONSENT_TYPE = "application/vnd.microsoft.teams.card.file.consent"


def consent_of(offer: FileOffer, card: Card) -> dict[str, Any]:
    """The attachment Teams makes its own card of; each answer brings back the sealed data of its button."""
    agree, leave = (action["data"] for action in card["actions"])
    content = {
        "description": offer.said,
        "sizeInBytes": offer.size,
        "acceptContext": agree,
        "declineContext": leave,
    }
    return {"contentType": CONSENT_TYPE, "name": offer.name, "content": content}


def consent_turn(activity: Activity) -> Submission:
    """The answer as a press of the button whose data it brings."""
    value = as_object(activity.value) or {}
    context, info = as_object(value.get("context")), as_object(value.get("uploadInfo")) or {}
    verb = context.get("action") if context else None
    if context is None or not isinstance(verb, str):
        raise Unusable("the file consent has no context")
    return Submission(
        verb=verb,
        data=dict(context),
        caller=caller(activity),
        place=place(activity),
        activity_id=activity.reply_to_id or "",
        delivery=activity.id or "",
        upload={name: info[name] for name in ("uploadUrl", "contentUrl") if isinstance(info.get(name), str)},
    )
