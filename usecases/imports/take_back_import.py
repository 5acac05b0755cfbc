"""Take an import back whole: a preview of what would be as it was before and, once confirmed, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cards.imports import import_words
from permanence.clean_text import one_line
from permanence.panel.referral import RAISED, WITHDRAWN
from permanence.people import rights
from permanence.refusals import Incomplete, NotAllowed, NotFound
from storage import referrals
from storage.importing import imports, taking_back
from storage.importing.taking_back import KeptImport
from storage.store import Press, Work
from usecases.house import House
from usecases.operator import who_is
from usecases.referrals.raise_referrals import SUBJECT as REFERRAL, tell
from usecases.refresh_greeting import refresh_greeting

BUILT = {  # the subject of a line of history -> what it is called here
    "action": import_words.ACTIONS,
    "child": import_words.STEPS_AND_FACTS,
    "invitation": import_words.INVITATIONS,
    "item": import_words.PLACES_ON_AN_AGENDA,
    "meeting": import_words.PLANNING_MEETINGS,
    REFERRAL: import_words.REFERRALS,
    "siblings": import_words.SIBLINGS_KEPT,
}


@dataclass(frozen=True, slots=True)
class TakeBackImport:
    """An import by its number, and why it is taken back; with `confirm` it is done."""

    number: int
    because: str
    press: Press
    confirm: bool = False


@dataclass(frozen=True, slots=True)
class ImportTakenBack:
    """What is as it was before: children out of every list, children with what they were, events both ways."""

    its: KeptImport
    leaving: int
    restored: int
    withdrawn: int
    returned: int


async def take_back_import(house: House, command: TakeBackImport) -> ImportTakenBack:
    """Refused as long as anybody built on it, with what was built."""
    because = one_line(command.because)
    if not because:
        raise Incomplete(import_words.SAY_WHY)
    if not command.confirm:
        async with house.store.read() as work:
            return await _judged(house, work, command)
    async with house.store.change(command.press) as work:
        await imports.one_at_a_time(work)
        judged = await _judged(house, work, command)
        await _withdraw_referrals(work, command.press, command.number, because)
        await taking_back.put_back(work, command.press, command.number, because)
        await refresh_greeting(work, f"import:{command.number}:back", command.press.at)
        return judged


async def _judged(house: House, work: Work, command: TakeBackImport) -> ImportTakenBack:
    rights.require(await who_is(house, work, command.press.by), rights.TAKE_BACK_IMPORT)
    its = await taking_back.find(work, command.number)
    if its is None:
        raise NotFound(import_words.no_import(command.number))
    _require_open(its)
    await _require_nothing_built(work, its)
    was = await taking_back.touched(work, its.id)
    withdrawn, returned = await taking_back.how_many_events(work, its.id)
    leaving = sum(not before for before in was.values())
    return ImportTakenBack(its, leaving, len(was) - leaving, withdrawn, returned)


def _require_open(its: KeptImport) -> None:
    if its.taken_back_at is not None:
        raise NotAllowed(import_words.taken_back_before(its.id, its.taken_back_because or ""))
    if its.kind == "people":
        raise NotAllowed(import_words.a_people_file(its.id))
    if its.last_item is None:
        raise NotAllowed(import_words.too_old(its.id))


async def _require_nothing_built(work: Work, its: KeptImport) -> None:
    later = await taking_back.later(work, its.id)
    if later:
        raise NotAllowed(import_words.later_ones(its.id, later))
    built = await taking_back.built(work, its)
    if built:
        kinds = dict.fromkeys(BUILT.get(subject, import_words.OTHER_ENTRIES) for _, subject in built)
        children = dict.fromkeys(ref for ref, _ in built)
        raise NotAllowed(import_words.built_upon(its.id, list(kinds), list(children)))


async def _withdraw_referrals(work: Work, press: Press, number: int, because: str) -> None:
    """The procedure raised them for children as this import told of them; nobody has written in them."""
    was: Mapping[str, object] = await taking_back.touched(work, number)
    for ref in was:
        for referral in await referrals.of_child(work, ref):
            if not was[ref] and referral.state == RAISED:
                values = {"state": WITHDRAWN, "withdrawn_because": because}
                version = await referrals.change(work, referral.id, referral.version, **values)
                if version is not None:
                    await tell(work, referral.id, version, press.at)
