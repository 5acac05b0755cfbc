"""A child whom business support wants on a sitting: due or not, with the reason; or why it cannot be."""

from __future__ import annotations

from cards.sittings import sitting_words
from permanence.mornings import LONDON
from permanence.panel.panels import only_panel
from permanence.panel.sitting import Candidate, Item, Sitting
from permanence.refusals import Incomplete
from storage import children, people
from storage.panel import sittings
from storage.store import Press, Work
from usecases.house import House
from usecases.sittings.panel_candidates import Candidates, presenter_of


async def asked_for_child(
    house: House, work: Work, press: Press, sitting: Sitting, pool: Candidates, ref: str, listed: list[Item]
) -> Candidate:
    """The child as a candidate; raises Incomplete with the sentence when it cannot come on this sitting."""
    found = await children.find(work, ref)
    if found is None:
        raise Incomplete(sitting_words.no_child(ref))
    child, _ = found
    if any(item.child == child.ref for item in listed):
        raise Incomplete(sitting_words.on_it_already(child.label))
    today = press.at.astimezone(LONDON).date()
    its_panel = only_panel(house.policy, sitting.panel)
    others = await sittings.children_on_open_sittings(work, today, besides=sitting.id, panel=its_panel)
    other = others.get(child.ref)
    if other is not None:
        raise Incomplete(sitting_words.on_another(child.label, other.on))
    manager, stands_for = presenter_of(await people.on_day(work, sitting.on), child.team)
    if manager is None:
        raise Incomplete(sitting_words.no_presenter(child.label, child.team))
    due = next((one for one in pool.everybody if one.child == child.ref), None)
    return due or Candidate(
        child=child.ref,
        label=child.label,
        team=child.team,
        manager=manager,
        stands_for=stands_for,
        clause=_by_business_support(house, sitting),
        because=sitting_words.asked_for_by(press.name),
        due=None,
    )


def _by_business_support(house: House, sitting: Sitting) -> str:
    """The clause by which business support chooses the children, or the one of the sitting itself."""
    return next((p.clause for p in house.policy.practices if p.name == "agenda_by"), sitting.clause)
