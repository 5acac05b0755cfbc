"""The pages of the web: one module a page, which declares its addresses in `PAGE`."""
