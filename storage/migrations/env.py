"""Alembic's entry: runs on the connection it is handed by `storage.upgrading`."""

from alembic import context

from storage.tables import metadata
from storage.tables.naming import say_conditions_to_postgresql

connection = context.config.attributes["connection"]
say_conditions_to_postgresql()
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
