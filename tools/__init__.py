"""The commands behind the Makefile: what sets up, runs, checks, draws and packs the product."""
