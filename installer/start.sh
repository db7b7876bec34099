#!/usr/bin/env bash
# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
# Starts wwdesk on a demo office; without a screen it plays the demo into out/demo instead.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "Geen scherm gevonden: ik speel de demo zonder venster en zet de bestanden in out/demo."
  echo "No screen found: playing the demo without a window; its files go to out/demo."
  exec .venv/bin/wwdesk demo --out out/demo
fi
exec .venv/bin/wwdesk --demo-office "$@"
