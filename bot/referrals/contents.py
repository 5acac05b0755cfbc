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
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "show_referral": Verb(show_referral.handle, rights.SEE_CHILDREN),
    "raise_referral": Verb(raise_referral.handle, rights.REFER),
    "open_referral_form": Verb(open_referral_form.handle, rights.REFER, writes=False),
    "save_referral": Verb(save_referral.handle, rights.REFER),
    "make_referral": Verb(make_referral.handle, rights.REFER),
    "open_withdraw_referral": Verb(open_referral_form.handle, rights.REFER, writes=False),
    "withdraw_referral": Verb(withdraw_referral.handle, rights.REFER),
}
NOTICES: dict[str, Notice] = {"referral": referral_notice.render}
