"""The app package is one Teams takes: schema, icons, three files, nothing left unfilled."""

from __future__ import annotations

import json
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.routes import COMMANDS
from tab.contents import PAGES
from tab.sign_in.teams import ADDRESS
from tools import package
from tools.parts import PARTS
from tools.saying import CannotGoOn

SCHEMAS = PARTS / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
COUNCIL = package.Council(
    app_id="11111111-2222-4333-8444-555555555555",
    public_url="https://permanence.example.gov.uk",
    developer_name="Example Council",
    developer_url="https://www.example.gov.uk",
    privacy_url="https://www.example.gov.uk/privacy",
    terms_url="https://www.example.gov.uk/terms",
)
RGB, RGBA = 2, 6


@pytest.fixture
def manifest() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(package.manifest(COUNCIL))
    return made


def schema(version: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SCHEMAS / f"v{version}" / "MicrosoftTeams.schema.json").read_text())
    return read


def check(manifest: dict[str, Any], version: str) -> None:
    against = schema(version)
    jsonschema.validators.validator_for(against)(against).validate(manifest)


def pixels(path: Path) -> tuple[int, int, list[bytes]]:
    """Width, height and pixels of an 8-bit PNG, its filters undone."""
    data = path.read_bytes()
    width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
    assert depth == 8
    step, at, packed = {RGB: 3, RGBA: 4}[kind], 8, b""
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        packed += data[at + 8 : at + 8 + size] if name == b"IDAT" else b""
        at += 12 + size
    raw, above, found = zlib.decompress(packed), bytes(width * step), []
    for row in range(height):
        start = row * (width * step + 1)
        above = unfiltered(raw[start], raw[start + 1 : start + 1 + width * step], above, step)
        found += [above[x : x + step] for x in range(0, width * step, step)]
    return width, height, found


def unfiltered(how: int, line: bytes, above: bytes, step: int) -> bytes:
    done = bytearray()
    for i, value in enumerate(line):
        left, up, corner = (done[i - step], above[i], above[i - step]) if i >= step else (0, above[i], 0)
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda known: abs(guess - known))
        done.append((value + (0, left, up, (left + up) // 2, nearest)[how]) & 255)
    return bytes(done)


def test_the_manifest_is_what_its_schema_asks(manifest: dict[str, Any]) -> None:
    check(manifest, manifest["manifestVersion"])
    assert f"/v{manifest['manifestVersion']}/" in manifest["$schema"]


@pytest.mark.parametrize("version", ["1.29", "1.30"])
def test_moving_to_a_newer_schema_is_a_change_of_number_alone(manifest: dict[str, Any], version: str) -> None:
    check({**manifest, "manifestVersion": version}, version)


@pytest.mark.parametrize("version", ["1.25", "1.26", "1.27", "1.28"])
def test_without_asking_in_secret_it_is_what_older_schemas_ask(manifest: dict[str, Any], version: str) -> None:
    (bot,) = manifest["bots"]
    menus = [{name: its for name, its in menu.items() if name != "triggers"} for menu in bot["commandLists"]]
    older = {name: its for name, its in bot.items() if name != "supportsTargetedMessages"} | {"commandLists": menus}
    check({**manifest, "manifestVersion": version, "bots": [older]}, version)


def test_the_schema_check_finds_a_fault(manifest: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check({**manifest, "description": {"short": "x" * 81, "full": "x"}}, manifest["manifestVersion"])


def test_the_command_menu_is_the_head_of_the_table_of_commands_less_local_play(manifest: dict[str, Any]) -> None:
    offered = [(name, command.usage) for name, command in COMMANDS.items() if not command.local_only]
    wanted = offered[: package.MOST_COMMANDS]
    assert "help" in dict(wanted), "what does not fit the menu is found by help"
    (bot,) = manifest["bots"]
    for menu in bot["commandLists"]:
        assert [(entry["title"], entry["description"]) for entry in menu["commands"]] == wanted
    assert sorted(scope for menu in bot["commandLists"] for scope in menu["scopes"]) == sorted(bot["scopes"])


def test_files_may_be_sent_to_the_bot_in_ones_own_chat(manifest: dict[str, Any]) -> None:
    (bot,) = manifest["bots"]
    assert bot["supportsFiles"] is True
    assert "personal" in bot["scopes"], "Teams hands files to a bot in a personal chat alone"


def test_the_bot_asks_for_no_right_beyond_being_in_the_team(manifest: dict[str, Any]) -> None:
    assert "authorization" not in manifest
    assert set(manifest["webApplicationInfo"]) == {"id", "resource"}
    assert manifest["validDomains"] == ["permanence.example.gov.uk"]


def test_the_token_teams_gets_for_the_tab_is_one_the_page_takes(manifest: dict[str, Any]) -> None:
    told = manifest["webApplicationInfo"]
    assert told == {"id": COUNCIL.app_id, "resource": f"api://permanence.example.gov.uk/{COUNCIL.app_id}"}
    other = "99999999-2222-4333-8444-555555555555"
    apart = json.loads(package.manifest(COUNCIL.model_copy(update={"sign_in_app_id": other})))
    assert apart["webApplicationInfo"] == {"id": other, "resource": f"api://permanence.example.gov.uk/{other}"}
    assert apart["bots"][0]["botId"] == COUNCIL.app_id


def test_a_tab_of_ones_own_and_one_of_a_channel_lead_to_pages_there_are(manifest: dict[str, Any]) -> None:
    (own,), (channel,) = manifest["staticTabs"], manifest["configurableTabs"]
    assert (own["scopes"], channel["scopes"]) == (["personal"], ["team"])
    addresses = {route.path for page in PAGES for route in page.routes}
    for url in (own["contentUrl"], channel["configurationUrl"]):
        start, _, to = url.partition("?to=")
        assert start == f"https://permanence.example.gov.uk{ADDRESS}"
        assert to in addresses
    assert own["websiteUrl"].removeprefix("https://permanence.example.gov.uk") in addresses


def test_the_package_holds_three_files_and_nothing_unfilled(tmp_path: Path) -> None:
    package.write(tmp_path / "a.zip", COUNCIL)
    with zipfile.ZipFile(tmp_path / "a.zip") as made:
        assert sorted(made.namelist()) == ["color.png", "manifest.json", "outline.png"]
        assert not re.search(rb"\$\{|\{\{|localhost", made.read("manifest.json"))


def test_the_same_input_makes_the_same_bytes(tmp_path: Path) -> None:
    package.write(tmp_path / "a.zip", COUNCIL)
    package.write(tmp_path / "b.zip", COUNCIL)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_colour_icon_is_192_square_and_opaque_to_its_edges() -> None:
    width, height, found = pixels(package.FOLDER / "color.png")
    assert (width, height) == (192, 192)
    accent = bytes.fromhex(json.loads((package.FOLDER / "manifest.json").read_text())["accentColor"][1:])
    assert {found[0], found[191], found[-1], found[-192]} == {accent}


def test_the_outline_icon_is_32_square_white_on_nothing() -> None:
    width, height, found = pixels(package.FOLDER / "outline.png")
    assert (width, height) == (32, 32)
    assert {pixel[:3] for pixel in found if pixel[3]} == {b"\xff\xff\xff"}
    assert {pixel[3] for pixel in found} >= {0, 255}
    assert all(found[corner][3] == 0 for corner in (0, 31, -32, -1))


def test_what_is_missing_is_named_in_one_sentence() -> None:
    with pytest.raises(CannotGoOn) as refused:
        package.checked(COUNCIL.model_copy(update={"privacy_url": "", "app_id": ""}))
    assert str(refused.value) == ("The app package cannot be made yet: set PERMANENCE_APP_ID, PERMANENCE_PRIVACY_URL.")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("app_id", "not-a-guid"),
        ("sign_in_app_id", "no"),
        ("public_url", "http://plain.example"),
        ("terms_url", "terms"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(CannotGoOn, match=f"PERMANENCE_{name.upper()} cannot be used"):
        package.checked(COUNCIL.model_copy(update={name: value}))
