# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What alembic runs: the migrations over the connection that `wwdesk.storage.schema` hands it."""

from __future__ import annotations

from alembic import context

from wwdesk.storage.records import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
