"""Which service URLs may be spoken to: the bearer token goes nowhere else."""

from __future__ import annotations

import re

from bot.teams.registration import TeamsSettings

_PATH = r"(?P<path>(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)/?"
_TEAMS = re.compile(r"https://(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*)" + _PATH, re.ASCII)
_LOOPBACK = re.compile(r"http://(?P<host>127\.0\.0\.1|localhost)(?::(?P<port>[0-9]{1,5}))?" + _PATH, re.ASCII)


def permitted(url: object, settings: TeamsSettings) -> bool:
    """Plain https, a host of the allow-list, no port, user or address; on this machine only if that was chosen."""
    if not isinstance(url, str) or len(url) > 300:
        return False
    if settings.allow_loopback_service_urls and _LOOPBACK.fullmatch(url):
        return True
    if settings.anonymous:
        return False
    parts = _TEAMS.fullmatch(url)
    return parts is not None and parts["host"].lower() in settings.service_url_hosts
