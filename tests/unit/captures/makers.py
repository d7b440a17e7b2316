"""Archive files as other makers write them: their quirks, and the damage that befalls them.

All content is invented; each function gives the bytes of one file.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile

import zstandard

PAGE = b"<html><head><title>Quota</title></head><body><p>The rapeseed quota was agreed.</p></body></html>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def url(number: int) -> str:
    return f"http://paper.example/story/{number}"


def page(number: int) -> bytes:
    return PAGE.replace(b"agreed", b"agreed %d times" % number)


def chunked(body: bytes, size: int = 20) -> bytes:
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(
    number: int,
    *,
    kind: str = "response",
    version: str = "WARC/1.0",
    head: bytes = HEAD,
    body: bytes | None = None,
    line_end: bytes = b"\r\n",
    length: int | None = None,
    target: str | None = None,
    **fields: str,
) -> bytes:
    body = page(number) if body is None else body
    block = head + body
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        "WARC-Date": "2017-10-17T06:00:00Z",
        "WARC-Target-URI": target or url(number),
        "Content-Type": "application/http; msgtype=response",
        **{name.replace("_", "-"): value for name, value in fields.items()},
        "Content-Length": str(len(block) if length is None else length),
    }
    lines = [version, *(f"{name}: {value}" for name, value in named.items() if value), "", ""]
    return line_end.join(line.encode() for line in lines) + block + line_end * 2


def members(*records: bytes, level: int = 9) -> bytes:
    return b"".join(gzip.compress(r, level, mtime=1508220000) for r in records)


def records(count: int = 3, **more: str) -> list[bytes]:
    return [record(n, **more) for n in range(1, count + 1)]  # type: ignore[arg-type]


# --- good files, each after one maker -----------------------------------------------------


def warcinfo(text: str) -> bytes:
    info = f"{text}\r\n".encode()
    return record(
        0, kind="warcinfo", head=b"", body=info, Content_Type="application/warc-fields", WARC_Target_URI=""
    )


def common_crawl_news() -> bytes:
    head = (
        b"HTTP/1.1 200 OK\r\nX-Crawler-Transfer-Encoding: chunked\r\nX-Crawler-Content-Encoding: gzip\r\n\r\n"
    )
    answers = [record(n, head=head, WARC_Payload_Digest=sha1(page(n))) for n in (1, 2, 3)]
    asks = [record(90 + n, kind="request", head=b"", body=b"GET / HTTP/1.1\r\n\r\n") for n in (1, 2, 3)]
    mixed = [part for pair in zip(asks, answers, strict=True) for part in pair]
    return members(warcinfo("software: StormCrawler"), *mixed, level=6)


def heritrix() -> bytes:
    dns = record(80, head=b"", body=b"20171017 paper.example. A 192.0.2.1\n", target="dns:paper.example")
    via = record(81, kind="metadata", head=b"", body=b"via: http://paper.example/\r\n")
    return members(warcinfo("software: Heritrix/3.4"), dns, *records(WARC_IP_Address="192.0.2.1"), via)


def heritrix_old_version() -> bytes:
    return members(*records(version="WARC/0.18"))


def wget() -> bytes:
    manifest = record(82, kind="resource", head=b"", body=b"x", target="metadata://gnu.org/software/wget/log")
    bracketed = [record(n, target=f"<{url(n)}>", WARC_Payload_Digest=sha1(page(n))) for n in (1, 2, 3)]
    return members(warcinfo("software: Wget/1.19.1 (linux-gnu)"), *bracketed, manifest)


def chunks_left_in() -> bytes:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    made = [
        record(n, head=head, body=chunked(page(n)), WARC_Payload_Digest=sha1(chunked(page(n))))
        for n in (1, 2, 3)
    ]
    return members(*made)


def chunked_said_but_not_there() -> bytes:
    return members(
        *[record(n, head=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") for n in (1, 2, 3)]
    )


def coding_said_but_not_there() -> bytes:
    return members(*[record(n, head=b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n") for n in (1, 2, 3)])


def uncompressed() -> bytes:
    return b"".join(records())


def line_feeds_only() -> bytes:
    head = b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n"
    return b"".join(record(n, line_end=b"\n", head=head) for n in (1, 2, 3))


def one_member_for_all() -> bytes:
    return gzip.compress(b"".join(records()))


def members_cut_anywhere() -> bytes:
    """As a parallel compressor packs: members that know nothing of records."""
    data = b"".join(records())
    return b"".join(gzip.compress(data[i : i + 333]) for i in range(0, len(data), 333))


def zstandard_frames() -> bytes:
    return b"".join(map(zstandard.compress, records()))


def zstandard_in_one() -> bytes:
    return zstandard.compress(b"".join(records()))


def _with_dictionary(dictionary: zstandard.ZstdCompressionDict, stored: bytes) -> bytes:
    """As ArchiveTeam packs: a first frame that decoders skip, with the dictionary of all others."""
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    first = b"\x5d\x2a\x4d\x18" + len(stored).to_bytes(4, "little") + stored
    return first + b"".join(map(packer.compress, records()))


def zstandard_dictionary() -> bytes:
    stored = records()[0] * 3
    return _with_dictionary(zstandard.ZstdCompressionDict(stored), stored)


def _trained() -> zstandard.ZstdCompressionDict:
    return zstandard.train_dictionary(2048, [record(n) for n in range(1, 300)])


def zstandard_packed_dictionary() -> bytes:
    trained = _trained()
    return _with_dictionary(trained, zstandard.compress(trained.as_bytes()))


def zstandard_damaged_dictionary() -> bytes:
    trained = _trained()
    return _with_dictionary(trained, zstandard.compress(trained.as_bytes())[:-9] + bytes(9))


def zstandard_no_dictionary() -> bytes:
    """What stands in the dictionary's place begins like one, and is none."""
    trained = _trained()
    return _with_dictionary(trained, trained.as_bytes()[:8] + bytes(200))


def zstandard_cut() -> bytes:
    return zstandard_frames()[:-60]


def zstandard_damaged() -> bytes:
    first, second, third = map(zstandard.ZstdCompressor(write_checksum=True).compress, records())
    return first + second[:40] + b"\xff\x00\xff" + second[43:] + third


def padded_with_zeros() -> bytes:
    return b"".join(member + bytes(512) for member in map(members, records()))


def no_digests_no_ids() -> bytes:
    return members(*[record(n, WARC_Record_ID="") for n in (1, 2, 3)])


def browser_resources() -> bytes:
    info = record(83, kind="resource", head=b"", body=b"{}", target=f"urn:pageinfo:{url(1)}")
    html = [
        record(n, kind="resource", head=b"", version="WARC/1.1", Content_Type="text/html") for n in (1, 2, 3)
    ]
    return members(info, *html)


def revisits() -> bytes:
    first = record(1, WARC_Payload_Digest=sha1(page(1)))
    again = record(
        2, kind="revisit", body=b"", WARC_Payload_Digest=sha1(page(1)), WARC_Date="2017-10-18T06:00:00Z"
    )
    elsewhere = record(3, kind="revisit", body=b"", WARC_Payload_Digest=sha1(b"elsewhere"))
    return members(first, again, elsewhere)


def arc_record(number: int, *, length: int | None = None, date: str = "19970310120000") -> bytes:
    body = HEAD + page(number)
    size = len(body) if length is None else length
    return f"{url(number)} 192.0.2.1 {date} text/html {size}\n".encode() + body + b"\n"


def arc_head(version: str = "1 0 Alexa Internet") -> bytes:
    body = f"{version}\nURL IP-address Archive-date Content-type Archive-length\n\n".encode()
    return f"filedesc://x.arc 0.0.0.0 19970310120000 text/plain {len(body)}\n".encode() + body + b"\n"


def arc_gzip() -> bytes:
    return members(arc_head(), *[arc_record(n) for n in (1, 2, 3)])


def arc_plain() -> bytes:
    return arc_head() + b"".join(arc_record(n) for n in (1, 2, 3))


def arc_version_2() -> bytes:
    lines = []
    for n in (1, 2, 3):
        body = HEAD + page(n)
        line = f"{url(n)} 192.0.2.1 19990310120000 text/html 200 abcdef - {n * 100} x.arc {len(body)}\n"
        lines.append(line.encode() + body + b"\n")
    return arc_head("2 0 Alexa Internet") + b"".join(lines)


def arc_space_in_url() -> bytes:
    body = HEAD + page(1)
    line = f"http://paper.example/a story 192.0.2.1 19970310120000 text/html {len(body)}\n".encode()
    return arc_head() + line + body + b"\n"


def wacz(warc: bytes | None = None, *, promise: str | None = None) -> bytes:
    warc = members(*records(version="WARC/1.1")) if warc is None else warc
    digest = promise or hashlib.sha256(warc).hexdigest()
    package = {"resources": [{"path": "archive/data.warc.gz", "hash": f"sha256:{digest}"}]}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc.gz", warc)
        archive.writestr("pages/pages.jsonl", "{}\n")
        archive.writestr("datapackage.json", json.dumps(package))
    return out.getvalue()


def with_extra_field(data: bytes) -> bytes:
    """A gzip member with an extra field and a file name in its header (RFC 1952, 2.3.1), as early crawlers wrote."""
    plain = gzip.compress(data, mtime=0)
    extra = b"LX\x08\x00" + bytes(8)
    head = plain[:3] + bytes([0x04 | 0x08]) + plain[4:10]
    return head + len(extra).to_bytes(2, "little") + extra + b"record.warc\x00" + plain[10:]


def gzip_extra_fields() -> bytes:
    return b"".join(with_extra_field(one) for one in records())


def second_version_of_http() -> bytes:
    return members(*[record(n, head=b"HTTP/2 200\r\nContent-Type: text/html\r\n\r\n") for n in (1, 2, 3)])


def gzip_within_chunks() -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    return members(*[record(n, head=head, body=chunked(gzip.compress(page(n), mtime=0))) for n in (1, 2, 3)])


def fields_folded_and_in_latin_1() -> bytes:
    folded = record(1).replace(b"WARC-Date: ", b"WARC-Filename: a\r\n  long name\r\nWARC-Date:\t")
    latin = record(2).replace(b"WARC-Date: ", b"X-Operator: Andr\xe9\r\nwarc-date :  ")
    bare = record(3).replace(b"<urn:uuid", b"urn:uuid").replace(b"000000003>", b"000000003")
    return members(folded, latin, bare)


def blank_lines_in_front() -> bytes:
    return b"\r\n\r\n" + b"\r\n".join(records())


def date_to_the_nanosecond() -> bytes:
    return members(*records(version="WARC/1.1", WARC_Date="2017-10-17T06:00:00.123456789Z"))


def answers_without_a_length() -> bytes:
    head = b"HTTP/1.0 200 OK\r\nContent-type: text/html\r\nConnection: close\r\n\r\n"
    return members(*[record(n, head=head) for n in (1, 2, 3)])


def archivebox() -> bytes:
    """Wget as ArchiveBox calls it: page, image and robots.txt in one file, the request in front."""
    parts = [warcinfo("software: Wget/1.21.2 (linux-gnu)\r\nrobots: off")]
    for n in (1, 2, 3):
        ask_id = f"<urn:uuid:00000000-0000-4000-8000-{90 + n:012d}>"
        parts.append(record(90 + n, kind="request", head=b"", body=b"GET / HTTP/1.1\r\n\r\n", target=url(n)))
        parts.append(record(n, target=f"<{url(n)}>", WARC_Concurrent_To=ask_id))
    return members(*parts)


def text_of_pages() -> bytes:
    """As Common Crawl's WET files: no page in it."""
    return members(*records(kind="conversion"))


# --- damaged files ------------------------------------------------------------------------


def cut_in_member() -> bytes:
    return members(*records())[:-60]


def cut_plain() -> bytes:
    return uncompressed()[:-60]


def cut_one_member_for_all() -> bytes:
    data = b"".join(record(n, body=hashlib.sha512(b"%d" % n).digest() * 3) for n in range(1, 200))
    return gzip.compress(data)[:-1000]


def damaged_middle() -> bytes:
    first, second, third = map(members, records())
    return first + second[:40] + b"\xff\x00\xff" + second[43:] + third


def damaged_first() -> bytes:
    first, second, third = map(members, records())
    return first[:10] + b"\xff" * 30 + first[40:] + second + third


def length_too_short() -> bytes:
    one, _, three = records()
    return members(one, record(2, length=len(HEAD) + 20), three)


def length_too_short_plain() -> bytes:
    one, _, three = records()
    return one + record(2, length=len(HEAD) + 20) + three


def length_too_long() -> bytes:
    one, _, three = records()
    return members(one, record(2, length=5000), three)


def length_a_little_too_long_plain() -> bytes:
    one, _, three = records()
    return one + record(2, length=len(HEAD) + len(page(2)) + 40) + three


def no_length() -> bytes:
    one, two, three = records()
    return members(one, two.replace(b"Content-Length", b"Content-Size"), three)


def bad_date() -> bytes:
    one, _, three = records()
    return members(one, record(2, WARC_Date="17th October"), three)


def junk_between() -> bytes:
    one, two, three = records()
    return one + b"<!-- an editor was here -->\nmore\n" + two + three


def wrong_digest() -> bytes:
    one, _, three = records()
    return members(one, record(2, WARC_Payload_Digest=sha1(b"something else")), three)


def arc_wrong_length() -> bytes:
    return arc_head() + arc_record(1) + arc_record(2, length=60) + arc_record(3)


def arc_cut() -> bytes:
    return arc_plain()[:-50]


def arc_bad_date() -> bytes:
    return arc_head() + arc_record(1) + arc_record(2, date="19971310120000") + arc_record(3)


def arc_junk() -> bytes:
    return arc_head() + arc_record(1) + b"no line of an ARC file\n" + arc_record(2) + arc_record(3)


def wacz_cut() -> bytes:
    return wacz()[:-200]


def wacz_false_promise() -> bytes:
    return wacz(promise="0" * 64)
