"""The two kinds of database and how long one waits for them."""
