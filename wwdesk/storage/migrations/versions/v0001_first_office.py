# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The first office: people, dossiers, screenings, settings, journal and words to find by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _tracked() -> tuple[sa.Column[object], ...]:
    """The columns of every record a worker can change."""
    return (
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=36), nullable=False),
        sa.Column("binned_at", sa.DateTime(), nullable=True),
    )


def _form_version() -> None:
    op.create_table(
        "form_version",
        sa.Column("form_id", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("scoring_version", sa.Text(), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("built_in", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("xform", sa.Text(), nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("domains", sa.Integer(), nullable=False),
        sa.Column("activated_at", sa.DateTime(), nullable=True),
        *_tracked(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_version")),
    )
    op.create_index(op.f("ix_form_version_form_id"), "form_version", ["form_id"], unique=False)


def _form_source() -> None:
    op.create_table(
        "form_source",
        sa.Column("form_version_id", sa.String(length=36), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_version.id"], name=op.f("fk_form_source_form_version_id_form_version")
        ),
        sa.PrimaryKeyConstraint("form_version_id", name=op.f("pk_form_source")),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("worker_id", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_journal")),
    )
    op.create_index(op.f("ix_journal_record_id"), "journal", ["record_id"], unique=False)


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("work_area", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        *_tracked(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("gender", sa.String(length=20), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("rijksregisternummer", sa.String(length=11), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("merged_into_id", sa.String(length=36), nullable=True),
        *_tracked(),
        sa.ForeignKeyConstraint(["merged_into_id"], ["person.id"], name=op.f("fk_person_merged_into_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_birth_date"), "person", ["birth_date"], unique=False)
    op.create_index("ix_person_list", "person", ["merged_into_id", "binned_at", "name_key", "id"], unique=False)
    op.create_index(op.f("ix_person_rijksregisternummer"), "person", ["rijksregisternummer"], unique=False)


def _search_entry() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("target_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("subject_id", name=op.f("uq_search_entry_subject_id")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )


def _worker() -> None:
    op.create_table(
        "worker",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("slot_id", sa.String(length=36), nullable=True),
        *_tracked(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
    )


def _dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("worker_id", sa.String(length=36), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("target_group", sa.Text(), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_dossier_client_id_person")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_dossier_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("number", name=op.f("uq_dossier_number")),
    )
    op.create_index(op.f("ix_dossier_client_id"), "dossier", ["client_id"], unique=False)
    op.create_index("ix_dossier_status_worker", "dossier", ["status", "worker_id", "changed_at"], unique=False)
    op.create_index("ix_dossier_status_changed", "dossier", ["status", "changed_at"], unique=False)
    op.create_index("ix_dossier_status_opened", "dossier", ["status", "opened_on"], unique=False)
    op.create_index(op.f("ix_dossier_worker_id"), "dossier", ["worker_id"], unique=False)


def _household_member() -> None:
    op.create_table(
        "household_member",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("member_person_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        *_tracked(),
        sa.ForeignKeyConstraint(
            ["member_person_id"], ["person.id"], name=op.f("fk_household_member_member_person_id_person")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_household_member_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_member")),
    )
    op.create_index(op.f("ix_household_member_person_id"), "household_member", ["person_id"], unique=False)


def _merge() -> None:
    op.create_table(
        "merge",
        sa.Column("kept_id", sa.String(length=36), nullable=False),
        sa.Column("gone_id", sa.String(length=36), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("kept_before", sa.Text(), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(["gone_id"], ["person.id"], name=op.f("fk_merge_gone_id_person")),
        sa.ForeignKeyConstraint(["kept_id"], ["person.id"], name=op.f("fk_merge_kept_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    op.create_index(op.f("ix_merge_kept_id"), "merge", ["kept_id"], unique=False)


def _network_contact() -> None:
    op.create_table(
        "network_contact",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_network_contact_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_network_contact_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_contact")),
    )
    op.create_index(op.f("ix_network_contact_person_id"), "network_contact", ["person_id"], unique=False)


def _volunteer() -> None:
    op.create_table(
        "volunteer",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_volunteer_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
    )
    op.create_index(op.f("ix_volunteer_person_id"), "volunteer", ["person_id"], unique=False)


def _attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("dossier_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_attachment_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_dossier_id"), "attachment", ["dossier_id"], unique=False)


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("dossier_id", sa.String(length=36), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_note_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_dossier_id"), "note", ["dossier_id"], unique=False)


def _referral() -> None:
    op.create_table(
        "referral",
        sa.Column("dossier_id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("previous_living_situation", sa.Text(), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_referral_dossier_id_dossier")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_referral_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index(op.f("ix_referral_dossier_id"), "referral", ["dossier_id"], unique=False)


def _screening() -> None:
    op.create_table(
        "screening",
        sa.Column("dossier_id", sa.String(length=36), nullable=False),
        sa.Column("form_version_id", sa.String(length=36), nullable=False),
        sa.Column("earlier_id", sa.String(length=36), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("saved_at", sa.DateTime(), nullable=True),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("from_paper", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_screening_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["earlier_id"], ["screening.id"], name=op.f("fk_screening_earlier_id_screening")),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_version.id"], name=op.f("fk_screening_form_version_id_form_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening")),
    )
    op.create_index(op.f("ix_screening_dossier_id"), "screening", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_screening_form_version_id"), "screening", ["form_version_id"], unique=False)
    op.create_index(op.f("ix_screening_origin"), "screening", ["origin"], unique=False)
    op.create_index("ix_screening_status_changed_at", "screening", ["status", "changed_at"], unique=False)


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("screening_id", sa.String(length=36), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["screening_id"], ["screening.id"], name=op.f("fk_answer_screening_id_screening")),
        sa.PrimaryKeyConstraint("screening_id", "path", name=op.f("pk_answer")),
    )


def _answer_file() -> None:
    op.create_table(
        "answer_file",
        sa.Column("screening_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(["screening_id"], ["screening.id"], name=op.f("fk_answer_file_screening_id_screening")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_file")),
    )
    op.create_index(op.f("ix_answer_file_screening_id"), "answer_file", ["screening_id"], unique=False)
    op.create_table(
        "answer_file_content",
        sa.Column("answer_file_id", sa.String(length=36), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_file_id"], ["answer_file.id"], name=op.f("fk_answer_file_content_answer_file_id_answer_file")
        ),
        sa.PrimaryKeyConstraint("answer_file_id", name=op.f("pk_answer_file_content")),
    )


def _paper() -> None:
    op.create_table(
        "paper",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("dossier_id", sa.String(length=36), nullable=False),
        sa.Column("form_version_id", sa.String(length=36), nullable=False),
        sa.Column("screening_id", sa.String(length=36), nullable=True),
        sa.Column("attachment_id", sa.String(length=36), nullable=True),
        *_tracked(),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name=op.f("fk_paper_attachment_id_attachment")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_paper_dossier_id_dossier")),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_version.id"], name=op.f("fk_paper_form_version_id_form_version")
        ),
        sa.ForeignKeyConstraint(["screening_id"], ["screening.id"], name=op.f("fk_paper_screening_id_screening")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("code", name=op.f("uq_paper_code")),
    )
    op.create_index(op.f("ix_paper_dossier_id"), "paper", ["dossier_id"], unique=False)


def _attachment_content() -> None:
    op.create_table(
        "attachment_content",
        sa.Column("attachment_id", sa.String(length=36), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_attachment_content_attachment_id_attachment")
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment_content")),
    )


def _conclusion() -> None:
    op.create_table(
        "conclusion",
        sa.Column("screening_id", sa.String(length=36), nullable=False),
        sa.Column("domain", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["screening_id"], ["screening.id"], name=op.f("fk_conclusion_screening_id_screening")),
        sa.PrimaryKeyConstraint("screening_id", "domain", name=op.f("pk_conclusion")),
    )


def _score() -> None:
    op.create_table(
        "score",
        sa.Column("screening_id", sa.String(length=36), nullable=False),
        sa.Column("domain", sa.String(length=100), nullable=False),
        sa.Column("score", sa.String(length=40), nullable=False),
        sa.Column("band", sa.Text(), nullable=False),
        sa.Column("weak", sa.Boolean(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("not_discussed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["screening_id"], ["screening.id"], name=op.f("fk_score_screening_id_screening")),
        sa.PrimaryKeyConstraint("screening_id", "domain", name=op.f("pk_score")),
    )


_BEYOND_TABLES = (
    "CREATE VIRTUAL TABLE search_names USING fts5(words, prefix='2 3 4 5', tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE search_notes USING fts5(words, prefix='2 3 4 5', tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO search_names(search_names, rank) VALUES('secure-delete', 1)",
    "INSERT INTO search_notes(search_notes, rank) VALUES('secure-delete', 1)",
    (
        "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
    ),
    (
        "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
    ),
)
"""Words to find by, and the triggers that keep the journal append-only."""


def upgrade() -> None:
    """Makes every table of an office."""
    _form_version()
    _form_source()
    _journal()
    _organisation()
    _person()
    _search_entry()
    _setting()
    _worker()
    _dossier()
    _household_member()
    _merge()
    _network_contact()
    _volunteer()
    _attachment()
    _note()
    _referral()
    _screening()
    _answer()
    _answer_file()
    _paper()
    _attachment_content()
    _conclusion()
    _score()
    for statement in _BEYOND_TABLES:
        op.execute(statement)
