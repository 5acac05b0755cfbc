"""A strict second reading of calendar files by the letter of RFC 5545 and RFC 5546, by no library's leave."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LINE = re.compile(
    r"(?P<name>[A-Za-z0-9-]+)(?P<params>(;[A-Za-z0-9-]+=(\"[^\"\x00-\x08\x0a-\x1f]*\"|[^\";:,\x00-\x1f]*)"
    r"(,(\"[^\"\x00-\x1f]*\"|[^\";:,\x00-\x1f]*))*)*):(?P<value>[^\x00-\x08\x0a-\x1f]*)"
)
UTC_TIME, LOCAL_TIME = re.compile(r"\d{8}T\d{6}Z"), re.compile(r"\d{8}T\d{6}")
ADDRESS = re.compile(r"mailto:[^@\s<>]+@[A-Za-z0-9.-]+")
ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER", "SEQUENCE", "STATUS")
NOT_PUBLISHED = ("ATTENDEE", "REQUEST-STATUS")  # RFC 5546, 3.2.1: an event that is published invites nobody


@dataclass
class Component:
    """A component as its lines say: each property with its parameters and its value, and what is inside."""

    name: str
    properties: list[tuple[str, str, str]] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[tuple[str, str]]:
        return [(params, value) for found, params, value in self.properties if found == name]

    def one(self, name: str) -> tuple[str, str]:
        [only] = self.all(name)
        return only


def read_calendar(data: bytes) -> Component:
    """The calendar, or an AssertionError about the first thing that Outlook could stumble over."""
    text = data.decode("utf-8")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    raw = text.split("\r\n")[:-1]
    assert [line for line in raw if len(line.encode()) > 75] == [], "a line is folded at 75 octets"
    lines = "\r\n".join(raw).replace("\r\n ", "").split("\r\n")
    found = [LINE.fullmatch(line) for line in lines]
    assert [line for line, match in zip(lines, found, strict=True) if match is None] == []
    whole = Component("")
    stack = [whole]
    for match in found:
        assert match is not None
        name, value = match["name"].upper(), match["value"]
        if name == "BEGIN":
            stack[-1].inside.append(Component(value))
            stack.append(stack[-1].inside[-1])
        elif name == "END":
            assert stack.pop().name == value
        else:
            stack[-1].properties.append((name, match["params"], value))
    [calendar] = whole.inside
    assert (stack, calendar.name) == ([whole], "VCALENDAR")
    _check(calendar)
    return calendar


def events(calendar: Component) -> list[Component]:
    return [one for one in calendar.inside if one.name == "VEVENT"]


def _check(calendar: Component) -> None:
    assert calendar.one("VERSION")[1] == "2.0"
    calendar.one("PRODID")
    method = calendar.one("METHOD")[1]
    zones = {one.one("TZID")[1] for one in calendar.inside if one.name == "VTIMEZONE"}
    for event in events(calendar):
        counts = {name: len(event.all(name)) for name in ONCE}
        assert counts == dict.fromkeys(ONCE, 1)
        assert [name for name in NOT_PUBLISHED if event.all(name)] == []
        assert UTC_TIME.fullmatch(event.one("DTSTAMP")[1])
        assert ADDRESS.fullmatch(event.one("ORGANIZER")[1])
        assert event.one("SEQUENCE")[1].isdecimal()
        for name in ("DTSTART", "DTEND"):
            params, value = event.one(name)
            assert params.removeprefix(";TZID=") in zones
            assert LOCAL_TIME.fullmatch(value)
        status = event.one("STATUS")[1]
        assert status == "CANCELLED" if method == "CANCEL" else status in ("CONFIRMED", "CANCELLED")
    uids = [event.one("UID")[1] for event in events(calendar)]
    assert len(uids) == len(set(uids))
