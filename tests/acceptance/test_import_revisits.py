"""Revisits whose payload lies behind them, in another file, in the archive, or nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.acceptance.conftest import Run
from tests.acceptance.test_import import rows, story
from tests.unit.captures import makers

from newsarchive.pipeline import Archive

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Again: yes\r\n\r\n"
LATER = {"WARC_Date": "2017-10-18T06:00:00Z"}
DIGEST = {"WARC_Payload_Digest": makers.sha1(story(1))}
ORIGINAL = makers.record(1, body=story(1), **DIGEST)
BY: dict[str, bytes] = {
    "digest": makers.record(2, kind="revisit", head=HEAD, body=b"", **LATER, **DIGEST),
    "id": makers.record(
        2,
        kind="revisit",
        head=HEAD,
        body=b"",
        WARC_Refers_To="<urn:uuid:00000000-0000-4000-8000-000000000001>",
        **LATER,
    ),
    "address and time": makers.record(
        2,
        kind="revisit",
        head=b"",
        body=b"",
        Content_Type="",
        WARC_Refers_To_Target_URI=makers.url(1),
        WARC_Refers_To_Date="2017-10-17T06:00:00Z",
        **LATER,
    ),
}


@pytest.fixture(params=BY)
def again(request: pytest.FixtureRequest) -> bytes:
    """A revisit of the original that names it in one of three ways."""
    return BY[request.param]


def both_there(archive: Archive, run: Run) -> None:
    """Both captures have the payload, and all is proven."""
    found = rows(archive, "SELECT url, payload_digest FROM captures ORDER BY url")
    assert [url for url, _ in found] == [makers.url(1), makers.url(2)]
    assert len({digest for _, digest in found}) == 1
    assert run("verify", "--deep") == (0, "", "verify: all is as it should be\n")
    number = rows(archive, f"SELECT article_id FROM pages WHERE url = '{makers.url(2)}'")[0][0]
    assert run("show", number, "--raw")[1].encode() == story(1)


@pytest.mark.parametrize("how", [(), ("--by-reference",)], ids=["copied", "by reference"])
@pytest.mark.parametrize(
    "place",
    [
        lambda again: [ORIGINAL + again],
        lambda again: [again + ORIGINAL],
        lambda again: [ORIGINAL, again],
        lambda again: [again, ORIGINAL],
    ],
    ids=["in front", "behind", "file before", "file after"],
)
def test_it_gets_its_payload_wherever_the_original_is(
    archive: Archive,
    run: Run,
    tmp_path: Path,
    again: bytes,
    place: Callable[[bytes], list[bytes]],
    how: tuple[str, ...],
) -> None:
    files = []
    for number, data in enumerate(place(again)):
        files.append(tmp_path / f"{number}.warc")
        files[-1].write_bytes(data)
    code, _, err = run("import", *how, *files)
    assert code == 0, err
    assert "2 imported" in err
    both_there(archive, run)
    assert "2 known already" in run("import", *how, *files)[2]


@pytest.mark.parametrize("how", [(), ("--by-reference",)], ids=["copied", "by reference"])
def test_its_original_was_imported_another_day(
    archive: Archive, run: Run, tmp_path: Path, again: bytes, how: tuple[str, ...]
) -> None:
    (tmp_path / "a.warc").write_bytes(ORIGINAL)
    (tmp_path / "b.warc").write_bytes(again)
    assert run("import", *how, tmp_path / "a.warc")[0] == 0
    code, _, err = run("import", *how, tmp_path / "b.warc")
    if again == BY["digest"] or (again == BY["id"] and not how):
        # By a SHA-1 alone it is not found on another page, nor by an id that the copy has not.
        assert code == 1 and "name the file that holds it too" in err
        assert run("import", *how, tmp_path / "a.warc", tmp_path / "b.warc")[0] == 0
    else:
        assert code == 0, err
    both_there(archive, run)


def test_an_original_that_is_nowhere_is_told(
    archive: Archive, run: Run, tmp_path: Path, again: bytes
) -> None:
    (tmp_path / "b.warc").write_bytes(again + makers.record(3, body=story(3)))
    code, _, err = run("import", tmp_path / "b.warc")
    assert code == 1
    assert "1 imported" in err and "1 unreadable" in err
    assert f"b.warc at byte 0: {makers.url(2)} repeats a payload that is neither in the files given" in err


def test_a_record_of_the_right_id_but_another_digest_is_no_original(
    archive: Archive, run: Run, tmp_path: Path
) -> None:
    other = makers.record(1, body=story(5), WARC_Payload_Digest=makers.sha1(story(5)))
    lying = makers.record(
        2,
        kind="revisit",
        head=HEAD,
        body=b"",
        WARC_Refers_To="<urn:uuid:00000000-0000-4000-8000-000000000001>",
        **LATER,
        **DIGEST,
    )
    (tmp_path / "a.warc").write_bytes(lying + other)
    code, _, err = run("import", tmp_path / "a.warc")
    assert code == 1 and "repeats a payload" in err
    assert rows(archive, "SELECT count(*) FROM captures") == [(1,)]


def test_by_reference_an_original_that_was_left_out_is_copied(
    archive: Archive, run: Run, tmp_path: Path
) -> None:
    elsewhere = makers.record(1, body=story(1), target="http://other.example/1", **DIGEST)
    (tmp_path / "a.warc").write_bytes(elsewhere + BY["digest"])
    code, _, err = run("import", "--by-reference", "--host", "paper.example", tmp_path / "a.warc")
    assert code == 0
    assert "1 imported, 1 copied, as they can't be read by reference" in err
    assert run("verify", "--deep")[0] == 0
    assert run("show", "1", "--raw")[1].encode() == story(1)
