# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables and migrations: what the migrations make is what the records say, and an upgrade is whole or not at all."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.storage.offices import AN, NOON, Office, refused
from wwdesk.domain.clock import FixedClock
from wwdesk.services import office, people
from wwdesk.storage import keys, office_file, schema, search
from wwdesk.storage.database import Database, connect
from wwdesk.storage.records import Base
from wwdesk.storage.work import APPEND_ONLY

SAMPLES = Path(__file__).parents[1] / "samples"

NOW = schema.CURRENT
NEXT = '''"""One more table."""
import sqlalchemy as sa
from alembic import op
revision = "9001"
down_revision = "{current}"
def upgrade():
    op.create_table("volgende", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("note") as batch:
        batch.add_column(sa.Column("kleur", sa.Text, nullable=False, server_default="grijs"))
    op.execute("UPDATE person SET alias = 'gewijzigd'")
{more}
'''


def layout(office: Office) -> list[tuple[object, ...]]:
    connection = connect(office.path, office.key())
    rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    return rows


def test_the_migrations_make_what_the_records_say(brug: Office) -> None:
    database = Database(brug.path, brug.key())
    try:
        with database.restructuring() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "compare_server_default": True}
            )
            differences = compare_metadata(context, Base.metadata)
    finally:
        database.close()
    beyond = {"alembic_version", *search.FTS_TABLES}
    assert [found for found in differences if not (found[0] == "remove_table" and found[1].name in beyond)] == []


def test_what_models_cannot_say_is_there_too(brug: Office) -> None:
    made = {str(name): " ".join(str(sql).split()) for name, sql in layout(brug)}
    expected = {statement.split()[2]: statement for statement in APPEND_ONLY} | search.CREATE_WORDS
    assert {name: made.get(name) for name in expected} == {
        name: " ".join(sql.split()) for name, sql in expected.items()
    }
    connection = connect(brug.path, brug.key())
    for table in search.WORD_TABLES:
        query = f"SELECT v FROM {table}_config WHERE k = 'secure-delete'"  # noqa: S608 - names of our tables
        assert connection.execute(query).fetchall() == [(1,)]
    assert schema.differences(connection) == ()
    connection.execute("DROP TRIGGER journal_no_update")
    assert schema.differences(connection) == ("journal_no_update",)
    connection.close()


def test_the_program_knows_its_own_migrations() -> None:
    scripts = ScriptDirectory(str(Path(schema.__file__).with_name("migrations")))
    assert scripts.get_current_head() == schema.CURRENT
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == schema.RELEASED


def test_an_up_to_date_office_opens_without_alembic(brug: Office) -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from wwdesk.domain.clock import SystemClock\nfrom wwdesk.services import office\n"
        "path = Path(sys.argv[1])\n"
        "desk = office.open_office(path, office.key_holders(path)[0].slot_id, sys.argv[2], SystemClock())\n"
        "desk.database.close()\nprint('alembic' in sys.modules)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, str(brug.path), AN], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"


def test_an_office_of_a_later_wwdesk_is_left_alone(brug: Office) -> None:
    connection = connect(brug.path, brug.key())
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = brug.path.read_bytes()
    assert brug.refusal() == "newer_version"
    assert brug.path.read_bytes() == before


def test_an_office_that_does_not_tell_its_version_is_damaged(brug: Office) -> None:
    connection = connect(brug.path, brug.key())
    connection.execute("DROP TABLE alembic_version")
    connection.close()
    assert brug.refusal() == "damaged_file"


@pytest.fixture
def next_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wwdesk that knows one migration more."""
    scripts = tmp_path / "migrations"
    shutil.copytree(Path(schema.__file__).with_name("migrations"), scripts)
    monkeypatch.setattr(schema, "_SCRIPTS", scripts)
    monkeypatch.setattr(schema, "RELEASED", (*schema.RELEASED, "9001"))
    monkeypatch.setattr(schema, "CURRENT", "9001")
    monkeypatch.setattr(schema.upgrade, "__defaults__", ("9001",))
    return scripts / "versions" / "v9001_next.py"


def test_an_older_office_is_backed_up_and_brought_up_to_date(brug: Office, next_release: Path) -> None:
    next_release.write_text(NEXT.format(current=NOW, more=""), "utf-8")
    desk = brug.open()
    assert {row.name for row in people.people(desk).rows} == {f"Zoë{n} Voorbeeld" for n in range(8)}
    desk.database.close()
    connection = connect(brug.path, brug.key())
    assert connection.execute("SELECT DISTINCT kleur FROM note").fetchall() == [("grijs",)]
    assert connection.execute("SELECT count(*) FROM volgende").fetchall() == [(0,)]
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9001",)]
    connection.close()
    # The backup is of before.
    backup = office.backups_of(brug.path)[0]
    connection = connect(backup.path, brug.key())
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(NOW,)]
    connection.close()


@pytest.mark.parametrize(
    "more", ["    raise RuntimeError('halfway')", "    op.execute('INSERT INTO nowhere VALUES (1)')"]
)
def test_an_upgrade_that_fails_changes_nothing(brug: Office, next_release: Path, more: str) -> None:
    next_release.write_text(NEXT.format(current=NOW, more=more), "utf-8")
    before = layout(brug)
    with pytest.raises(Exception, match=r"halfway|nowhere"):
        brug.open()
    assert layout(brug) == before
    connection = connect(brug.path, brug.key())
    assert connection.execute("SELECT count(*) FROM person WHERE alias = 'gewijzigd'").fetchall() == [(0,)]
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(NOW,)]
    connection.close()
    assert not brug.path.with_name("De Brug.wwdesk.lock").exists()


def test_an_upgrade_that_breaks_a_reference_changes_nothing(brug: Office, next_release: Path) -> None:
    next_release.write_text(NEXT.format(current=NOW, more="    op.execute('DELETE FROM person')"), "utf-8")
    with refused("damaged_file"):
        brug.open()
    connection = connect(brug.path, brug.key())
    assert connection.execute("SELECT count(*) FROM person").fetchall() == [(8,)]
    connection.close()


@pytest.mark.parametrize("version", schema.RELEASED)
def test_an_office_of_every_release_still_opens(version: str, tmp_path: Path) -> None:
    for file in (SAMPLES / version).iterdir():
        shutil.copy(file, tmp_path)
    told = json.loads((tmp_path / "kantoor.json").read_text("utf-8"))
    path = tmp_path / "kantoor.wwdesk"
    slot = next(holder for holder in office.key_holders(path) if holder.name == told["worker"])
    desk = office.open_office(path, slot.slot_id, told["password"], FixedClock(NOON))
    assert [row.name for row in people.people(desk).rows] == told["people"]
    assert people.search(desk, told["search"])
    desk.database.close()
    assert office.check(path, office_file.unlock_with(path, told["password"])[2]) == ()
    efforts = {slot.effort for slot in keys.read(keys.key_file_of(path)).slots}
    assert efforts == {keys.Effort(memory=64 * 1024, passes=3, lanes=4)}
