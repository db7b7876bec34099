# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Which version the tables of an office have, and bringing them to the version of this program.

Alembic is only loaded when there is something to bring: an office that is up to date opens
without it (a quarter of a second).
"""

from __future__ import annotations

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection as SqlConnection
from sqlalchemy import create_engine

from wwdesk.domain.errors import DeskError
from wwdesk.storage.database import Connection, Database

RELEASED = ("0001", "0002", "0003")
"""Every schema that was ever given out, oldest first; the last is this program's. See migrations/versions."""
CURRENT = RELEASED[-1]

_LAYOUT = "SELECT name, sql FROM sqlite_master"
_SCRIPTS = Path(__file__).with_name("migrations")


def version_of(connection: Connection) -> str:
    """The schema version of an open office.

    Raises DeskError `newer_version` for one this program does not know yet and `damaged_file`
    where the office does not say.
    """
    found = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if found else None
    if row is None:
        raise DeskError("damaged_file")
    version = str(row[0])
    if version not in RELEASED:
        raise DeskError("newer_version")
    return version


def upgrade(database: Database, to: str = CURRENT) -> None:
    """Brings the tables to a version, in one transaction: all of it or nothing."""
    with database.restructuring() as connection:
        run(connection, to, _SCRIPTS)


def differences(connection: Connection) -> tuple[str, ...]:
    """Names of tables, indexes and triggers that are not exactly what the migrations make."""
    engine = create_engine("sqlite+pysqlite://", module=sqlcipher)
    with engine.begin() as fresh:
        run(fresh, CURRENT, _SCRIPTS)
        expected = {(row[0], row[1]) for row in fresh.exec_driver_sql(_LAYOUT)}
    engine.dispose()
    found = {(row[0], row[1]) for row in connection.execute(_LAYOUT).fetchall()}
    return tuple(sorted({str(name) for name, _sql in expected ^ found}))


def run(connection: SqlConnection, to: str, scripts: Path) -> None:
    """Runs the migrations in a folder of scripts over a connection."""
    from alembic import command  # noqa: PLC0415 - see the module docstring
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
