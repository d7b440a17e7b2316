"""Files of other makers: what they hold comes out, what does not is told."""

from __future__ import annotations

import base64
import gzip
import json
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from tests.unit.captures import makers
from tests.unit.captures.makers import page, url

from newsarchive.captures.importing import ForeignCapture, ForeignProblem, ForeignRevisit, Found, iter_foreign
from newsarchive.captures.importing.raw_records import MAX_BLOCK_BYTES
from newsarchive.errors import InputError

Row = tuple[str, Callable[[], bytes], tuple[int, ...], str, str]

# file name, maker, pages that come out whole, a problem told (regex), a note told (regex)
GOOD: list[Row] = [
    ("news.warc.gz", makers.common_crawl_news, (1, 2, 3), "", ""),
    ("heritrix.warc.gz", makers.heritrix, (1, 2, 3), "", ""),
    ("heritrix-old.warc.gz", makers.heritrix_old_version, (1, 2, 3), "", ""),
    ("wget.warc.gz", makers.wget, (1, 2, 3), "", ""),
    ("chunks.warc.gz", makers.chunks_left_in, (1, 2, 3), "", "chunked coding taken off"),
    ("no-chunks.warc.gz", makers.chunked_said_but_not_there, (1, 2, 3), "", ""),
    ("no-coding.warc.gz", makers.coding_said_but_not_there, (1, 2, 3), "", "without its content coding 'br'"),
    ("plain.warc", makers.uncompressed, (1, 2, 3), "", ""),
    ("line-feeds.warc", makers.line_feeds_only, (1, 2, 3), "", ""),
    ("one-member.warc.gz", makers.one_member_for_all, (1, 2, 3), "", ""),
    ("any-members.warc.gz", makers.members_cut_anywhere, (1, 2, 3), "", ""),
    ("frames.warc.zst", makers.zstandard_frames, (1, 2, 3), "", ""),
    ("one-frame.warc.zst", makers.zstandard_in_one, (1, 2, 3), "", ""),
    ("dictionary.warc.zst", makers.zstandard_dictionary, (1, 2, 3), "", ""),
    ("packed-dictionary.warc.zst", makers.zstandard_packed_dictionary, (1, 2, 3), "", ""),
    ("zeros.warc.gz", makers.padded_with_zeros, (1, 2, 3), "", ""),
    ("no-digests.warc.gz", makers.no_digests_no_ids, (1, 2, 3), "", ""),
    ("browser.warc.gz", makers.browser_resources, (1, 2, 3), "", ""),
    ("alexa.arc.gz", makers.arc_gzip, (1, 2, 3), "", ""),
    ("alexa.arc", makers.arc_plain, (1, 2, 3), "", ""),
    ("alexa-2.arc", makers.arc_version_2, (1, 2, 3), "", ""),
    ("browser.wacz", makers.wacz, (1, 2, 3), "", ""),
    ("extra.warc.gz", makers.gzip_extra_fields, (1, 2, 3), "", ""),
    ("http-2.warc.gz", makers.second_version_of_http, (1, 2, 3), "", ""),
    ("fields.warc.gz", makers.fields_folded_and_in_latin_1, (1, 2, 3), "", ""),
    ("blank.warc", makers.blank_lines_in_front, (1, 2, 3), "", ""),
    ("nanoseconds.warc.gz", makers.date_to_the_nanosecond, (1, 2, 3), "", ""),
    ("no-length.warc.gz", makers.answers_without_a_length, (1, 2, 3), "", ""),
    ("archivebox.warc.gz", makers.archivebox, (1, 2, 3), "", ""),
    ("named-plain.warc", makers.heritrix, (1, 2, 3), "", ""),
    ("named-gzip.warc.gz", makers.uncompressed, (1, 2, 3), "", ""),
]
DAMAGED: list[Row] = [
    ("cut.warc.gz", makers.cut_in_member, (1, 2), "ends inside a gzip member: .* of http://paper", ""),
    ("cut.warc", makers.cut_plain, (1, 2), "ends inside a record: .* of http://paper", ""),
    ("middle.warc.gz", makers.damaged_middle, (1, 3), "gzip member is damaged", ""),
    ("first.warc.gz", makers.damaged_first, (2, 3), "gzip member is damaged", ""),
    ("cut.warc.zst", makers.zstandard_cut, (1, 2), "ends inside a zstandard frame", ""),
    ("middle.warc.zst", makers.zstandard_damaged, (1, 3), "zstandard frame is damaged", ""),
    (
        "dictionary-damaged.warc.zst",
        makers.zstandard_damaged_dictionary,
        (),
        "frame is damaged .*[Dd]ictionary",
        "",
    ),
    ("no-dictionary.warc.zst", makers.zstandard_no_dictionary, (), "frame is damaged .*[Dd]ictionary", ""),
    ("short.warc.gz", makers.length_too_short, (1, 2, 3), "", "Content-Length says 64 bytes"),
    ("short.warc", makers.length_too_short_plain, (1, 2, 3), "", "Content-Length says 64 bytes"),
    ("long.warc.gz", makers.length_too_long, (1, 2, 3), "", "Content-Length says 5000 bytes"),
    ("long.warc", makers.length_a_little_too_long_plain, (1, 2, 3), "", "Content-Length says"),
    ("no-length.warc.gz", makers.no_length, (1, 3), "without a usable Content-Length", ""),
    ("date.warc.gz", makers.bad_date, (1, 3), "'17th October' is not a date", ""),
    ("junk.warc", makers.junk_between, (1, 2, 3), "no record begins here; 33 bytes passed over", ""),
    ("digest.warc.gz", makers.wrong_digest, (1, 2, 3), "", "not what its WARC-Payload-Digest promises"),
    ("length.arc", makers.arc_wrong_length, (1, 2, 3), "", "the length says 60 bytes"),
    ("cut.arc", makers.arc_cut, (1, 2), "is cut: ", ""),
    ("date.arc", makers.arc_bad_date, (1, 3), "19971310120000 is not a date", ""),
    ("junk.arc", makers.arc_junk, (1, 2, 3), "no ARC record begins here", ""),
    ("cut.wacz", makers.wacz_cut, (1, 2, 3), "the zip has no directory", ""),
    ("text.warc.wet.gz", makers.text_of_pages, (), "3 records are conversions of pages", ""),
    ("promise.wacz", makers.wacz_false_promise, (1, 2, 3), "datapackage.json promises", ""),
]


def found_in(path: Path) -> tuple[list[ForeignCapture], list[ForeignProblem]]:
    found: list[Found] = list(iter_foreign(path))
    captures = [f for f in found if isinstance(f, ForeignCapture)]
    return captures, [f for f in found if isinstance(f, ForeignProblem)]


@pytest.mark.parametrize(
    ("name", "make", "pages", "problem", "note"),
    GOOD + DAMAGED,
    ids=[one[0] for one in GOOD + DAMAGED],
)
def test_a_file_of_another_maker(
    tmp_path: Path, name: str, make: Callable[[], bytes], pages: tuple[int, ...], problem: str, note: str
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    captures, problems = found_in(path)
    got = [(c.capture.url, c.capture.body, c.capture.status) for c in captures]
    assert got == [(url(n), page(n), 200) for n in pages]
    assert all(c.capture.captured_at.tzinfo is UTC for c in captures)
    notes = "\n".join(note for c in captures for note in c.notes)
    details = "\n".join(p.detail for p in problems)
    assert bool(problem) == bool(problems), details
    assert re.search(problem, details), details
    assert bool(note) == bool(notes), notes
    assert re.search(note, notes), notes


def test_a_coded_body_in_chunks_keeps_its_coding(tmp_path: Path) -> None:
    captures, problems = found_in(_written(tmp_path / "x.warc.gz", makers.gzip_within_chunks()))
    assert [gzip.decompress(one.capture.body) for one in captures] == [page(n) for n in (1, 2, 3)]
    assert {one.capture.header("content-encoding") for one in captures} == {"gzip"}
    assert problems == []


def test_a_cut_in_one_member_for_all_gives_the_records_before_it(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(makers.cut_one_member_for_all())
    captures, problems = found_in(path)
    assert 150 < len(captures) < 199
    assert len(problems) == 1


def test_a_revisit_gets_the_payload_of_its_original_in_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(makers.revisits())
    first, again, elsewhere = iter_foreign(path)
    assert isinstance(first, ForeignCapture) and isinstance(again, ForeignCapture)
    assert (again.capture.url, again.capture.body) == (url(2), first.capture.body)
    assert again.capture.captured_at == datetime(2017, 10, 18, 6, tzinfo=UTC)
    assert again.is_revisit and not first.is_revisit
    assert isinstance(elsewhere, ForeignRevisit)
    assert (elsewhere.found.capture.url, elsewhere.found.capture.body) == (url(3), b"")
    assert makers.sha1(b"elsewhere") in elsewhere.unresolved


def test_a_304_of_another_maker_repeats_nothing(tmp_path: Path) -> None:
    profile = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    head = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    path = tmp_path / "x.warc.gz"
    path.write_bytes(
        makers.members(makers.record(1, kind="revisit", head=head, body=b"", WARC_Profile=profile))
    )
    (found,), problems = found_in(path)
    assert (found.capture.status, found.capture.body, problems) == (304, b"", [])


def test_arc_urls_with_spaces(tmp_path: Path) -> None:
    path = tmp_path / "x.arc"
    path.write_bytes(makers.arc_space_in_url())
    (found,), problems = found_in(path)
    assert found.capture.url == "http://paper.example/a story"
    assert found.capture.captured_at == datetime(1997, 3, 10, 12, tzinfo=UTC)
    assert found.capture.ip_address == "192.0.2.1"
    assert problems == []


@pytest.mark.parametrize(
    "make", [makers.heritrix, makers.uncompressed, makers.arc_gzip, makers.one_member_for_all]
)
def test_no_cut_is_silent_unless_it_lies_between_records(tmp_path: Path, make: Callable[[], bytes]) -> None:
    data = make()
    path = tmp_path / "x"
    whole = {(c.capture.url, c.capture.body) for c in _captures(path, data)}
    silent = 0
    for length in range(1, len(data)):
        try:
            captures, problems = found_in(_written(path, data[:length]))
        except InputError:
            continue
        assert {(c.capture.url, c.capture.body) for c in captures} <= whole
        silent += not problems
    assert silent <= 24  # the borders of records (and line ends there): nothing inside a file can tell


def test_damage_raises_nothing_unexpected(tmp_path: Path) -> None:
    source = random.Random(5)
    path = tmp_path / "x"
    for make in (makers.heritrix, makers.uncompressed, makers.arc_plain, makers.wacz, makers.chunks_left_in):
        data = make()
        for _ in range(150):
            bad = bytearray(data)
            for _ in range(source.randrange(1, 6)):
                bad[source.randrange(len(bad))] = source.randrange(256)
            try:
                found_in(_written(path, bytes(bad)))
            except InputError:
                pass


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _captures(path: Path, data: bytes) -> list[ForeignCapture]:
    return found_in(_written(path, data))[0]


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("x.txt", b"a shopping list", "is no WARC"),
        ("x.zst", zstandard.compress(b"a shopping list"), "is no WARC"),
        ("x.gz", gzip.compress(b"a shopping list", mtime=0), "is no WARC"),
    ],
)
def test_what_is_no_archive_is_refused_with_a_word(
    tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    with pytest.raises(InputError, match=word):
        list(iter_foreign(_written(tmp_path / name, content)))


def test_a_missing_file_and_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        list(iter_foreign(tmp_path / "none.warc"))
    (problem,) = iter_foreign(_written(tmp_path / "x.warc", b""))
    assert isinstance(problem, ForeignProblem)


SAVED = {
    "<!-- saved from url=(0029)https://paper.example/story/1 -->": ("https://paper.example/story/1", None),
    "<!--\n Page saved with SingleFile \n url: https://paper.example/1 \n saved date: "
    "Tue Oct 17 2017 08:00:00 GMT+0200 (CEST)\n-->": (
        "https://paper.example/1",
        datetime(2017, 10, 17, 6, tzinfo=UTC),
    ),
    "<!-- Mirrored from paper.example/1.html by HTTrack Website Copier/3.x [XR&CO'2014], "
    "Tue, 17 Oct 2017 06:00:00 GMT -->": (
        "http://paper.example/1.html",
        datetime(2017, 10, 17, 6, tzinfo=UTC),
    ),
    '<link href="https://paper.example/c?a=1&amp;b=2" rel="canonical">': (
        "https://paper.example/c?a=1&b=2",
        None,
    ),
    '<meta property="og:url" content="https://paper.example/og">': ("https://paper.example/og", None),
}


@pytest.mark.parametrize("comment", SAVED)
def test_a_saved_page_tells_its_url(tmp_path: Path, comment: str) -> None:
    (tmp_path / "saved").mkdir()
    data = f"<html>{comment}<p>Text</p>".encode()
    _written(tmp_path / "saved" / "page.html", data)
    (found,), _ = found_in(tmp_path / "saved")
    expected_url, saved_at = SAVED[comment]
    assert (found.capture.url, found.capture.body) == (expected_url, data)
    assert saved_at is None or found.capture.captured_at == saved_at


def test_a_folder_of_many_kinds(tmp_path: Path) -> None:
    (tmp_path / "www.paper.example" / "2017").mkdir(parents=True)
    _written(tmp_path / "www.paper.example" / "2017" / "a.html", b"<p>mirrored</p>")
    _written(tmp_path / "nowhere.html", b"<p>nobody knows</p>")
    _written(tmp_path / "x.warc.gz", makers.heritrix())
    _written(tmp_path / "notes.txt", b"not looked at")
    box = tmp_path / "archive" / "1508220000.0"
    box.mkdir(parents=True)
    _written(box / "index.json", json.dumps({"url": url(7), "timestamp": "1508220000.0"}).encode())
    _written(box / "singlefile.html", b"<p>single</p>")
    _written(box / "output.html", b"<p>worse copy</p>")
    captures, (problem,) = found_in(tmp_path)
    by_source = {c.source: c.capture for c in captures}
    assert by_source["www.paper.example/2017/a.html"].url == "http://www.paper.example/2017/a.html"
    snapshot = by_source["archive/1508220000.0/singlefile.html"]
    assert (snapshot.url, snapshot.captured_at) == (url(7), datetime(2017, 10, 17, 6, tzinfo=UTC))
    assert [c.source for c in captures].count("x.warc.gz") == 3
    assert len(captures) == 5
    assert problem.source == "nowhere.html"
    with_base = list(iter_foreign(tmp_path, base_url="https://paper.example/old/"))
    assert "https://paper.example/old/nowhere.html" in {
        f.capture.url for f in with_base if isinstance(f, ForeignCapture)
    }


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("quota", b"<!DOCTYPE html><p>mirrored</p>"),
        ("quota.php", b"\n<!-- a comment --> <html><p>mirrored</p>"),
        ("index.html?page=2", b"<html lang=de><p>mirrored</p>"),
        ("quota.aspx", b"\xef\xbb\xbf<?xml version='1.0'?>\r\n<!doctype html><p>mirrored</p>"),
        ("quota.jsp", "\ufeff<html><p>mirrored</p>".encode("utf-16-le")),
        ("quota.html.gz", gzip.compress(b"<p>mirrored</p>")),
    ],
)
def test_a_page_without_the_usual_suffix(tmp_path: Path, name: str, data: bytes) -> None:
    host = tmp_path / "paper.example"
    host.mkdir()
    _written(host / name, data)
    (found,), problems = found_in(tmp_path)
    assert (found.capture.url, problems) == (f"http://paper.example/{name}", [])
    assert b"mirrored" in found.capture.body.replace(b"\0", b"")
    (alone,) = iter_foreign(host / name, base_url="https://paper.example/")
    assert isinstance(alone, ForeignCapture)
    assert alone.capture.body == found.capture.body


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("feed", b"<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>"),
        ("drawing.svg", b"<svg><title>x</title></svg>"),
        ("program.js", b"document.write('<html>')"),
        ("page.orig", b"<html>"),
        ("empty", b""),
    ],
)
def test_a_file_in_a_folder_that_is_no_page(tmp_path: Path, name: str, data: bytes) -> None:
    host = tmp_path / "paper.example"
    host.mkdir()
    _written(host / "page", b"<html><p>mirrored</p>")
    _written(host / name, data)
    captures, problems = found_in(tmp_path)
    assert ([one.source for one in captures], problems) == (["paper.example/page"], [])


def test_a_packed_page_that_is_cut_or_too_large(tmp_path: Path) -> None:
    _written(tmp_path / "a.html.gz", gzip.compress(b"<p>cut" * 900)[:-12])
    _written(tmp_path / "b.html.gz", gzip.compress(bytes(MAX_BLOCK_BYTES + 1)))
    captures, (cut, large) = found_in(tmp_path)
    assert captures == []
    assert "can't be unpacked" in cut.detail
    assert "passed over" in large.detail


MHTML = b"""From: <Saved by Blink>\r
Snapshot-Content-Location: https://paper.example/story/1\r
Subject: Quota\r
Date: Tue, 17 Oct 2017 06:00:00 +0000\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="--xyz"\r
\r
----xyz\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://paper.example/story/1\r
\r
<p class=3D"lead">Zoll auf Gem=C3=BCse</p>\r
----xyz\r
Content-Type: text/css\r
\r
p {}\r
----xyz--\r
"""


def test_mhtml_gives_its_root_page(tmp_path: Path) -> None:
    (found,), problems = found_in(_written(tmp_path / "x.mhtml", MHTML))
    assert found.capture.url == "https://paper.example/story/1"
    assert found.capture.body.decode().strip() == '<p class="lead">Zoll auf Gemüse</p>'
    assert found.capture.captured_at == datetime(2017, 10, 17, 6, tzinfo=UTC)
    assert found.capture.content_type == "text/html; charset=utf-8"
    assert (found.capture.truncated, problems) == (None, [])


def test_mhtml_whose_root_is_not_its_first_part(tmp_path: Path) -> None:
    """RFC 2387, 3.2: the parameter `start` names the root."""
    frame = (
        b"----xyz\r\nContent-Type: text/html\r\nContent-ID: <frame>\r\nContent-Location: https://ads.example/\r\n\r\n"
        b"<p>Buy</p>\r\n"
    )
    root = MHTML.replace(
        b"Content-Location: https://paper", b"Content-ID: <root>\r\nContent-Location: https://paper"
    )
    told = root.replace(b'boundary="--xyz"', b'start="<root>"; boundary="--xyz"').replace(
        b"----xyz\r\n", frame + b"----xyz\r\n", 1
    )
    (found,), _ = found_in(
        _written(tmp_path / "x.mhtml", told.replace(b"Snapshot-Content-Location", b"X-Was"))
    )
    assert found.capture.url == "https://paper.example/story/1"
    assert "Gemüse" in found.capture.body.decode()


def _entry(number: int, **content: object) -> dict[str, object]:
    told = {"mimeType": "text/html", "text": page(number).decode(), **content}
    return {
        "startedDateTime": f"2017-10-17T12:00:0{number}.250+06:00",
        "request": {"method": "GET", "url": url(number)},
        "response": {"status": 200, "statusText": "OK", "content": told},
    }


def _har(*entries: object) -> bytes:
    return json.dumps({"log": {"version": "1.2", "entries": entries}}).encode()


def test_har_gives_its_pages(tmp_path: Path) -> None:
    packed = base64.b64encode("Größe".encode("latin-1")).decode()
    har = _har(
        _entry(1),
        _entry(2, text=packed, encoding="base64", mimeType="text/html; charset=iso-8859-1"),
        _entry(3, mimeType="image/png"),
        _entry(4, text="Größe", mimeType="text/html; charset=iso-8859-1"),
    )
    captures, problems = found_in(_written(tmp_path / "x.har", har))
    assert problems == []
    assert [one.capture.url for one in captures] == [url(1), url(2), url(4)]
    assert captures[0].capture.body == page(1)
    assert captures[0].capture.captured_at == datetime(2017, 10, 17, 6, 0, 1, 250_000, UTC)
    # Bytes are as their header says, text was decoded by the browser.
    assert [(one.capture.header("content-type"), one.capture.body) for one in captures[1:]] == [
        ("text/html; charset=iso-8859-1", b"Gr\xf6\xdfe"),
        ("text/html; charset=utf-8", "Größe".encode()),
    ]
    assert not any(one.http for one in captures)


@pytest.mark.parametrize(
    ("har", "word", "pages"),
    [
        (_har(_entry(1), _entry(2, text=None)), "entry 2: the content of .*/2 was not saved", 1),
        (_har(_entry(1, text="%", encoding="base64"), _entry(2)), "entry 1 is broken", 1),
        (_har({"request": 5}, 7, {}, _entry(2) | {"startedDateTime": "yesterday"}), "entry 4 is broken", 0),
        (_har(_entry(1) | {"startedDateTime": "0001-01-01T00:00:00+14:00"}), "entry 1 is broken", 0),
        (_har(_entry(1))[:-9], "not a HAR file, or cut", 0),
        (b"[1]", "no entries in its log", 0),
    ],
)
def test_har_that_is_broken_says_so(tmp_path: Path, har: bytes, word: str, pages: int) -> None:
    captures, problems = found_in(_written(tmp_path / "x.har", har))
    assert len(captures) == pages
    assert re.search(word, "\n".join(one.detail for one in problems))


def test_mhtml_that_is_cut_says_so(tmp_path: Path) -> None:
    cut = MHTML[: MHTML.index(b"C3=BCse")]
    (found,), _ = found_in(_written(tmp_path / "x.mhtml", cut))
    assert found.capture.truncated == "unspecified"
    (problem,) = iter_foreign(_written(tmp_path / "x.mhtml", MHTML[:100]))
    assert isinstance(problem, ForeignProblem)


@pytest.mark.parametrize("make", [makers.heritrix, makers.uncompressed, makers.arc_gzip, makers.arc_plain])
def test_reading_goes_on_at_any_record(tmp_path: Path, make: Callable[[], bytes]) -> None:
    path = _written(tmp_path / "x", make())
    captures, _ = found_in(path)
    for number, each in enumerate(captures):
        assert list(iter_foreign(path, start=each.offset)) == captures[number:]


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        ("20171017060000", datetime(2017, 10, 17, 6, tzinfo=UTC)),
        ("2017-10-17T06:00:00Z", datetime(2017, 10, 17, 6, tzinfo=UTC)),
        ("2017-10-17T08:00:00+02:00", datetime(2017, 10, 17, 6, tzinfo=UTC)),
        ("0001-01-01T00:00:00+05:00", None),
        ("", None),
    ],
)
def test_dates_of_foreign_records(tmp_path: Path, date: str, instant: datetime | None) -> None:
    (found,) = iter_foreign(_written(tmp_path / "x.warc", makers.record(1, WARC_Date=date)))
    if instant is None:
        assert isinstance(found, ForeignProblem)
    else:
        assert isinstance(found, ForeignCapture)
        assert found.capture.captured_at == instant


def test_an_address_with_control_characters_is_a_problem(tmp_path: Path) -> None:
    data = makers.record(1, target="http://paper.example/\x00")
    (found,) = iter_foreign(_written(tmp_path / "x.warc", data))
    assert isinstance(found, ForeignProblem)
    assert "control characters" in found.detail


def test_file_names_that_are_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    try:
        (folder / "caf\udce9.html").write_bytes(b"<link rel=canonical href=https://paper.example/c>")
    except OSError:
        pytest.skip("this file system takes only file names in UTF-8")
    (found,) = iter_foreign(folder)
    found.source.encode()
