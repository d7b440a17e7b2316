"""robots.txt files kept in the archive's folder, so that no host is asked for its own twice a day.

A file each: a run that is killed keeps what it has asked, and a damaged file costs one request.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import get_ident

from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.robots_cache import KEEP_SECONDS, KeptRobots
from newsarchive.records import utc_now

ROBOTS_FOLDER = "robots"


class RobotsFolder:
    """A `RobotsShelf` of files. What can't be read or written is as good as not kept."""

    def __init__(self, archive_folder: Path) -> None:
        self._folder = archive_folder / ROBOTS_FOLDER

    def get(self, origin: str, guard: AddressGuard | None) -> KeptRobots | None:
        """What was kept for this origin as this guard reached it, however old."""
        try:
            kept = json.loads(self._path(origin, guard).read_text(encoding="ascii"))
            body = None if kept["body"] is None else base64.b64decode(kept["body"], validate=True)
            asked_at = datetime.fromisoformat(kept["asked_at"])
            if asked_at.tzinfo is None or kept["origin"] != origin:
                return None
            return KeptRobots(asked_at, str(kept["reason"]), body)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, origin: str, guard: AddressGuard | None, kept: KeptRobots) -> None:
        """Keep it in the place of what was there."""
        values = {
            "origin": origin,
            "asked_at": kept.asked_at.isoformat(),
            "reason": kept.reason,
            "body": None if kept.body is None else base64.b64encode(kept.body).decode("ascii"),
        }
        path = self._path(origin, guard)
        fresh = path.with_suffix(f".{os.getpid()}-{get_ident()}")
        try:
            self._folder.mkdir(exist_ok=True)
            fresh.write_text(json.dumps(values), encoding="ascii")
            fresh.replace(path)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)

    def clear_old(self) -> None:
        """Remove what nobody may believe any more (RFC 9309, section 2.4: a day)."""
        oldest = utc_now().timestamp() - KEEP_SECONDS
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)

    def _path(self, origin: str, guard: AddressGuard | None) -> Path:
        # By permissions as well: what one source may reach is no answer for another.
        allowed = [] if guard is None else [sorted(guard.allow_private), sorted(guard.allow_ports)]
        key = hashlib.sha256(json.dumps([origin, allowed]).encode()).hexdigest()
        return self._folder / f"{key[:32]}.json"
