"""The tracker: a row a child, kept ready for whoever looks."""
