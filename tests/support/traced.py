"""A whole ingest under strace: what it wrote, synced and renamed, and what a loss of power may leave of it.

The names and bytes of all files below the archive's folder are followed, SQLite's too. `restore` builds
the folder as a disk may hold it after a loss behind the first `moment` events: what was synced is there (a
name when its folder was), of everything later any part may be there or not (POSIX, fsync).
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

from tests.unit.captures.powerloss import _apply, _File, _partly

CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink,mkdir"
STRACE = ["strace", "-f", "-qq", "-y", "-xx", "-s", "5000000", "-e", f"trace={CALLS}", "-e", "signal=none"]
_LINE = re.compile(r"(\d+) +(?:<\.\.\. (\w+) resumed>(.*)|(.*))", re.DOTALL)
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)(.*)", re.DOTALL)
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"|<((?:\\x[0-9a-f]{2})*)>')

Event = tuple[Any, ...]


def read_trace(log: Path, folder: Path) -> list[Event]:
    """The events below `folder`, in order of completion: paths are relative to it."""
    waiting: dict[str, str] = {}
    events: list[Event] = []
    sizes: dict[str, int] = {}
    for line in log.read_text(encoding="ascii", errors="replace").splitlines():
        found = _LINE.match(line)
        assert found is not None, line[:100]
        process, resumed, rest, whole = found.groups()
        if resumed:
            whole = waiting.pop(process, "") + rest
        elif whole.endswith("<unfinished ...>"):
            waiting[process] = whole.removesuffix("<unfinished ...>")
            continue
        call = _CALL.match(whole.strip())
        if call is not None and int(call[3]) >= 0:
            events += _events(call[1], call[2], int(call[3]), folder, sizes)
    return events


def _events(name: str, arguments: str, result: int, folder: Path, sizes: dict[str, int]) -> list[Event]:
    texts = [_bytes(quoted or handle) for quoted, handle in _TEXT.findall(arguments)]
    if not texts:
        return []
    paths = [_below(one, folder) for one in texts[:2]]
    if name == "openat":
        path = paths[1] if len(paths) > 1 else None
        if path is None or path.endswith("-shm") or "O_DIRECTORY" in arguments:
            return []
        if "O_TRUNC" in arguments:
            sizes[path] = 0
            return [("create", path), ("truncate", path, 0)]
        return [("create", path)] if "O_CREAT" in arguments else []
    path = paths[0]
    if path is None or path.endswith("-shm"):
        return []  # the index of the write-ahead log is made anew by whoever opens it
    if name == "pwrite64":
        offset = int(arguments.rpartition(",")[2])
        return [("write", path, offset, texts[1][:result])]
    if name == "write":
        start = sizes.get(path, 0)
        sizes[path] = start + result
        return [("write", path, start, texts[1][:result])]
    if name == "ftruncate":
        return [("truncate", path, int(arguments.rpartition(",")[2]))]
    if name in ("fsync", "fdatasync"):
        return [("sync", path)]
    if name == "rename":
        return [("rename", path, paths[1])]
    return [(name, path)]


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _below(raw: bytes, folder: Path) -> str | None:
    text = raw.decode("utf-8", "replace")
    if text == str(folder):
        return ""
    prefix = f"{folder}/"
    return text.removeprefix(prefix) if text.startswith(prefix) else None


def restore(events: list[Event], moment: int, base: Path, target: Path, source: random.Random) -> None:
    """Build `target` from the folder `base` and the first `moment` events, as a disk may hold it."""
    durable: dict[str, _File | None] = {"": None}  # None: a folder
    for path in base.rglob("*"):
        durable[str(path.relative_to(base))] = None if path.is_dir() else _File(bytearray(path.read_bytes()))
    live = dict(durable)
    pending: list[Event] = []  # changes of names, each with the file that it is about
    for event in events[:moment]:
        kind, path = event[0], event[1]
        if kind in ("create", "mkdir") and path not in live:
            live[path] = None if kind == "mkdir" else _File()
            pending.append((kind, path, live[path]))
        elif kind == "unlink":
            live.pop(path, None)
            pending.append((kind, path))
        elif kind == "rename":
            live[event[2]] = live.pop(path)
            pending.append((kind, path, event[2]))
        elif kind in ("write", "truncate") and live.get(path) is not None:
            data = event[3] if kind == "write" else b""
            live[path].pending.append((kind, event[2], data))  # type: ignore[union-attr]
        elif kind == "sync" and path in live:
            file = live[path]
            if file is None:
                here = [one for one in pending if _parent(one[1]) == path]
                _apply_names(durable, here)
                pending = [one for one in pending if _parent(one[1]) != path]
            else:
                _apply(file.durable, file.pending)
                file.pending = []
    _apply_names(durable, pending[: source.randrange(len(pending) + 1)])
    for path, file in sorted(durable.items()):
        if file is None:
            if path == "" or (target / path).parent.is_dir():
                (target / path).mkdir(parents=True)
        elif (target / path).parent.is_dir():  # a name in a folder whose own name was lost is lost with it
            content = bytearray(file.durable)
            _apply(content, [_partly(change, source) for change in file.pending if source.random() < 0.7])
            (target / path).write_bytes(content)


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _apply_names(names: dict[str, _File | None], changes: list[Event]) -> None:
    for change in changes:
        if change[0] == "unlink":
            names.pop(change[1], None)
        elif change[0] == "rename":
            if change[1] in names:
                names[change[2]] = names.pop(change[1])
        else:
            names[change[1]] = change[2]
