"""Builds the Teams app package, dist/permanence.zip, for one council's host and app registration."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic_settings import BaseSettings, SettingsConfigDict

from tools.saying import ROOT, CannotGoOn, main, say

PREFIX = "PERMANENCE_"
FOLDER = ROOT / "manifest"
PACKAGE = ROOT / "dist" / "permanence.zip"
ICONS = ("color.png", "outline.png")
SIGN_IN, CONFIGURE = "/sign-in/teams", "/tab/configure"  # a tab signs in first: on a phone no frame says that it is one
MOST_COMMANDS = 12  # in a command list, by the manifest's schema
SAME_MOMENT = (1980, 1, 1, 0, 0, 0)  # a zip's earliest: the same input gives the same bytes on any day
GUID = re.compile(r"[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")


class Council(BaseSettings):
    """What the package says of the council that runs it: all needed, none guessed."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore")

    app_id: str = ""
    sign_in_app_id: str = ""  # the registration people sign in with, where it is not the bot's
    public_url: str = ""
    developer_name: str = ""
    developer_url: str = ""
    privacy_url: str = ""
    terms_url: str = ""


def checked(council: Council) -> Council:
    """The same, or one sentence that names every setting that is missing or cannot be used."""
    given = council.model_dump()
    missing = [PREFIX + name.upper() for name, value in given.items() if not value and name != "sign_in_app_id"]
    if missing:
        raise CannotGoOn(f"The app package cannot be made yet: set {', '.join(missing)}.")
    if not GUID.fullmatch(council.app_id):
        raise CannotGoOn(f"The setting {PREFIX}APP_ID cannot be used: it must be the app registration's GUID.")
    if council.sign_in_app_id and not GUID.fullmatch(council.sign_in_app_id):
        raise CannotGoOn(f"The setting {PREFIX}SIGN_IN_APP_ID cannot be used: it must be an app registration's GUID.")
    for name, value in given.items():
        if name.endswith("_url") and (urlsplit(value).scheme != "https" or not urlsplit(value).hostname):
            raise CannotGoOn(f"The setting {PREFIX}{name.upper()} cannot be used: it must begin with https://.")
    return council


def commands() -> list[dict[str, str]]:
    """What the command menu offers: the first of the bot's own table, less what is for local play alone."""
    from bot.routes import COMMANDS

    offered = [{"title": name, "description": c.usage} for name, c in COMMANDS.items() if not c.local_only]
    return offered[:MOST_COMMANDS]


def version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def filled(template: Any, values: Mapping[str, Any]) -> Any:
    """The template with each `${name}` that stands alone in a string replaced by its value."""
    match template:
        case dict():
            return {key: filled(value, values) for key, value in template.items()}
        case list():
            return [filled(value, values) for value in template]
        case str() if template.startswith("${"):
            return values[template.removeprefix("${").removesuffix("}")]
        case _:
            return template


def manifest(council: Council) -> str:
    template = json.loads((FOLDER / "manifest.json").read_text())
    url, host = council.public_url.rstrip("/"), urlsplit(council.public_url).hostname
    people = council.sign_in_app_id or council.app_id
    values = {
        **council.model_dump(),
        "version": version(),
        "domain": host,
        "commands": commands(),
        "people_app_id": people,
        "resource": f"api://{host}/{people}",
        "tab_url": f"{url}{SIGN_IN}?to=/tracker",
        "website_url": f"{url}/tracker",
        "configure_url": f"{url}{SIGN_IN}?to={CONFIGURE}",
    }
    return json.dumps(filled(template, values), indent=2, ensure_ascii=False) + "\n"


def write(path: Path, council: Council) -> None:
    """The zip Teams takes: the manifest and the two icons, nothing else, no folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"manifest.json": manifest(council).encode()}
    content |= {name: (FOLDER / name).read_bytes() for name in ICONS}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name, SAME_MOMENT)
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data, zipfile.ZIP_DEFLATED)


def work() -> int:
    write(PACKAGE, checked(Council()))
    say(f"Made {PACKAGE.relative_to(ROOT)}: a Teams administrator uploads it and adds it to the team.")
    return 0


if __name__ == "__main__":
    main(work)
