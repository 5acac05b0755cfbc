"""Signing in: a desk, and the ways that lead to it, one module each."""
