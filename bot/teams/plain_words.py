"""The plain words of a message Teams hands over as HTML: paragraphs are lines, nothing of the markup is left."""

from __future__ import annotations

from html.parser import HTMLParser

BREAKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "blockquote", "pre"}
UNSAID = {"style", "script", "attachment"}


def plain_words(markup: str) -> str:
    """What a reader sees of it."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    """Gathers the text between the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unsaid = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKS:
            self.said.append("\n")
        elif tag in UNSAID:
            self._unsaid += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self.said.append("\n")
        elif tag in UNSAID:
            self._unsaid = max(0, self._unsaid - 1)

    def handle_data(self, data: str) -> None:
        if not self._unsaid:
            self.said.append(data.replace("\n", " "))
