"""A clock by the monotonic clock: it wakes named ticks and keeps no state."""
