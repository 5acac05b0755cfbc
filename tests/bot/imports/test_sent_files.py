"""Files sent in one's own chat, over real HTTP: previewed, imported when said so, and never a loss."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

import pytest

from records.sample import make_sample
from serving import running
from storage import children, history
from storage.importing import imports
from storage.store import Store
from tests.cast import ADMIN, EAST, SUPPORT, staff
from tests.conftest import Clock
from tests.dump import dump
from tests.loopback import TeamsWorld, Visitor
from tests.loopback.client import Heard
from tests.loopback.files import FileHost
from tests.records import returns
from tests.records.books import child, workbook
from usecases.house import House
from usecases.imports.import_caseload import ImportCaseload, import_caseload
from usecases.imports.prune_previews import prune_previews
from usecases.operator import press_at_command_line

MOST_OF_A_CARD = 28 * 1024


@dataclass
class Office:
    """The bot served to everybody, and the place where their files are."""

    world: TeamsWorld
    host: FileHost
    house: House
    clock: Clock

    @property
    def store(self) -> Store:
        return self.house.store

    async def sends(self, who: Visitor, *files: tuple[str, bytes], text: str = "") -> Heard:
        kept = [(name, self.host.keep(name, data)) for name, data in files]
        return await who.sends(*kept, text=text)

    async def caseload(self) -> dict[str, list[tuple[object, ...]]]:
        """What is held of children; previews and the keys of presses come and go."""
        return {name: rows for name, rows in (await dump(self.store)).items() if name not in ("previews", "presses")}

    async def how_many(self) -> tuple[int, int]:
        async with self.store.read() as work:
            return await children.how_many(work), await imports.how_many(work)


@pytest.fixture
async def office(house: House, clock: Clock) -> AsyncIterator[Office]:
    await staff(house)
    clock.move(days=319)  # 20 November 2026, the day the extracts were made
    async with TeamsWorld() as world, FileHost() as host:
        settings = world.settings(allow_loopback_files=True)
        async with running(house, settings, clock, local=False) as product:
            await world.serve(product.app)
            yield Office(world, host, house, clock)


@pytest.fixture
def support(office: Office) -> Visitor:
    return office.world.person(SUPPORT.name, oid=SUPPORT.oid)


async def test_a_workbook_is_previewed_without_a_trace_and_imported_when_said_so(
    office: Office, support: Visitor
) -> None:
    before = await office.caseload()
    book = workbook(child(), child(child="C-2"), child(child="C-3", legal_status="Interim care ordrs"))
    heard = await office.sends(support, ("caseload.xlsx", book))
    assert 'caseload.xlsx: Annex A List 8 "Children in care", 3 children' in heard.card.words
    assert "2 children new to the record" in heard.card.words
    assert "List 8, line 4, C-3: Child's Legal Status" in heard.card.words.replace("\\", "")
    assert '(nearest known: "Interim care orders")' in heard.card.words.replace("\\", "")
    assert "Nothing is written yet: importing this writes" in heard.card.words
    after = await office.caseload()
    assert {name: rows for name, rows in after.items() if rows != before[name]}.keys() <= {"conversations", "people"}

    answer = await support.presses(heard.card, "import_preview")
    assert "Written as import 1: " in answer.card.words
    assert answer.card.verbs == []
    assert await office.how_many() == (2, 1)
    async with office.store.read() as work:
        [line] = await history.of(work, "import", 1)
    assert (line.verb, line.by_oid, line.details["counts"]["new"]) == ("import_caseload", SUPPORT.oid, 2)


async def test_it_is_imported_once_however_often_the_button_is_pressed(office: Office, support: Visitor) -> None:
    heard = await office.sends(support, ("caseload.xlsx", workbook()))
    await support.presses(heard.card, "import_preview", deliveries=4, each="new id")
    again = await support.presses(heard.card, "import_preview")
    assert "imported already, as import 1" in again.card.words
    assert await office.how_many() == (1, 1)


async def test_what_is_left_is_let_go(office: Office, support: Visitor) -> None:
    heard = await office.sends(support, ("caseload.xlsx", workbook()))
    assert "Left: nothing was written." in (await support.presses(heard.card, "leave_preview")).card.words
    late = await support.presses(heard.card, "import_preview")
    assert "This was left: nothing of it was written." in late.card.words
    assert await office.how_many() == (0, 0)
    assert [row[7] for row in (await dump(office.store))["previews"]] == [None], "what was read is still kept"


async def test_what_was_changed_meanwhile_is_shown_anew_before_anything_is_written(
    office: Office, support: Visitor
) -> None:
    heard = await office.sends(support, ("caseload.xlsx", workbook(child(), child(child="C-2"))))
    other = ImportCaseload(
        workbook(child(team="West")), "other.xlsx", date(2026, 11, 20), press_at_command_line(office.clock()),
        confirm=True,
    )  # fmt: skip
    await import_caseload(office.house, other)
    answer = await support.presses(heard.card, "import_preview")
    assert "nothing was written: this is what it would do now" in answer.card.words
    assert "team West -> Children in Care East" in answer.card.words.replace("\\", "")
    assert await office.how_many() == (1, 1)
    stale = await support.presses(heard.card, "import_preview")
    assert "this is what it would do now" in stale.card.words
    done = await support.presses(stale.card, "import_preview")
    assert "Written as import 2" in done.card.words
    assert await office.how_many() == (2, 2)


async def test_a_preview_nobody_decided_is_gone_within_the_hour(office: Office, support: Visitor) -> None:
    heard = await office.sends(support, ("caseload.xlsx", workbook()))
    office.clock.move(minutes=54)
    assert await prune_previews(office.house, office.clock()) == 0
    office.clock.move(minutes=2)
    assert await prune_previews(office.house, office.clock()) == 1
    answer = await support.presses(heard.card, "import_preview")
    assert "send the file again" in answer.card.words
    assert await office.how_many() == (0, 0)


async def test_whoever_may_not_import_is_refused_before_anything_is_fetched(office: Office, support: Visitor) -> None:
    manager = office.world.person(EAST.name, oid=EAST.oid)
    stranger = office.world.person("Somebody Else")
    for who, told in ((manager, "your roles are team manager"), (stranger, "not in the people file")):
        heard = await office.sends(who, ("caseload.xlsx", workbook()))
        assert told in heard.card.words
    await office.world.install(by=support)
    in_channel = await support.sends(("a.xlsx", office.host.keep("a.xlsx", b"x")), where=office.world.channel)
    assert any("only in your own chat" in card.words for card in in_channel.cards)
    assert office.host.asked == []


async def test_anothers_preview_is_nobodys_business(office: Office, support: Visitor) -> None:
    heard = await office.sends(support, ("caseload.xlsx", workbook()))
    admin = office.world.person(ADMIN.name, oid=ADMIN.oid)
    own = await office.sends(admin, ("other.xlsx", workbook(child(child="C-9"))))
    forged = json.loads(json.dumps(own.card.card).replace('"id": 2,', '"id": 1,'))
    shown = type(own.card)(forged, own.card.spot, own.card.thread, own.card.activity_id)
    answer = await admin.presses(shown, "import_preview")
    assert "ask for the card again" in answer.card.words
    assert await office.how_many() == (0, 0)
    assert "Written as import 1" in (await support.presses(heard.card, "import_preview")).card.words


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("page.xlsx", b"<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page and not the file"),
        ("list.xls", b"<html><table><tr><td>A</td></tr></table></html>", "is a web page under a spreadsheet's name"),
        ("ssda903.xml", b'<?xml version="1.0"?><MESSAGE><CHILD/></MESSAGE>', "is XML, which is not read"),
        (
            "old.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "web page",
        ),
        ("empty.xlsx", b"", "is empty"),
        ("letter.pdf", b"%PDF-1.7 and so on", "is not an Excel workbook or a CSV file"),
        ("all.zip", None, "is not an Excel workbook"),
        ("bomb.xlsx", None, "unpacks to more than"),
        ("broken.xlsx", workbook()[:900], "is damaged"),
        ("list.csv", b"Name,Telephone\nA,1\n", "List 8"),
        ("ours.toml", b"[extract]", "Send the extracts"),
    ],
)
async def test_a_file_that_cannot_be_read_is_one_sentence_and_no_loss(
    office: Office, support: Visitor, name: str, data: bytes | None, told: str
) -> None:
    await office.sends(support, ("caseload.xlsx", workbook()))
    before = await office.caseload()
    heard = await office.sends(support, (name, _packed(name) if data is None else data))
    assert told in heard.card.words.replace("\\", "")
    assert heard.card.verbs == []
    assert await office.caseload() == before


def _packed(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if name.startswith("bomb"):
            archive.writestr("xl/workbook.xml", b"<workbook/>")
            archive.writestr("xl/worksheets/sheet1.xml", b"<sheetData>" + b" " * (300 * 1024 * 1024))
        else:
            archive.writestr("caseload.xlsx", workbook())
    return out.getvalue()


async def test_a_link_outside_teams_is_not_followed(office: Office, support: Visitor) -> None:
    heard = await support.sends(("a.xlsx", "https://attacker.example/a.xlsx"))
    assert "is kept where the bot may not fetch from" in heard.card.words
    heard = await support.sends(("a.xlsx", ""))
    assert "Teams did not say where a.xlsx is kept: attach the file itself" in heard.card.words


async def test_returns_and_a_mapping_are_taken_together_as_at_the_command_line(
    office: Office, support: Visitor
) -> None:
    episodes = returns.table("Episodes", returns.episode("7", "01/04/2025"), returns.episode("8", "02/05/2025"))
    header = returns.table("Header", {"CHILD": "7", "DOB": "01/02/2019"}, {"CHILD": "8", "DOB": "03/04/2020"})
    heard = await office.sends(support, ("a.csv", episodes), ("b.csv", header), text="of last year, as of 31/03/2026")
    assert "a.csv: SSDA903 Episodes" in heard.card.words
    assert "b.csv: SSDA903 Header" in heard.card.words
    assert "As of Tue 31 March 2026." in heard.card.words
    assert "2 children new to the record" in heard.card.words
    spelling = b'[codes.legal_status]\nV2 = ["Looked after by agreement"]\n'
    book = workbook(child(legal_status="Looked after by agreement"))
    refused = await office.sends(support, ("caseload.xlsx", book))
    assert "1 row refused" in refused.card.words
    taken = await office.sends(support, ("caseload.xlsx", book), ("ours.toml", spelling))
    assert "1 child new to the record" in taken.card.words
    assert "Written as import" in (await support.presses(taken.card, "import_preview")).card.words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("as of the other day", '"the other day" is not a date: write it as dd/mm/yyyy; send the file again'),
        ("as of 13 March", '"13 March" has no year'),
        ("as of 31/12/2026", "a day to come"),
        ("as of", "that day cannot be read; send the file again with words such as"),
    ],
)
async def test_a_day_that_cannot_be_is_asked_for_again(office: Office, support: Visitor, text: str, told: str) -> None:
    heard = await office.sends(support, ("caseload.xlsx", workbook()), text=text)
    assert told in heard.card.words
    assert office.host.asked == []


async def test_a_long_list_is_shown_page_by_page_and_no_card_is_too_large(office: Office, support: Visitor) -> None:
    bad = [child(child=f"C-{n}", legal_status=f"{n:03}" + "?" * 57, team="x" * 120) for n in range(150)]
    odd = [child(child=f"D-{n}", plan=f"{n:03}" + "é€𝄞" * 19, worker="*_`~<>" * 20) for n in range(150)]
    heard = await office.sends(support, ("caseload.xlsx", workbook(*bad, *odd)))
    assert len(json.dumps(heard.card.card)) < MOST_OF_A_CARD
    page = (await support.presses(heard.card, "show_preview", {"chosen": "refused"})).card
    seen: list[str] = []
    while True:
        assert len(json.dumps(page.card)) < MOST_OF_A_CARD
        seen += [line for line in page.words.replace("\\", "").splitlines() if line.startswith("List 8, line")]
        forward = [n for n in range(20, 160, 20) if f'"start": {n},' in json.dumps(page.card) and n >= len(seen)]
        if not forward:
            break
        page = (await support.presses(page, "show_preview", data={"start": forward[0]})).card
    assert len(seen) == len(set(seen)) == 150


@pytest.mark.long
async def test_two_thousand_children_are_previewed_and_imported(office: Office, support: Visitor) -> None:
    sample = make_sample(2000, 1, date(2026, 11, 20))
    heard = await office.sends(support, ("caseload.xlsx", sample.workbook))
    assert "new to the record" in heard.card.words
    assert len(json.dumps(heard.card.card)) < MOST_OF_A_CARD
    assert "Written as import 1" in (await support.presses(heard.card, "import_preview")).card.words
    again = await office.sends(support, ("caseload.xlsx", sample.workbook))
    assert "Nothing would change." in again.card.words
    assert "import_preview" not in again.card.verbs
