"""Each format, from the same few rows."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

from newsarchive.errors import UsageError
from newsarchive.export import WriteOptions, draw_chart, write_rows
from newsarchive.export.cells import formula_safe, printable
from newsarchive.export.table import fit
from newsarchive.store.query import Column, QueryResult

COLUMNS = (Column("n", "integer"), Column("text", "text", "What it says."), Column("at", "timestamp"))
ROWS = [
    (1, 'a "quoted", line\r\nand | another', datetime(2024, 3, 4, 0, 30, tzinfo=UTC)),
    (-2, "=cmd|' /C calc'!A0", None),
    (3, "\x1b[31mred\x07 \u202eevil 関税", datetime(2024, 3, 4, 0, 30, 1, 500, tzinfo=UTC)),
    (None, None, None),
]


def result(columns=COLUMNS, rows=ROWS):  # type: ignore[no-untyped-def]
    return QueryResult(tuple(columns), iter(list(rows)))


def written(format: str, source=None, **options):  # type: ignore[no-untyped-def]
    out = io.BytesIO()
    count = write_rows(source or result(), out, format, WriteOptions(**options))  # type: ignore[arg-type]
    assert source is not None or count == len(ROWS)
    return out.getvalue()


def test_csv_is_rfc_4180_and_reads_back() -> None:
    data = written("csv", formulas=True)
    assert data.startswith(b"n,text,at\r\n")
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert rows[1:] == [
        ["1", ROWS[0][1], "2024-03-04T00:30:00Z"],
        ["-2", ROWS[1][1], ""],
        ["3", ROWS[2][1], "2024-03-04T00:30:01.000500Z"],
        ["", "", ""],
    ]


def test_csv_for_spreadsheets() -> None:
    data = written("csv", bom=True)
    assert data.startswith(b"\xef\xbb\xbfn,text")
    assert b"'=cmd" in data
    assert b"\r\n-2," in data  # a number stays a number


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@SUM(1)", " =1", "\t=1", "\r=1", "＝1"])
def test_what_a_spreadsheet_takes_for_a_formula(text: str) -> None:
    assert formula_safe(text) == "'" + text


def test_json_and_json_lines_say_the_same() -> None:
    whole = json.loads(written("json"))
    assert whole == [json.loads(line) for line in written("jsonl").splitlines()]
    assert whole[0] == {"n": 1, "text": ROWS[0][1], "at": "2024-03-04T00:30:00Z"}
    assert json.loads(written("json", result(rows=[]))) == []


def test_json_numbers() -> None:
    columns = [Column("a"), Column("a"), Column("c")]
    data = written("jsonl", result(columns, [(Decimal("12.5"), float("nan"), Decimal(7))]))
    assert json.loads(data) == {"a": 12.5, "a_2": None, "c": 7}


def test_markdown_cells_stay_in_their_cells() -> None:
    lines = written("markdown").decode().splitlines()
    assert lines[:2] == ["| n | text | at |", "| ---: | --- | --- |"]
    assert lines[2] == '| 1 | a "quoted", line<br>and \\| another | 2024-03-04T00:30:00Z |'
    assert len(lines) == 2 + len(ROWS)


def test_parquet_has_types_and_meanings() -> None:
    table = pq.read_table(io.BytesIO(written("parquet")))
    assert [str(field.type) for field in table.schema] == ["int64", "string", "timestamp[us, tz=UTC]"]
    assert table.schema.field("text").metadata == {b"description": b"What it says."}
    assert table.column("at").to_pylist() == [row[2] for row in ROWS]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, None], "int64"),
        ([1, 2.5], "double"),
        ([1, "x"], "string"),
        ([None], "string"),
        ([2**70, 1], "string"),
    ],
)
def test_parquet_finds_the_type_that_fits_all_values(values: list[object], kind: str) -> None:
    table = pq.read_table(io.BytesIO(written("parquet", result([Column("a")], [(v,) for v in values]))))
    assert str(table.schema.field("a").type) == kind
    assert table.num_rows == len(values)


@pytest.mark.parametrize("width", [20, 40, 100, 300])
def test_the_table_fits_the_terminal_and_sends_no_controls(width: int) -> None:
    text = written("table", width=width).decode()
    assert max(len(line) for line in text.splitlines()) <= width
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_widths_give_way_from_the_widest() -> None:
    assert fit([3, 100, 10], 50) == [3, 37, 10]
    assert fit([3, 4], 50) == [3, 4]
    assert fit([30] * 12, 40) is None


def test_printable() -> None:
    assert printable("a\x1b]0;x\x07b\x9b\n") == "a␛]0;x␇b\ufffd⏎"


def test_an_unknown_format() -> None:
    with pytest.raises(UsageError):
        written("xlsx", result())


def test_a_chart_has_a_line_for_each_series() -> None:
    columns = [Column("month"), Column("source"), Column("n")]
    rows = [("2024-01", "<a>", 3), ("2024-02", "<a>", 5), ("2024-01", "b", 1), ("2024-02", "b", 0)]
    out = io.BytesIO()
    assert draw_chart(result(columns, rows), out, title="Articles & more") == 4
    drawing = ElementTree.fromstring(out.getvalue())
    lines = drawing.findall("{http://www.w3.org/2000/svg}polyline")
    assert len(lines) == 2
    assert drawing.findtext("{http://www.w3.org/2000/svg}title") == "Articles & more"


def test_a_chart_of_many_sources_adds_up_the_smallest() -> None:
    columns = [Column("month"), Column("source"), Column("articles"), Column("percent")]
    rows = [(f"2024-0{month}", f"s{n}", n, 1.5) for month in (1, 2) for n in range(1, 16)]
    out = io.BytesIO()
    assert draw_chart(result(columns, rows), out) == 30
    told = out.getvalue().decode()
    assert told.count("<polyline") == 12
    assert "4 others together" in told and "percent" not in told


def test_a_chart_of_one_point() -> None:
    out = io.BytesIO()
    assert draw_chart(result([Column("day"), Column("n")], [(date(2024, 1, 1), 0)]), out) == 1
    assert b"<circle" in out.getvalue()


@pytest.mark.parametrize("rows", [[], [("x", 1)], [(date(2024, 1, 1), "x")]])
def test_what_can_not_be_drawn(rows: list[tuple[object, ...]]) -> None:
    with pytest.raises(UsageError):
        draw_chart(result([Column("a"), Column("b")], rows), io.BytesIO())


def test_parquet_keeps_integers_beyond_64_bits_as_text() -> None:
    large = 2**63
    rows = [(large - 1, large - 1), (large, -1), (None, -large - 1)]
    data = written("parquet", result([Column("fits"), Column("many")], [(row[1], row[0]) for row in rows]))
    table = pq.read_table(io.BytesIO(data))
    assert str(table.schema.field("many").type) in ("string", "large_string")
    assert table["many"].to_pylist() == [str(large - 1), str(large), None]
    assert table["fits"].to_pylist() == [str(large - 1), "-1", str(-large - 1)]
    small = pq.read_table(io.BytesIO(written("parquet", result([Column("n")], [(large - 1,), (-large,)]))))
    assert str(small.schema.field("n").type) == "int64"
    assert small["n"].to_pylist() == [large - 1, -large]


def test_a_table_prints_the_numbers_of_both_databases_alike() -> None:
    sqlite = written("table", result([Column("n"), Column("share")], [(22, 4.5), (3, 50.0)]))
    postgresql = written(
        "table",
        result([Column("n"), Column("share")], [(Decimal(22), Decimal("4.5")), (3, Decimal("50.00"))]),
    )
    assert sqlite == postgresql
