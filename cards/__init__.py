"""Adaptive Cards, pure: one module a card, each a view, a function that draws it, and its examples."""
