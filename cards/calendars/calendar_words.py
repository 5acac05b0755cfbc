"""Sentences of a person's calendar address."""

from __future__ import annotations

NO_PUBLIC_URL = "Calendar addresses cannot be made before an administrator sets PERMANENCE_PUBLIC_URL."
MADE = "This is your address now; any you had before no longer works."
SWITCHED_OFF = "Your address is switched off; it no longer works."
