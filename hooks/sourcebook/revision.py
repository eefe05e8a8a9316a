"""`build_epoch`: the one clock of a build.

SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) if it is set, else the
time of the newest commit, else `UNKNOWN`. The wall clock is never asked: same sources, same bytes.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

UNKNOWN = 0
"""No time is known; the sitemap then says none."""


def build_epoch(root: Path) -> int:
    """Return seconds since 1970 UTC."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    try:
        finished = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%ct"],
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return UNKNOWN
    written = finished.stdout.strip()
    return int(written) if finished.returncode == 0 and written.isdecimal() else UNKNOWN
