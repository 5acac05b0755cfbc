"""Where a post stands: in which thread of its channel."""
