"""Take an import back whole: a preview of what would be as it was before and, once confirmed, all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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

NAMED = 5
BUILT = {  # the subject of a line of history -> what it is called here
    "action": "actions",
    "child": "recorded steps and facts",
    "invitation": "invitations",
    "item": "places on an agenda",
    "meeting": "planning meetings",
    REFERRAL: "referrals",
    "siblings": "siblings kept",
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
    because = " ".join(command.because.split())
    if not because:
        raise Incomplete("Say why the import is taken back; the reason is kept in the history.")
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
        raise NotFound(f"There is no import {command.number}; python app.py imports lists them.")
    _require_open(its)
    await _require_nothing_built(work, its)
    was = await taking_back.touched(work, its.id)
    withdrawn, returned = await taking_back.how_many_events(work, its.id)
    leaving = sum(not before for before in was.values())
    return ImportTakenBack(its, leaving, len(was) - leaving, withdrawn, returned)


def _require_open(its: KeptImport) -> None:
    if its.taken_back_at is not None:
        raise NotAllowed(f"Import {its.id} was taken back already: {its.taken_back_because}")
    if its.kind == "people":
        raise NotAllowed(f"Import {its.id} is a people file; import the right people file instead.")
    if its.last_item is None:
        raise NotAllowed(
            f"Import {its.id} was written before imports could be taken back, so what it overwrote is not known; "
            "correct it with a newer extract."
        )


async def _require_nothing_built(work: Work, its: KeptImport) -> None:
    later = await taking_back.later(work, its.id)
    if later:
        which = f"import {later[0]}" if len(later) == 1 else f"imports {_and([str(number) for number in later])}"
        raise NotAllowed(
            f"Import {its.id} cannot be taken back while {which} of the same children came after it; "
            f"take back import {later[-1]} first."
        )
    built = await taking_back.built(work, its)
    if built:
        raise NotAllowed(
            f"Import {its.id} cannot be taken back: since then there are {_kinds(built)} of {_children(built)}; "
            "correct these children with a newer extract instead, which withdraws what was wrong with the reason."
        )


def _kinds(built: Sequence[tuple[str, str]]) -> str:
    counted = Counter(BUILT.get(subject, "other entries") for _, subject in built)
    return _and(list(counted))


def _children(built: Sequence[tuple[str, str]]) -> str:
    refs = list(dict.fromkeys(ref for ref, _ in built))
    more = f" and {len(refs) - NAMED} more" if len(refs) > NAMED else ""
    return ", ".join(refs[:NAMED]) + more if more else _and(refs)


def _and(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


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
