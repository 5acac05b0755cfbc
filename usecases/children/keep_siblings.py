"""Keep who a child's siblings in care are: on both sides, and among all who are named together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cards.children import child_words
from cards.children.child import ChildView
from cards.children.siblings_form import SiblingsForm
from permanence.journey import Journey
from permanence.journeys.siblings import references, related
from permanence.people import rights
from permanence.people.deputies import signed
from permanence.refusals import Incomplete, NotFound
from storage import children, history, people, siblings
from storage.children import Child
from storage.store import Press, Work
from usecases.children.show_child import ChildAsked, show_child
from usecases.find_child import find_child
from usecases.house import House
from usecases.visible_teams import VisibleTeams, visible_teams_of

SUBJECT = "siblings"


@dataclass(frozen=True, slots=True)
class KeepSiblings:
    """The references as typed, all the siblings there are; `seen` counts the changes made to them before."""

    child: str
    seen: int
    typed: str
    press: Press
    back: str = ""


async def keep_siblings(house: House, command: KeepSiblings) -> ChildView:
    """The child with its siblings as kept."""
    press = command.press
    async with house.store.change(press) as work:
        press, child, journey, visible = await _child(house, work, press, command.child)
        wanted = [await _sibling(work, child, said, visible) for said in references(command.typed)]
        if not work.repeated:
            await _keep(work, press, command.seen, journey, tuple(dict.fromkeys(one.ref for one in wanted)))
        line = await siblings_in_words(work, child)
    view = await show_child(house, ChildAsked(press.by, child.ref, command.press.day, command.back))
    return replace(view, line=line)


async def show_siblings_form(
    house: House, work: Work, press: Press, ref: str, back: str = "", typed: str | None = None, line: str = ""
) -> SiblingsForm:
    """The form with what was typed or, before that, with the siblings kept."""
    _, child, _, _ = await _child(house, work, press, ref)
    its = await siblings_of(work, child.ref)
    return SiblingsForm(
        child=child.ref,
        label=child.label,
        version=len(await history.of(work, SUBJECT, child.ref)),
        present=tuple(one.label for one in its),
        typed=", ".join(one.ref for one in its) if typed is None else typed,
        back=back,
        line=line,
    )


async def siblings_of(work: Work, ref: str) -> list[Child]:
    """The children kept as a child's siblings, by reference."""
    _, journey = (await children.several(work, [ref]))[ref]
    known = await children.several(work, journey.siblings)
    return [known[one][0] for one in sorted(known)]


async def siblings_in_words(work: Work, child: Child) -> str:
    """Siblings in care of C-1001 (AB): C-1002 (CD) and C-1003 (EF)."""
    its = [one.label for one in await siblings_of(work, child.ref)]
    return child_words.siblings(child.label, its)


async def join_siblings(work: Work, press: Press, added: Mapping[str, Sequence[str]]) -> None:
    """Add siblings to children, both sides as given, beside those they have."""
    held = await siblings.hold(work, added) if added else {}
    for ref, its in held.items():
        now = sorted({*its, *added[ref]})
        await siblings.keep(work, {ref: now}, press.day)
        await history.record(work, press, "keep_siblings", SUBJECT, ref, child_ref=ref, was=list(its), now=now)


async def _child(house: House, work: Work, press: Press, ref: str) -> tuple[Press, Child, Journey, VisibleTeams]:
    """The press as the history signs it, the child, and what the person sees."""
    person = rights.require(await people.find(work, press.by, press.day), rights.KEEP_SIBLINGS)
    visible = await visible_teams_of(house, work, press.by, rights.KEEP_SIBLINGS, press.day)
    child, journey = await find_child(work, ref, visible)
    rights.require_for(person, rights.KEEP_SIBLINGS, child.team)
    return replace(press, name=signed(press.name, person, child.team)), child, journey, visible


async def _sibling(work: Work, child: Child, said: str, visible: VisibleTeams) -> Child:
    """A sibling may be of another team: who knows the reference may name it; what is near one is of their own."""
    try:
        found = await children.find(work, said) or await find_child(work, said, visible)
    except NotFound as no:
        raise Incomplete(no.sentence) from no
    if found[0].ref == child.ref:
        raise Incomplete(child_words.no_sibling_of_itself(child.label))
    return found[0]


async def _keep(work: Work, press: Press, seen: int, journey: Journey, wanted: tuple[str, ...]) -> None:
    ref = journey.child
    held = await siblings.hold(work, {ref, *journey.siblings, *wanted})
    entries = await history.of(work, SUBJECT, ref)
    if len(entries) != seen or held[ref] != journey.siblings:
        last = entries[-1] if entries else None
        raise Incomplete(child_words.siblings_changed(last.by_name, last.at) if last else child_words.CHANGED_MEANWHILE)
    changed = related(ref, held, wanted)
    await siblings.keep(work, changed, press.day)
    for one, its in changed.items():
        said = {"was": list(held[one]), "now": list(its)}
        await history.record(work, press, "keep_siblings", SUBJECT, one, child_ref=one, **said)
