"""Show one item of a sitting while it is recorded, with its actions; and the forms behind its buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from cards.recording import record_words
from cards.recording.child_form import ChildForm
from cards.recording.item_form import AGREE, RECOMMEND, ItemForm
from cards.recording.item_record import ItemView
from permanence.action import PanelAction, by_manager
from permanence.panel.panels import which_panel
from permanence.panel.recording import TO_RECORD
from permanence.panel.sitting import LISTED, PUBLISHED, REOPENED, Item
from storage import actions, people
from storage.panel import items
from storage.store import Work
from usecases.actions.show_action import in_lines
from usecases.actions.show_action_form import choices
from usecases.house import House
from usecases.recording.items_of_siblings import items_of_siblings, same_for
from usecases.recording.show_record import PAGE as RECORD_PAGE, title_of
from usecases.recording.sitting_to_record import found_item, found_sitting
from usecases.referrals.child_referral import said_in_referral

PAGE = 4


async def show_item(house: House, work: Work, item_id: int, today: date, line: str = "", page: int = 0) -> ItemView:
    """The item as it stands, with one page of its actions."""
    item = await found_item(work, item_id)
    sitting = await found_sitting(work, item.sitting_id)
    names = await people.names(work)
    its = await _actions(work, item)
    pages = max(1, -(-len(its) // PAGE))
    page = min(max(page, 0), pages - 1)
    return ItemView(
        item=item.id,
        version=item.version,
        sitting=sitting.id,
        on=sitting.on,
        title=title_of(item, names),
        manager=item.presenter(names),
        state=item.state,
        because=item.because,
        clause=item.clause,
        child=item.child is not None,
        may_record=sitting.state in (PUBLISHED, REOPENED) and sitting.on <= today and item.state in TO_RECORD,
        due=item.due,
        recommendation=item.recommendation or "",
        reason=item.reason or "",
        beside=item.discussion.in_words(),
        panel=which_panel(house.policy, sitting.panel),
        referred=await said_in_referral(house, work, item.child, sitting),
        together=tuple(one.label for one in await items_of_siblings(work, item)),
        actions=tuple(await in_lines(house, work, its[page * PAGE : (page + 1) * PAGE], today)),
        page=page,
        pages=pages,
        next_item=await _next(work, item),
        record_page=await _page_of_record(work, item),
        line=line,
    )


async def _actions(work: Work, item: Item) -> list[PanelAction]:
    """A child's open actions and those agreed here; at an action review, the manager's open ones."""
    if item.child:
        its = await actions.of_child(work, item.child)
        return [action for action in its if action.is_open or action.sitting == item.sitting_id]
    everybody = await people.everyone(work)
    return by_manager(await actions.open_everywhere(work), everybody).get(item.own_manager, [])


async def _next(work: Work, item: Item) -> int | None:
    """The one that comes after it in the afternoon and is not recorded yet, else the first such."""
    order = [one.item for one in await items.in_time_order(work, item.sitting_id, TO_RECORD)]
    here = next((n for n, other in enumerate(order) if other.id == item.id), -1)
    after = [*order[here + 1 :], *order[: max(here, 0)]]
    return next((other.id for other in after if other.state == LISTED), None)


async def _page_of_record(work: Work, item: Item) -> int:
    """On which page of the sitting's record it stands."""
    listed = [one.item.id for one in await items.in_time_order(work, item.sitting_id, TO_RECORD)]
    return listed.index(item.id) // RECORD_PAGE if item.id in listed else 0


@dataclass(frozen=True, slots=True)
class ItemFormAsked:
    """Which form of which item, with what was typed."""

    verb: str
    item_id: int
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


async def show_item_form(work: Work, asked: ItemFormAsked) -> ItemForm:
    """The form; a recommendation recorded before stands in it to be changed."""
    item = await found_item(work, asked.item_id)
    sitting = await found_sitting(work, item.sitting_id)
    typed = asked.typed
    if asked.verb == RECOMMEND and not typed and item.recommendation:
        beside = {name: text for name, text in asdict(item.discussion).items() if text}
        typed = {"text": item.recommendation, "reason": item.reason or "", **beside}
    return ItemForm(
        verb=asked.verb,
        item=item.id,
        version=item.version,
        sitting=sitting.id,
        on=sitting.on,
        title=title_of(item, await people.names(work)),
        people=await choices(work, item.team) if asked.verb == AGREE else (),
        same_for=await same_for(work, item) if asked.verb == RECOMMEND else (),
        typed=typed,
        line=asked.line,
    )


async def show_child_form(work: Work, item_id: int, typed: Mapping[str, str], line: str = "") -> ChildForm:
    """The form that records a child; the child's own team manager does each action unless somebody else is chosen."""
    item = await found_item(work, item_id)
    sitting = await found_sitting(work, item.sitting_id)
    names, offered = await people.names(work), await choices(work, item.team)
    return ChildForm(
        item=item.id,
        version=item.version,
        sitting=sitting.id,
        on=sitting.on,
        title=title_of(item, names),
        about=record_words.why_here(item.presenter(names), item.because, item.clause),
        people=offered,
        owner=item.own_manager if item.own_manager in {oid for _, oid in offered} else "",
        same_for=await same_for(work, item),
        typed=typed,
        line=line,
    )
