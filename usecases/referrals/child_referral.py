"""A child's referral, found for whoever may write in it, and shown as it stands in this transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from cards import house_words
from cards.referrals import referral_words
from cards.referrals.referral import ReferralView, ViewLine, without_texts
from cards.referrals.referral_form import VIEW, WITHDRAW, ReferralForm
from permanence.journey import Journey
from permanence.panel.referral import (
    MADE,
    RAISED,
    WITHDRAWN,
    Referral,
    ReferralPart,
    content,
    duties,
    heard_in_words,
    heard_on,
    made_in_words,
    not_referred,
    written,
)
from permanence.panel.sitting import Sitting
from permanence.people import rights
from permanence.people.deputies import signed
from permanence.refusals import Incomplete, NotFound
from storage import children, people, referrals
from storage.children import Child
from storage.store import Press, Work
from usecases.find_child import find_child
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.referrals.raise_referrals import SUBJECT
from usecases.sittings.actual_sittings import hears, would_hear
from usecases.visible_teams import visible_teams_of


@dataclass(frozen=True, slots=True)
class Acting:
    """The press as the history signs it, the child, and the referral the press is about."""

    press: Press
    child: Child
    journey: Journey
    referral: Referral


@dataclass(frozen=True, slots=True)
class ReferralDone:
    """The referral as it stands now; `stale` when somebody was there first and nothing was changed."""

    view: ReferralView
    stale: bool = False


async def acting(house: House, work: Work, press: Press, referral_id: int) -> Acting:
    """What the press is about, when the presser may refer the child; else the refusal."""
    rights.require(await people.find(work, press.by, press.day), rights.REFER)
    referral = await found_referral(work, referral_id)
    own, child, journey = await of_whom(house, work, press, referral.child)
    return Acting(own, child, journey, referral)


async def of_whom(house: House, work: Work, press: Press, said: str) -> tuple[Press, Child, Journey]:
    """The child, when the presser may refer it, and the press as the history signs it; else the refusal."""
    person = rights.require(await people.find(work, press.by, press.day), rights.REFER)
    visible = await visible_teams_of(house, work, press.by, rights.REFER, press.day)
    child, journey = await find_child(work, said, visible)
    rights.require_for(person, rights.REFER, child.team)
    return replace(press, name=signed(press.name, person, child.team)), child, journey


async def found_referral(work: Work, referral_id: int) -> Referral:
    """The referral, or the refusal."""
    referral = await referrals.find(work, referral_id)
    if referral is None:
        raise NotFound(referral_words.NO_SUCH_REFERRAL)
    return referral


async def referral_now(
    house: House, work: Work, referral_id: int, today: date, line: str = "", *, written: bool = True
) -> ReferralView:
    """The referral as it stands in this transaction; in the channel without what was written."""
    referral = await found_referral(work, referral_id)
    child, journey = (await children.several(work, [referral.child]))[referral.child]
    view = await view_of(house, work, child, journey, referral.panel, referral, today, line)
    return view if written else without_texts(view)


async def view_of(
    house: House,
    work: Work,
    child: Child,
    journey: Journey,
    panel: str,
    referral: Referral | None,
    today: date,
    line: str = "",
) -> ReferralView:
    """A child's referral to a panel, or that there is none."""
    policy = house.policy
    state = referral.state if referral else "none"
    on = referral.made_on if referral and referral.made_on else today
    views: Mapping[str, str] = referral.views if referral else {}
    its = [duty for named, duty in duties(policy, journey, today) if named == panel]
    duty = next((one for one in its if referral and one.occasion == referral.occasion), next(iter(its), None))
    was_heard = heard_on(journey, panel, on) if state == MADE else None
    if was_heard:
        heard = None
    elif state == MADE:
        heard = await hears(house, work, panel, child.ref, on, today)
    else:
        heard = await would_hear(house, work, panel, on)
    names = await people.names(work)
    return ReferralView(
        child=child.ref,
        label=child.label,
        panel=panel,
        title=_title(house, panel),
        as_of=today,
        state=state,
        referral=referral.id if referral else 0,
        version=referral.version if referral else 0,
        because=duty.because if duty and state == RAISED else "",
        clause=duty.clause if duty else "",
        asked=tuple(_line(one, views) for one in content(policy, journey, panel, on)) if referral else (),
        hearing="" if was_heard else {RAISED: heard_in_words(heard), MADE: made_in_words(heard)}.get(state, ""),
        made_on=referral.made_on if referral else None,
        made_by=names.get(referral.made_by, house_words.SOMEBODY_WHO_HAS_LEFT) if referral else "",
        heard_on=was_heard,
        reason=referral.withdrawn_because if referral and state == WITHDRAWN else "",
        barred=not_referred(policy, journey, panel, today),
        line=line,
    )


async def said_in_referral(house: House, work: Work, ref: str | None, sitting: Sitting) -> tuple[tuple[str, str], ...]:
    """What the referral a sitting hears says of the child, each view with its name."""
    made = await referrals.made(work, ref, sitting.panel, sitting.on) if ref else None
    if made is None or made.made_on is None:
        return ()
    _, journey = (await children.several(work, [made.child]))[made.child]
    return written(house.policy, content(house.policy, journey, made.panel, made.made_on), made.views)


@dataclass(frozen=True, slots=True)
class ReferralFormAsked:
    """Which form of which referral, with what was typed so far."""

    verb: str
    referral: int
    press: Press
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


async def show_referral_form(house: House, asked: ReferralFormAsked) -> ReferralForm:
    """The form, with what is kept where nothing was typed over it."""
    async with house.store.read() as work:
        who = await acting(house, work, asked.press, asked.referral)
        if who.referral.state != RAISED:
            raise Incomplete(await changed_meanwhile(work, SUBJECT, asked.referral))
        if asked.verb != WITHDRAW:
            require_referable(house, who.journey, who.referral.panel, asked.press.day)
        kept = {VIEW + key: text for key, text in who.referral.views.items()}
        panel = who.referral.panel
        wanted = () if asked.verb == WITHDRAW else content(house.policy, who.journey, panel, asked.press.day)
        return ReferralForm(
            verb=asked.verb,
            referral=who.referral.id,
            version=who.referral.version,
            child=who.child.ref,
            panel=panel,
            label=who.child.label,
            title=_title(house, panel),
            asked=tuple((one.key, f"{one.words} ({one.clause})") for one in wanted),
            hearing=heard_in_words(await would_hear(house, work, panel, asked.press.day)),
            typed={**kept, **asked.typed},
            line=asked.line,
        )


def require_referable(house: House, journey: Journey, panel: str, today: date) -> None:
    """The refusal that says why this child is not referred to this panel."""
    if barred := not_referred(house.policy, journey, panel, today):
        raise Incomplete(barred)


def _title(house: House, panel: str) -> str:
    """What the panel is called; one that the procedure in force does not know is just the panel."""
    return next((one.title for one in house.policy.panels if one.name == panel), "panel")


def _line(one: ReferralPart, views: Mapping[str, str]) -> ViewLine:
    text = views.get(one.key, "")
    return ViewLine(one.words, one.clause, bool(text), text)
