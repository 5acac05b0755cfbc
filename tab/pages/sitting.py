"""/sittings/NUMBER: one sitting as it stands, with what business support does about it and what came of it."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web

from cards.invitations.offer_form import OfferFormView
from cards.parts import afternoon
from cards.sittings.move_form import MoveFormView
from cards.sittings.sitting import SittingView
from permanence.panel.sitting import PUBLISHED
from permanence.people.rights import (
    CONFIRM_UPLOAD,
    MOVE_SITTING,
    OFFER_SLOT,
    REMIND_INVITED,
    SEE_CHILDREN,
    SEE_SITTING,
    may_at_all,
)
from permanence.refusals import Incomplete, Refusal, Stale
from tab.page import Page, Route, Visit
from tab.sittings import sitting_page
from tab.sittings.list_words import PATH
from tab.sittings.sitting_page import Names
from usecases.documents.make_file import make_minutes_file
from usecases.invitations.offer_released_slot import OfferReleasedSlot, offer_released_slot, show_offer_form
from usecases.invitations.remind_invited import (
    RemindInvited,
    SendInvitationAgain,
    remind_invited,
    send_invitation_again,
)
from usecases.recording.confirm_upload import ConfirmUpload, confirm_upload
from usecases.recording.look_at_sitting import LookAsked, SittingLook, look_at_sitting
from usecases.sittings.move_sitting import MoveSitting, move_sitting, show_move_form
from usecases.sittings.stand_down_sitting import StandDownSitting, stand_down_sitting

ONE = f"{PATH}/{{number}}"
LONGEST = 9  # digits of a number that a database holds
CHILD = "child"  # the kind of id that stands for a child
LONGEST_REFERENCE = 64
MOVE, OFFER = "Move the sitting or stand it down", "Offer a free slot"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def show(visit: Visit) -> web.StreamResponse:
    return await _page(visit)


async def remind(visit: Visit) -> web.StreamResponse:
    """Everybody who has not answered, or the one whose button it was."""
    one = _given(visit, "invitation")
    command = RemindInvited(visit.press(), one or None, None if one else _asked(visit))
    try:
        return await _page(visit, (await remind_invited(visit.house, command)).line)
    except (Incomplete, Stale) as no:
        return await _page(visit, refused=no)


async def send_again(visit: Visit) -> web.StreamResponse:
    command = SendInvitationAgain(_given(visit, "invitation"), visit.press())
    try:
        return await _page(visit, (await send_invitation_again(visit.house, command)).line)
    except (Incomplete, Stale) as no:
        return await _page(visit, refused=no)


async def confirm(visit: Visit) -> web.StreamResponse:
    """The uploads that are ticked, of those the page offers."""
    look, chosen = await _look(visit), {str(one) for one in visit.form.getall(CHILD, [])}
    known = [row.child for row in look.uploads.rows] if look.uploads else []
    known += [row.child for row in look.uploads.made] if look.uploads else []
    refs = tuple(dict.fromkeys(ref for ref in known if visit.site.ids.of(CHILD, ref) in chosen))
    try:
        form = await confirm_upload(visit.house, ConfirmUpload(refs, "", look.its.id, visit.press()))
    except Incomplete as no:
        return await _page(visit, refused=no)
    return await _page(visit, form.line)


async def move_form(visit: Visit) -> web.StreamResponse:
    return await _move_form(visit, await show_move_form(visit.house, _asked(visit), visit.press()))


async def move(visit: Visit) -> web.StreamResponse:
    """The sitting on its new day, or the form again with what will not do."""
    return await _moved(visit, await move_sitting(visit.house, _typed(visit)))


async def stand_down(visit: Visit) -> web.StreamResponse:
    """The sitting stood down, or the form again with what will not do."""
    return await _moved(visit, await stand_down_sitting(visit.house, StandDownSitting(_typed(visit))))


async def offer_form(visit: Visit) -> web.StreamResponse:
    return await _offer_form(visit, await show_offer_form(visit.house, _asked(visit), visit.press()))


async def offer(visit: Visit) -> web.StreamResponse:
    """The sitting with the child on it, or the form again."""
    form = await show_offer_form(visit.house, _asked(visit), visit.press())
    chosen = visit.site.ids.behind(CHILD, str(visit.form.get(CHILD, "")), (ref for ref, _ in form.next_due))
    reference = str(visit.form.get("reference", ""))[:LONGEST_REFERENCE]
    command = OfferReleasedSlot(_asked(visit), visit.press(), chosen or "", reference)
    view = await offer_released_slot(visit.house, command)
    if isinstance(view, OfferFormView):
        return await _offer_form(visit, view)
    return await _page(visit, view.line)


async def minutes(visit: Visit) -> web.StreamResponse:
    """The minutes as a Word document."""
    file = await make_minutes_file(visit.house, visit.person.oid, _asked(visit), visit.today)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return web.Response(body=file.data, content_type=WORD, headers=headers)


def _typed(visit: Visit) -> MoveSitting:
    on, begins, reason = (str(visit.form.get(name, "")) for name in ("on", "begins", "reason"))
    return MoveSitting(_asked(visit), _given(visit, "seen"), on, begins, reason, visit.press())


async def _moved(visit: Visit, view: SittingView | MoveFormView) -> web.StreamResponse:
    return await (_move_form(visit, view) if isinstance(view, MoveFormView) else _page(visit, view.line))


async def _move_form(visit: Visit, view: MoveFormView) -> web.StreamResponse:
    words = {"view": view, "its": f"{PATH}/{view.sitting}", "now": afternoon(view.starts_at, view.ends_at)}
    status = 422 if view.line else 200
    return await visit.page("sitting_move.html", MOVE, words, heard=view.line, status=status)


async def _offer_form(visit: Visit, view: OfferFormView) -> web.StreamResponse:
    words = {
        "view": view,
        "its": f"{PATH}/{view.sitting}",
        "when": afternoon(view.starts_at, view.ends_at),
        "next_due": [(visit.site.ids.of(CHILD, ref), shown, ref == view.child) for ref, shown in view.next_due],
    }
    status = 422 if view.line else 200
    return await visit.page("sitting_offer.html", OFFER, words, heard=view.line, status=status)


async def _page(visit: Visit, said: str = "", *, refused: Refusal | None = None) -> web.StreamResponse:
    """The sitting as it stands, with what was done or why it was not."""
    look = await _look(visit)
    ids = visit.site.ids
    addresses = {label: f"/child/{ids.of(CHILD, ref)}" for label, ref in look.refs.items()}
    names = Names(addresses if visit.site.page("child") else {})
    words = {
        "look": look,
        "its": f"{PATH}/{look.its.id}",
        "list": PATH,
        "names": names,
        "facts": sitting_page.facts(look, visit.today),
        "draft_rows": [sitting_page.draft_row(row, names) for row in look.on_draft],
        "behind": sitting_page.behind(look.draft) if look.draft else [],
        "slots": [sitting_page.slot_row(row, names) for row in look.slots],
        "invited": [sitting_page.invited_row(row) for row in look.invited],
        "waiting": sum(row.waiting is not None for row in look.invited),
        "attended": sitting_page.attended(look.summary) if look.summary else "",
        "count": sitting_page.count(look.summary) if look.summary else "",
        "uploads": [(ids.of(CHILD, row.child), row) for row in look.uploads.rows] if look.uploads else [],
        "moves": _still(look, visit, look.its.starts_at) and may_at_all(visit.person, MOVE_SITTING),
        "offers": any(row.slot.is_free for row in look.slots)
        and not look.head.action_review
        and _still(look, visit, look.its.ends_at)
        and may_at_all(visit.person, OFFER_SLOT),
        "refused": refused.sentence if refused else "",
    }
    status = 200 if refused is None else 422 if isinstance(refused, Incomplete) else 409
    heard = refused.sentence if refused else said
    return await visit.page("sitting.html", sitting_page.title(look), words, said=said, heard=heard, status=status)


def _still(look: SittingLook, visit: Visit, until: datetime) -> bool:
    return look.its.state == PUBLISHED and visit.now < until


async def _look(visit: Visit) -> SittingLook:
    return await look_at_sitting(visit.house, LookAsked(visit.person.oid, _asked(visit), visit.today))


def _asked(visit: Visit) -> int:
    return _number(visit.request.match_info["number"])


def _given(visit: Visit, name: str) -> int:
    return _number(str(visit.form.get(name, "")))


def _number(text: str) -> int:
    """A number no row has where the text is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else 0


PAGE = Page(
    "sitting",
    "",
    (
        Route("GET", ONE, show, SEE_SITTING),
        Route("POST", f"{ONE}/remind", remind, REMIND_INVITED),
        Route("POST", f"{ONE}/send-again", send_again, REMIND_INVITED),
        Route("GET", f"{ONE}/move", move_form, MOVE_SITTING),
        Route("POST", f"{ONE}/move", move, MOVE_SITTING),
        Route("POST", f"{ONE}/stand-down", stand_down, MOVE_SITTING),
        Route("GET", f"{ONE}/offer", offer_form, OFFER_SLOT),
        Route("POST", f"{ONE}/offer", offer, OFFER_SLOT),
        Route("POST", f"{ONE}/uploads", confirm, CONFIRM_UPLOAD),
        Route("GET", f"{ONE}/minutes.docx", minutes, SEE_CHILDREN),
    ),
)
