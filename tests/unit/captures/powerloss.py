"""A recorder of what reaches the disk, and what may be left of it when the power goes.

Every call goes through to the real system; the log says in which order names, bytes and syncs
came. `restore` builds the folder as a disk may hold it after a loss at one moment: all that was
synced is there, of everything later any part may be there or not (POSIX, fsync).
"""

from __future__ import annotations

import os
import random
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self


@dataclass
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[str, int, bytes]] = field(default_factory=list)


class DiskLog:
    """Records `os.open`, `os.pwrite`, `os.ftruncate`, `os.fsync` and renames below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.events: list[tuple[Any, ...]] = []
        self._inodes: dict[int, int] = {}
        self._real: dict[str, Callable[..., Any]] = {}

    def __enter__(self) -> Self:
        for name in ("open", "pwrite", "ftruncate", "fsync", "rename"):
            self._real[name] = getattr(os, name)
            setattr(os, name, getattr(self, f"_{name}"))
        self._path_rename = Path.rename
        Path.rename = lambda path, target: (self._rename(path, target), Path(target))[1]  # type: ignore
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name, real in self._real.items():
            setattr(os, name, real)
        Path.rename = self._path_rename  # type: ignore[method-assign]

    def _open(self, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        new = flags & os.O_CREAT and not Path(path).exists()
        handle: int = self._real["open"](path, flags, mode, **more)
        if new and Path(path).parent == self.folder:
            self.events.append(("create", Path(path).name, os.fstat(handle).st_ino))
        return handle

    def _pwrite(self, handle: int, data: Any, offset: int) -> int:
        done: int = self._real["pwrite"](handle, data, offset)
        self.events.append(("write", os.fstat(handle).st_ino, offset, bytes(data)[:done]))
        return done

    def _ftruncate(self, handle: int, length: int) -> None:
        self._real["ftruncate"](handle, length)
        self.events.append(("truncate", os.fstat(handle).st_ino, length))

    def _fsync(self, handle: int) -> None:
        self._real["fsync"](handle)
        inode = os.fstat(handle).st_ino
        if inode == self.folder.stat().st_ino:
            self.events.append(("sync-folder",))
        elif not stat.S_ISDIR(os.fstat(handle).st_mode):
            self.events.append(("sync", inode))

    def _rename(self, source: Any, target: Any) -> None:
        self._real["rename"](source, target)
        self.events.append(("rename", Path(source).name, Path(target).name))

    def restore(self, folder: Path, moment: int, source: random.Random) -> None:
        """Build `folder` as it may be after a power loss behind the first `moment` events."""
        files: dict[int, _File] = {}
        names: dict[str, int] = {}
        pending_names: list[tuple[Any, ...]] = []
        for event in self.events[:moment]:
            match event:
                case ("create", _, inode):
                    files.setdefault(inode, _File())
                    pending_names.append(event)
                case ("rename", _, _):
                    pending_names.append(event)
                case ("write", inode, offset, data):
                    files[inode].pending.append(("write", offset, data))
                case ("truncate", inode, length):
                    files[inode].pending.append(("truncate", length, b""))
                case ("sync", inode):
                    file = files[inode]
                    _apply(file.durable, file.pending)
                    file.pending = []
                case ("sync-folder",):
                    _apply_names(names, pending_names)
                    pending_names = []
        # What was not synced: names up to some point (a journal keeps their order), bytes in any part.
        _apply_names(names, pending_names[: source.randrange(len(pending_names) + 1)])
        folder.mkdir(parents=True)
        for name, inode in names.items():
            file = files[inode]
            content = bytearray(file.durable)
            _apply(content, [_partly(change, source) for change in file.pending if source.random() < 0.7])
            (folder / name).write_bytes(content)


def _apply(content: bytearray, changes: list[tuple[str, int, bytes]]) -> None:
    for kind, offset, data in changes:
        if kind == "truncate":
            del content[offset:]
            continue
        if len(content) < offset:
            content.extend(bytes(offset - len(content)))
        content[offset : offset + len(data)] = data


def _apply_names(names: dict[str, int], changes: list[tuple[Any, ...]]) -> None:
    for event in changes:
        if event[0] == "create":
            names[event[1]] = event[2]
        else:
            names[event[2]] = names.pop(event[1])


def _partly(change: tuple[str, int, bytes], source: random.Random) -> tuple[str, int, bytes]:
    kind, offset, data = change
    if kind == "truncate":
        return change
    length = source.randrange(len(data) + 1)
    # A block may be allocated and the length be set before its bytes are there: then it reads as zeros.
    zeros = source.choice([0, len(data) - length])
    return kind, offset, data[:length] + bytes(zeros)
