# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Starts wwdesk: `python -m wwdesk` is the same as the `wwdesk` command."""

import sys

from wwdesk.app.cli import main

if __name__ == "__main__":
    sys.exit(main())
