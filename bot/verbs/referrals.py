"""The verbs about a referral to a panel."""

from __future__ import annotations

from bot.engine.routing import Verb
from bot.referrals import (
    make_referral,
    open_referral_form,
    raise_referral,
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
