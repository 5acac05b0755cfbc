"""Web routes beside the bot: health and metrics."""
