"""Imports can be taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from storage.types import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_children",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("child_ref", sa.String(length=64), nullable=False),
        sa.Column("was", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["child_ref"], ["children.ref"], name=op.f("fk_import_children_child_ref")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_import_children_import_id")),
        sa.PrimaryKeyConstraint("import_id", "child_ref", name=op.f("pk_import_children")),
    )
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("last_item", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("taken_back_at", Instant(), nullable=True))
        batch_op.add_column(sa.Column("taken_back_by", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("taken_back_because", sa.String(), nullable=True))
    with op.batch_alter_table("children", schema=None) as batch_op:
        batch_op.add_column(sa.Column("aside", sa.String(length=64), nullable=True))
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawn_source", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_source")
    with op.batch_alter_table("children", schema=None) as batch_op:
        batch_op.drop_column("aside")
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.drop_column("taken_back_because")
        batch_op.drop_column("taken_back_by")
        batch_op.drop_column("taken_back_at")
        batch_op.drop_column("last_item")
    op.drop_table("import_children")
