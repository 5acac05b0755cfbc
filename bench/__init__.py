"""Benches: what the product costs, measured beside what it is compared with, in the same run."""
