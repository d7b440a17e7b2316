"""A citation pack: one article with the proof of where its words come from."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from newsarchive.captures.members import iter_members
from newsarchive.captures.reader import Lookup, payload_of, read_capture
from newsarchive.captures.record import format_warc_date, parse_record
from newsarchive.captures.slices import export_slice
from newsarchive.captures.storage import Storage, storage_for
from newsarchive.errors import CaptureError, CaptureMissing
from newsarchive.records import Capture, CaptureRef

RECORD_FILE = "record.warc.gz"


@dataclass(frozen=True, slots=True)
class CitationPack:
    """What goes into a pack beside the record: the article as the archive shows it."""

    ref: CaptureRef
    article_text: str
    article_json: str
    made_with: str = "newsarchive"
    """Name and version of the parser that made text and JSON from the record."""


def write_citation_pack(
    place: Path | str | Storage, pack: CitationPack, out: Path, *, lookup: Lookup | None = None
) -> Path:
    """Write a pack as a folder, or as a zip when `out` ends in `.zip`; gives `out`.

    It holds `article.txt`, `article.json`, `record.warc.gz` with its index, `SHA256SUMS` and a
    `README.txt` that tells how to check all of it with standard tools. Raises `CaptureError` when
    `out` is there already or can't be written, `CaptureMissing` and `CaptureDamaged` for the record.
    """
    if out.exists():
        raise CaptureError(f"{out} is there already")
    storage = storage_for(place)
    capture = read_capture(storage, pack.ref, lookup=lookup)  # checks the digest
    try:
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".citation-") as name:
            folder = Path(name) / out.name.removesuffix(".zip")
            folder.mkdir()
            _fill(folder, storage, pack, capture, lookup)
            if out.suffix == ".zip":
                _zip(folder, Path(name) / "pack.zip", capture)
                (Path(name) / "pack.zip").rename(out)
            else:
                shutil.move(folder, out)
    except OSError as error:
        raise CaptureError(f"{out} can't be written: {error.strerror or error}") from error
    return out


def _fill(
    folder: Path, storage: Storage, pack: CitationPack, capture: Capture, lookup: Lookup | None
) -> None:
    export_slice(storage, [pack.ref], folder / RECORD_FILE, lookup=lookup, software=pack.made_with)
    (folder / "article.txt").write_text(pack.article_text.rstrip("\n") + "\n", encoding="utf-8")
    (folder / "article.json").write_text(pack.article_json.rstrip("\n") + "\n", encoding="utf-8")
    start = _payload_start(folder / RECORD_FILE, pack.ref)
    (folder / "README.txt").write_text(_readme(pack, capture, start), encoding="utf-8")
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.iterdir())
    ]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="ascii")


def _payload_start(warc: Path, ref: CaptureRef) -> int:
    """Where the payload begins (from 1, as `tail -c +N` counts) when the record file is unpacked."""
    wanted = ref.refers_to or ref.record_id
    unpacked = 0
    with warc.open("rb") as stream:
        for member in iter_members(stream):
            record = parse_record(member.data)
            if record.record_id == wanted:
                body = payload_of(record)
                return unpacked + len(member.data) - len(body) - 4 + 1
            unpacked += len(member.data)
    raise CaptureMissing(f"record {wanted} is not in the pack")


def _zip(folder: Path, target: Path, capture: Capture) -> None:
    moment = capture.captured_at.astimezone(UTC).timetuple()[:6]
    stamp = moment if moment[0] >= 1980 else (1980, 1, 1, 0, 0, 0)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.name}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def _readme(pack: CitationPack, capture: Capture, start: int) -> str:
    digest = pack.ref.payload_digest.removeprefix("sha256:")
    coding = capture.header("content-encoding")
    coded = f"\nThe payload is as it came over the wire, with content coding {coding}.\n" if coding else ""
    cut = f"\nThe answer is not whole: it was cut ({capture.truncated}).\n" if capture.truncated else ""
    return f"""\
WHAT THIS IS

One page as its server sent it, and the article that was read from it.

  page           {capture.url}
  captured       {format_warc_date(capture.captured_at)} (UTC)
  server         {capture.ip_address or "address not recorded"}
  answer         {capture.status} {capture.reason}
  payload        {len(capture.body)} bytes, sha256 {digest}
  record         {pack.ref.record_id}
  read with      {pack.made_with}
{coded}{cut}
  article.txt    the article's text
  article.json   all that was read from the page
  {RECORD_FILE} the server's answer and our request, in WARC 1.1 (ISO 28500:2017)
  record.cdxj    index of it, for replay tools
  SHA256SUMS     digests of these files

HOW TO CHECK IT

1. The files are unchanged since they were packed (on macOS: shasum -a 256 -c SHA256SUMS):

    sha256sum -c SHA256SUMS

2. The payload has the digest named above. This cuts it out of the record and must print
   {digest}:

    gzip -dc {RECORD_FILE} | tail -c +{start} | head -c {len(capture.body)} | sha256sum

3. The record is whole and its own digests are right (any WARC tool will do, such as warcio):

    warcio check -v {RECORD_FILE}

4. Read the record with your own eyes: the page's address, the time, the header, the page:

    gzip -dc {RECORD_FILE} | less

5. See that the words in article.txt stand in the page. To see the page as it looked, open
   {RECORD_FILE} in a replay tool for web archives.

A digest proves that the bytes did not change after it was written down. Who wants to prove that to
others compares it with a copy of the digest kept elsewhere: the archive's database, a printed
citation, a time stamp service.
"""
