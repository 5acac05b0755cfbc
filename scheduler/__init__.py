"""APScheduler as a clock: it wakes named ticks and keeps no state."""
