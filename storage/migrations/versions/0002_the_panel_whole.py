"""The panel whole."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from storage.types import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "previews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("press", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("read", sa.LargeBinary(), nullable=True),
        sa.Column("shown", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_previews")),
        sa.UniqueConstraint("press", name=op.f("uq_previews_press")),
    )
    with op.batch_alter_table("previews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_previews_at"), ["at"], unique=False)

    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_oid", sa.String(length=64), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("deputy_oid", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["deputy_oid"], ["people.oid"], name=op.f("fk_absences_deputy_oid")),
        sa.ForeignKeyConstraint(["person_oid"], ["people.oid"], name=op.f("fk_absences_person_oid")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absences_deputy_oid"), ["deputy_oid"], unique=False)
        batch_op.create_index(batch_op.f("ix_absences_person_oid"), ["person_oid"], unique=False)
        batch_op.create_index(batch_op.f("ix_absences_until"), ["until"], unique=False)

    op.create_table(
        "referrals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_ref", sa.String(length=64), nullable=False),
        sa.Column("panel", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("occasion", sa.String(length=255), nullable=True),
        sa.Column("views", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("raised_at", Instant(), nullable=False),
        sa.Column("raised_by", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("made_by", sa.String(length=64), nullable=True),
        sa.Column("withdrawn_because", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["child_ref"], ["children.ref"], name=op.f("fk_referrals_child_ref")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
        sa.UniqueConstraint("child_ref", "panel", "occasion", name=op.f("uq_referrals_child_ref_panel_occasion")),
    )
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referrals_child_ref"), ["child_ref"], unique=False)
        batch_op.create_index(
            "uq_referrals_raised",
            ["child_ref", "panel"],
            unique=True,
            sqlite_where=sa.text("state = 'raised'"),
            postgresql_where=sa.text("state = 'raised'"),
        )

    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("message_id", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("message_at", Instant(), nullable=True))
        batch_op.add_column(sa.Column("message_link", sa.String(), nullable=True))

    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.add_column(sa.Column("views", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))
        batch_op.add_column(sa.Column("note", sa.String(), nullable=True))

    with op.batch_alter_table("children", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("siblings_since", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True)
        )

    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("for_oid", sa.String(length=64), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_items_for_oid"), "people", ["for_oid"], ["oid"])

    with op.batch_alter_table("sittings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("attended_instead", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("sittings", schema=None) as batch_op:
        batch_op.drop_column("attended_instead")

    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_items_for_oid"), type_="foreignkey")
        batch_op.drop_column("for_oid")

    with op.batch_alter_table("children", schema=None) as batch_op:
        batch_op.drop_column("siblings_since")

    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_column("note")
        batch_op.drop_column("views")

    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.drop_column("message_link")
        batch_op.drop_column("message_at")
        batch_op.drop_column("message_id")

    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_referrals_raised",
            sqlite_where=sa.text("state = 'raised'"),
            postgresql_where=sa.text("state = 'raised'"),
        )
        batch_op.drop_index(batch_op.f("ix_referrals_child_ref"))

    op.drop_table("referrals")
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absences_until"))
        batch_op.drop_index(batch_op.f("ix_absences_person_oid"))
        batch_op.drop_index(batch_op.f("ix_absences_deputy_oid"))

    op.drop_table("absences")
    with op.batch_alter_table("previews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_previews_at"))

    op.drop_table("previews")
