"""HAR files (HTTP Archive 1.2): what the developer tools of a browser save of all that it asked for."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsarchive.captures.importing.found import ForeignCapture, ForeignProblem, Found
from newsarchive.captures.importing.pages import HTML_TYPES
from newsarchive.captures.importing.raw_records import MAX_BLOCK_BYTES
from newsarchive.records import Capture

HAR_SUFFIX = ".har"
_MOST_BYTES = 512 * 1024 * 1024
"""Bytes of a file, which is read as a whole."""
_AS_SHOWN = "from a HAR file: the body is as the browser unpacked it, and its header fields are not kept"


def read_har(path: Path, source: str) -> Iterator[Found]:
    """The HTML pages in a HAR file, in the order in which they were asked for."""
    try:
        if (size := path.stat().st_size) > _MOST_BYTES:
            yield ForeignProblem(source, 0, f"a HAR file of {size} bytes is passed over")
            return
        told = json.loads(path.read_bytes())
        entries = told["log"]["entries"]
    except OSError as error:
        yield ForeignProblem(source, 0, f"can't be read: {error.strerror}")
        return
    except (ValueError, RecursionError):
        yield ForeignProblem(source, 0, "no JSON: not a HAR file, or cut")
        return
    except (KeyError, TypeError):
        entries = None
    if not isinstance(entries, list):
        yield ForeignProblem(source, 0, "no entries in its log: not a HAR file")
        return
    for number, entry in enumerate(entries, start=1):
        found = _page(entry, source, number)
        if found is not None:
            yield found


def _page(entry: Any, source: str, number: int) -> Found | None:
    """The page in an entry; None where it holds something else."""
    try:
        answer, url = entry["response"], entry["request"]["url"]
        content = answer.get("content") or {}
        kind, _, parameters = str(content.get("mimeType") or "").partition(";")
        if kind.strip().lower() not in HTML_TYPES or not str(url).startswith(("http://", "https://")):
            return None
        instant = datetime.fromisoformat(str(entry["startedDateTime"]))
        instant = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
        status, reason = int(answer["status"]), str(answer.get("statusText") or "")
        text = content.get("text")
        if not isinstance(text, str):
            return ForeignProblem(source, 0, f"entry {number}: the content of {url} was not saved")
        if content.get("encoding") == "base64":
            body = base64.b64decode(text, validate=True)
            content_type = f"{kind.strip()};{parameters}" if parameters else kind.strip()
        else:
            body, content_type = text.encode("utf-8", "replace"), f"{kind.strip()}; charset=utf-8"
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, binascii.Error) as error:
        return ForeignProblem(source, 0, f"entry {number} is broken: {error!r}")
    if len(body) > MAX_BLOCK_BYTES:
        return ForeignProblem(source, 0, f"entry {number}: a page of {len(body)} bytes is passed over")
    headers = (("Content-Type", content_type),)
    capture = Capture(str(url), str(url), instant, status, reason, headers, body)
    return ForeignCapture(capture, source, 0, None, (_AS_SHOWN,), http=False)
