"""What may be pressed about referrals to the panel, and what the bot posts about it."""

from __future__ import annotations

from bot.engine.contents import Notice, Verb
from bot.referrals import (
    make_referral,
    open_referral_form,
    raise_referral,
    referral_notice,
    save_referral,
    show_referral,
    withdraw_referral,
)

VERBS: dict[str, Verb] = {
    "show_referral": Verb(show_referral.handle),
    "raise_referral": Verb(raise_referral.handle),
    "open_referral_form": Verb(open_referral_form.handle, writes=False),
    "save_referral": Verb(save_referral.handle),
    "make_referral": Verb(make_referral.handle),
    "open_withdraw_referral": Verb(open_referral_form.handle, writes=False),
    "withdraw_referral": Verb(withdraw_referral.handle),
}
NOTICES: dict[str, Notice] = {"referral": referral_notice.render}
