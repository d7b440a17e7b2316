"""A citation pack: one article with the proof of where its words come from."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from newsarchive.captures.by_reference import is_foreign
from newsarchive.captures.members import iter_members
from newsarchive.captures.reader import Lookup, payload_of, read_capture
from newsarchive.captures.record import (
    IMPORT_NOTE,
    IMPORTED_FROM,
    IMPORTED_OFFSET,
    IMPORTED_RECORD,
    Record,
    format_warc_date,
    parse_record,
    sha256,
)
from newsarchive.captures.slices import export_slice
from newsarchive.captures.storage import Storage, storage_for
from newsarchive.errors import CaptureError, CaptureMissing
from newsarchive.records import Capture, CaptureRef

RECORD_FILE = "record.warc.gz"
_UNPACK = {"identity": "", "gzip": " | gzip -dc", "x-gzip": " | gzip -dc", "br": " | brotli -dc"}
"""Commands that take content codings off; brotli's is in every distribution."""


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
    record, start = _holder(folder / RECORD_FILE, pack.ref)
    (folder / "README.txt").write_text(_readme(pack, capture, record, start), encoding="utf-8")
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.iterdir())
    ]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="ascii")


def _holder(warc: Path, ref: CaptureRef) -> tuple[Record, int]:
    """The record that holds the payload, and where that begins in the unpacked file.

    Counted from 1, as `tail -c +N` does.
    """
    unpacked = 0
    with warc.open("rb") as stream:
        for member in iter_members(stream):
            record = parse_record(member.data)
            if record.type in ("response", "resource"):
                body = payload_of(record)
                if sha256(body) == ref.payload_digest:
                    return record, unpacked + len(member.data) - len(body) - 4 + 1
            unpacked += len(member.data)
    raise CaptureMissing(f"the payload of {ref.record_id} is not in the pack")


def _zip(folder: Path, target: Path, capture: Capture) -> None:
    moment = capture.captured_at.astimezone(UTC).timetuple()[:6]
    stamp = moment if moment[0] >= 1980 else (1980, 1, 1, 0, 0, 0)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.name}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def _readme(pack: CitationPack, capture: Capture, record: Record, start: int) -> str:
    digest = pack.ref.payload_digest.removeprefix("sha256:")
    cut = f"\nThe answer is not whole: it was cut ({capture.truncated}).\n" if capture.truncated else ""
    answer = (
        f"{capture.status} {capture.reason}" if record.type != "resource" else "not stored, only the page"
    )
    cut_out = f"gzip -dc {RECORD_FILE} | tail -c +{start} | head -c {len(capture.body)}"
    payload = f"gzip.open('{RECORD_FILE}').read()[{start - 1}:{start - 1 + len(capture.body)}]"
    by_python = f'python3 -c "import gzip, hashlib; print(hashlib.sha256({payload}).hexdigest())"'
    return f"""\
WHAT THIS IS

One page as its server sent it, and the article that was read from it.

  page           {capture.url}
  captured       {format_warc_date(capture.captured_at)} (UTC)
  server         {capture.ip_address or "address not recorded"}
  answer         {answer}
  payload        {len(capture.body)} bytes, sha256 {digest}
  record         {pack.ref.record_id}
  read with      {pack.made_with}
{_provenance(pack.ref, record)}{cut}
  article.txt    the article's text
  article.json   all that was read from the page
  {RECORD_FILE} the page in WARC 1.1 (ISO 28500:2017), with the request where that was stored
  record.cdxj    index of it, for replay tools
  SHA256SUMS     digests of these files

HOW TO CHECK IT

1. The files are unchanged since they were packed (on macOS: shasum -a 256 -c SHA256SUMS):

    sha256sum -c SHA256SUMS

2. The payload has the digest named above. This cuts it out of the record and must print
   {digest}:

    {cut_out} | sha256sum

   The same with nothing but Python, on any system:

    {by_python}

3. The record is whole and its own digests are right (any WARC tool will do, such as warcio):

    warcio check -v {RECORD_FILE}

4. Read the record with your own eyes: the page's address, the time, the header, the page:

    gzip -dc {RECORD_FILE} | less

5. See that the words in article.txt stand in the page, which this writes into a file:

{_page_command(capture, cut_out)}
   To see the page as it looked, open {RECORD_FILE} in a replay tool for web archives.

A digest proves that the bytes did not change after it was written down. Who wants to prove that to
others compares it with a copy of the digest kept elsewhere: the archive's database, a printed
citation, a time stamp service.
"""


def _provenance(ref: CaptureRef, record: Record) -> str:
    """Whose record it is, when this archive did not fetch the page itself."""
    fields = record.fields
    if is_foreign(ref.file):
        lines = [
            f"This archive did not fetch the page: the record lies in {ref.file}, from byte {ref.offset} on."
        ]
    elif IMPORTED_FROM.lower() in fields:
        where = f"{fields[IMPORTED_FROM.lower()]}, from byte {fields.get(IMPORTED_OFFSET.lower(), '?')} on"
        lines = [f"This archive did not fetch the page: the record was copied from {where}."]
    else:
        return ""
    if IMPORTED_RECORD.lower() in fields:
        lines.append(f"There it is {fields[IMPORTED_RECORD.lower()]}.")
    if IMPORT_NOTE.lower() in fields:
        lines.append(f"What was odd about it there: {fields[IMPORT_NOTE.lower()]}.")
    return "\n" + "\n".join(lines) + "\n"


def _page_command(capture: Capture, cut_out: str) -> str:
    """How to get the page out of the record, its content coding taken off."""
    coding = (capture.header("content-encoding") or "identity").strip().lower()
    unpack = _UNPACK.get(coding)
    if unpack is None:
        return f"    {cut_out} > page\n\n   (It is stored as it came, coded as {coding}: unpack it.)\n"
    note = f"   (It is stored as it came, coded as {coding}.)\n" if unpack else ""
    return f"    {cut_out}{unpack} > page.html\n\n{note}"
