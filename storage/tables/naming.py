"""The naming of constraints, and the one list of tables that migrations compare with."""

from __future__ import annotations

from sqlalchemy import Index, MetaData, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def only_once(name: str, *columns: str, while_: str) -> Index:
    """At most one row of these columns as long as this holds of it.

    SQLAlchemy loads a database's whole dialect for a condition in its words; PostgreSQL's is said where it is needed.
    """
    return Index(name, *columns, unique=True, sqlite_where=text(while_))


def say_conditions_to_postgresql() -> None:
    """Give PostgreSQL the conditions of `only_once`, for migrations that are made or compared there."""
    for table in metadata.tables.values():
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
