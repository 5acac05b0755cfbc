"""The rules engine: a child's history as spans of time, and the obligations that follow from it."""
