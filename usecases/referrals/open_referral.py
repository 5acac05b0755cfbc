"""Open a child's referral to a panel: one the procedure asks for is raised now, another when somebody wants it."""

from __future__ import annotations

from dataclasses import dataclass

from cards.referrals import referral_words
from cards.referrals.referral import ReferralView
from permanence.journey import Journey
from permanence.panel.panels import panel_meant
from permanence.panel.referral import MADE, RAISED, Referral, heard_on
from permanence.people import rights
from permanence.refusals import NotFound
from storage import referrals
from storage.children import Child
from storage.store import Press
from usecases.find_child import find_child
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.operator import who_is
from usecases.referrals.child_referral import of_whom, require_referable, view_of
from usecases.referrals.raise_referrals import SUBJECT, raise_of_child, raise_one, tell
from usecases.visible_teams import visible_teams_of


@dataclass(frozen=True, slots=True)
class OpenReferral:
    """Which child, and to which panel in whatever words; none where there is only one to mean."""

    child: str
    panel: str
    press: Press


async def open_referral(house: House, command: OpenReferral) -> ReferralView:
    """The referral that is open, or else the last one, or that there is none."""
    press, today = command.press, command.press.day
    async with house.store.change(press) as work:
        person = rights.require(await who_is(house, work, press.by, press.day), rights.SEE_CHILDREN)
        visible = await visible_teams_of(house, work, press.by, rights.SEE_CHILDREN, press.day)
        child, journey = await find_child(work, command.child, visible)
        refers = rights.may(person, rights.REFER, child.team)  # who only looks changes nothing
        if refers:
            await raise_of_child(house, work, press, child.ref, today)
        its = await referrals.of_child(work, child.ref)
        panel = _panel(house, child, its, command.panel)
        referral = next((one for one in sorted(its, key=_open_first) if one.panel == panel), None)
        if refers and referral is not None and referral.state == RAISED:
            await tell(work, referral.id, referral.version, press.at)  # when it has no card in the channel yet
        return await view_of(house, work, child, journey, panel, referral, today)


async def raise_referral(house: House, command: OpenReferral) -> ReferralView:
    """A referral somebody wants, whether or not the procedure asks for one; the one that is open stays."""
    today = command.press.day
    async with house.store.change(command.press) as work:
        press, child, journey = await of_whom(house, work, command.press, command.child)
        its = await referrals.of_child(work, child.ref)
        panel = _panel(house, child, its, command.panel)
        referral = await referrals.raised(work, child.ref, panel)
        referral = referral or next((one for one in its if one.panel == panel and _waits(one, journey)), None)
        line = await changed_meanwhile(work, SUBJECT, referral.id) if referral and not work.repeated else ""
        if referral is None and not work.repeated:
            require_referable(house, journey, panel, today)
            referral = await raise_one(work, press, child.ref, panel)
        if referral is None:
            referral = next((one for one in its if one.panel == panel), None)
        return await view_of(house, work, child, journey, panel, referral, today, line)


def _waits(referral: Referral, journey: Journey) -> bool:
    """Whether it was made and the panel has not heard it."""
    made_on = referral.made_on
    return referral.state == MADE and made_on is not None and heard_on(journey, referral.panel, made_on) is None


def _panel(house: House, child: Child, its: list[Referral], words: str) -> str:
    """The panel meant: by its name, or because there is one, or because the child has a referral to one only."""
    policy = house.policy
    # One that is open can be looked at and withdrawn, whatever the procedure in force says of its panel.
    left = [one.panel for one in its if one.state == RAISED and one.panel not in {p.name for p in policy.panels}]
    if left and words in ("", left[0]):
        return left[0]
    if not policy.panels:
        raise NotFound(referral_words.no_panel(policy.title))
    if words:
        return panel_meant(policy, words).name
    known = [panel.name for panel in policy.panels]
    raised = {one.panel for one in its if one.state == RAISED and one.panel in known}
    for names in (raised, {one.panel for one in its if one.panel in known}, set(known)):
        if len(names) == 1:
            return next(iter(names))
    raise NotFound(referral_words.say_which_panel(child.ref, [panel.title for panel in policy.panels]))


def _open_first(referral: Referral) -> tuple[bool, int]:
    return referral.state != RAISED, -referral.id
