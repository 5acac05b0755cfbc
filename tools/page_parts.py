"""Puts what the page is made of into `tab/static/vendor`: files of the pinned npm packages, Fluent's tokens as CSS."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from tools import parts
from tools.saying import ROOT, main, say

VENDOR = ROOT / "tab" / "static" / "vendor"
COPIED = {  # a file beside the page -> the file of the package
    "echarts.min.js": "echarts/dist/echarts.common.min.js",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "teams-js.min.js": "@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js",
}
TOKENS_FILE = "fluent-tokens.css"
THEMES = {"light": "teamsLightTheme", "dark": "teamsDarkTheme", "contrast": "teamsHighContrastTheme"}
SAME = re.compile(r"^(spacing|fontSize|fontWeight|lineHeight|borderRadius|strokeWidth|fontFamily)")
COLOURS = re.compile(
    r"^(colorNeutral(Foreground[1-4]|ForegroundOnBrand|Background[1-4]|Background1Hover|Stroke[12]|StrokeAccessible)"
    r"|colorBrand(Background|BackgroundHover|Background2|Foreground1|Foreground2|ForegroundLink|ForegroundLinkHover"
    r"|Stroke1)|colorStrokeFocus[12]|colorStatus(Success|Warning|Danger)(Foreground1|Foreground3|Background1|Border1)|shadow4)$"
)


def themes() -> dict[str, dict[str, str]]:
    """Teams' three themes by our name for each, as the package gives them."""
    wanted = "const t = require('@fluentui/tokens'); console.log(JSON.stringify(t))"
    done = subprocess.run([parts.node(), "-e", wanted], cwd=ROOT, capture_output=True, text=True, check=True)
    given = json.loads(done.stdout)
    return {name: given[theme] for name, theme in THEMES.items()}


def tokens_css() -> str:
    """The variables: measures once, colours for each theme; without a theme named, what the machine prefers."""
    known = themes()
    measures = {name: value for name, value in known["light"].items() if SAME.match(name)}
    light, dark, contrast = ({n: v for n, v in known[theme].items() if COLOURS.match(n)} for theme in THEMES)
    rules = [
        "/* Made from @fluentui/tokens by python -m tools.page_parts; not to be changed by hand. */",
        _rule(":root", measures | light),
        f"@media (prefers-color-scheme: dark) {{\n{_rule(':root', dark)}\n}}",
        f"@media (prefers-contrast: more) {{\n{_rule(':root', contrast)}\n}}",
        _rule(':root[data-theme="light"]', light),
        _rule(':root[data-theme="dark"]', dark),
        _rule(':root[data-theme="contrast"]', contrast),
    ]
    return "\n".join(rules) + "\n"


def wanted_files() -> dict[str, bytes]:
    """Every file of the folder, as it is to be; line ends as this tree has them."""
    copied = {name: (parts.PARTS / path).read_bytes().replace(b"\r\n", b"\n") for name, path in COPIED.items()}
    return {**copied, TOKENS_FILE: tokens_css().encode()}


def _rule(selector: str, values: dict[str, str]) -> str:
    lines = "\n".join(f"  --{name}: {value};" for name, value in values.items())
    return f"{selector} {{\n{lines}\n}}"


def bring(folder: Path) -> None:
    """Write the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in wanted_files().items():
        (folder / name).write_bytes(body)


def work() -> int:
    parts.bring(checking=True)
    bring(VENDOR)
    say(f"The parts of the page are in {VENDOR.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    main(work)
