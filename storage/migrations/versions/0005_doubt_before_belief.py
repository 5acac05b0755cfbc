"""A place is doubted before it is believed lost; a row keeps since when it is wanted and what became of its posts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("doubted_since", Instant(), nullable=True))
        batch_op.add_column(sa.Column("doubts", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("doubt_why", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("look_at", Instant(), nullable=True))
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wanted_at", Instant(), nullable=True))
        batch_op.add_column(sa.Column("perhaps", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("abandoned", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        for name in ("abandoned", "perhaps", "wanted_at"):
            batch_op.drop_column(name)
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        for name in ("look_at", "doubt_why", "doubts", "doubted_since"):
            batch_op.drop_column(name)
