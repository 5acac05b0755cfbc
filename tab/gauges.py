"""The gauges of /metrics: what the alarm rules in docs/alarm-rules.yml go by."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from tab.pulse import Pulse
from usecases.setup.judge_health import Judged


class Gauges:
    """Numbers of one process and of the database it works on, set whenever they are asked for."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._rows = self._gauge("outbox_rows", "Rows of the outbox by state", "state")
        self._unsaid = self._gauge("unsaid_messages", "Messages that should have been said and were not")
        self._unsaid_for = self._gauge("unsaid_seconds", "For how long the oldest of them is late; 0 if none")
        self._doubted_for = self._gauge(
            "channel_doubted_seconds", "For how long Teams has not known the permanence channel; 0 if it does"
        )
        self._too_late = self._gauge("waiting_beyond_reason", "Messages that wait for more than a day")
        self._beats = self._gauge("last_tick_seconds", "When each tick last went well, in seconds since 1970", "tick")
        self._silent = self._gauge("tick_silent", "1 for a tick that has not gone well for too long", "tick")
        self._audit = self._gauge("audit_troubles", "What the last audit found wrong")
        self._credential = self._gauge("credential_trouble", "1 when the bot's sign-in is refused or runs out")
        self._database = self._gauge("database_up", "1 when the database answers in time")

    def set(self, judged: Judged | None, pulse: Pulse, *, trouble: bool) -> None:
        """Set what is known; without the database its numbers stay as they were."""
        self._database.set(judged is not None)
        if judged is not None:
            for state, count in judged.rows.items():
                self._rows.labels(state).set(count)
            self._unsaid.set(judged.unsaid)
            self._unsaid_for.set(judged.unsaid_seconds)
            self._doubted_for.set(judged.doubted_seconds)
            self._too_late.set(judged.too_late)
        for tick, at in pulse.beats.items():
            self._beats.labels(tick).set(at.timestamp())
        for tick in pulse.every:
            self._silent.labels(tick).set(pulse.is_silent(tick))
        self._audit.set(len(pulse.troubles))
        self._credential.set(trouble)

    def _gauge(self, name: str, words: str, *labels: str) -> Gauge:
        return Gauge(f"permanence_{name}", words, labels, registry=self.registry)
