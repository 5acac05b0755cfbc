"""Extracts in, documents out: files become dated events and row problems, journeys become files."""
