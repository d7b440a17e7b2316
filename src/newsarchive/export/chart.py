"""A result with a time column, drawn as an SVG (or PNG) line chart."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, Literal, cast
from xml.sax.saxutils import escape

from newsarchive.errors import MissingExtra, UsageError
from newsarchive.export.cells import cell_text, printable
from newsarchive.store.query import QueryResult

_WIDTH, _HEIGHT = 900, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 48, 64
_MOST_POINTS = 20_000
_MOST_SERIES = 12
# Okabe and Ito's colours, which colour-blind readers can tell apart, then greys.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#7f7f7f")
_ISO_WEEK = re.compile(r"^(\d{4})-?W(\d{2})$")
_PART = re.compile(r"^(\d{4})(?:-(\d{2}))?$")


@dataclass(slots=True)
class _Series:
    name: str
    points: list[tuple[float, float]] = field(default_factory=list)


def draw_chart(
    result: QueryResult,
    out: BinaryIO,
    *,
    title: str = "",
    format: Literal["svg", "png"] = "svg",
) -> int:
    """Draw a result whose columns hold a time and numbers.

    The first column whose values are all times (a date, a time, `2024-05`, `2024-W21`, `2024`)
    is the x axis. Each numeric column is a line; with a text column, each text is a line of the first
    numeric column, and beyond twelve lines the smallest are added up.

    Returns:
        The number of rows drawn.

    Raises:
        UsageError: there is no time column or no numeric column, no row, or too many of them.
        MissingExtra: PNG without matplotlib.
    """
    rows = []
    for row in result:
        rows.append(row)
        if len(rows) > _MOST_POINTS:
            raise UsageError(f"a chart takes at most {_MOST_POINTS:,} rows: group by day, week or month")
    names = [printable(column.name) for column in result.columns]
    series = _series(names, rows)
    if format == "png":
        _draw_png(series, title, out)
    else:
        out.write(_svg(series, title).encode("utf-8", "replace"))
    return len(rows)


def moment(value: Any) -> float | None:
    """A time as seconds since 1970 UTC, or None if the value is no time."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC).timestamp()
    if not isinstance(value, str):
        return None
    week, part = _ISO_WEEK.match(value), _PART.match(value)
    try:
        if week:
            return moment(date.fromisocalendar(int(week[1]), int(week[2]), 1))
        if part:
            return moment(date(int(part[1]), int(part[2] or 1), 1))
        return moment(datetime.fromisoformat(value))
    except ValueError:
        return None


def _number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _series(names: list[str], rows: list[Any]) -> list[_Series]:
    if not rows:
        raise UsageError("there is nothing to draw: the result has no rows")
    indexes = range(len(names))
    times = [
        index
        for index in indexes
        if any(row[index] is not None for row in rows)
        and all(row[index] is None or moment(row[index]) is not None for row in rows)
    ]
    numbers = [
        index
        for index in indexes
        if any(row[index] is not None for row in rows)
        and all(row[index] is None or _number(row[index]) for row in rows)
    ]
    if not times or not numbers:
        raise UsageError(
            "a chart needs a column of times (a date, 2024-05, 2024-W21) and a column of numbers"
        )
    time, others = times[0], [index for index in indexes if index not in (times[0], *numbers)]
    if others:
        numbers = numbers[:1]  # a line for each text: of its numbers the first, which the query puts first
    found: dict[str, _Series] = {}
    for row in sorted(
        (row for row in rows if row[time] is not None), key=lambda row: moment(row[time]) or 0.0
    ):
        at = moment(row[time]) or 0.0
        for index in numbers:
            if row[index] is None:
                continue
            name = names[index]
            if others:
                name = printable(cell_text(row[others[0]]))
            found.setdefault(name, _Series(name)).points.append((at, float(row[index])))
    if len(found) > _MOST_SERIES and others:
        return _with_others(list(found.values()))
    if len(found) > _MOST_SERIES:
        raise UsageError(f"a chart takes at most {_MOST_SERIES} lines, this would be {len(found)}")
    return list(found.values())


def _with_others(series: list[_Series]) -> list[_Series]:
    """The largest lines, and all the rest added up as one."""
    ranked = sorted(series, key=lambda line: -sum(y for _, y in line.points))
    rest: dict[float, float] = {}
    for line in ranked[_MOST_SERIES - 1 :]:
        for x, y in line.points:
            rest[x] = rest.get(x, 0.0) + y
    many = len(ranked) - _MOST_SERIES + 1
    return [*ranked[: _MOST_SERIES - 1], _Series(f"{many} others together", sorted(rest.items()))]


def _ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`."""
    span = (high - low) or abs(high) or 1.0
    raw = span / wanted
    power = 10.0 ** int(f"{raw:e}".split("e")[1])
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
    first = int(low // step)
    ticks = [first * step]
    while ticks[-1] < high:
        ticks.append((first + len(ticks)) * step)
    return ticks


def _day_text(seconds: float, span: float) -> str:
    at = datetime.fromtimestamp(seconds, UTC)
    if span > 3 * 366 * 86400:
        return f"{at:%Y}"
    return f"{at:%Y-%m-%d}" if span > 2 * 86400 else f"{at:%m-%d %H:%M}"


def _svg(series: list[_Series], title: str) -> str:
    xs = [x for line in series for x, _ in line.points]
    ys = [y for line in series for _, y in line.points]
    x_low, x_high = min(xs), max(xs)
    y_ticks = _ticks(min(0.0, *ys), max(ys))
    y_low, y_high = y_ticks[0], y_ticks[-1]

    def place(x: float, y: float) -> tuple[float, float]:
        across = (x - x_low) / (x_high - x_low) if x_high > x_low else 0.5
        up = (y - y_low) / (y_high - y_low) if y_high > y_low else 0.5
        return (
            round(_LEFT + across * (_WIDTH - _LEFT - _RIGHT), 1),
            round(_HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM), 1),
        )

    heading = escape(printable(title)) or "newsarchive"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        f' font-family="sans-serif" font-size="12"><title>{heading}</title>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="24" font-size="16">{escape(printable(title))}</text>',
    ]
    for tick in y_ticks:
        _, y = place(x_low, tick)
        parts.append(f'<line x1="{_LEFT}" y1="{y}" x2="{_WIDTH - _RIGHT}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{tick:,.6g}</text>')
    for index in range(6 if x_high > x_low else 1):
        at = x_low + (x_high - x_low) * index / 5
        x, y = place(at, y_low)
        parts.append(
            f'<text x="{x}" y="{y + 18}" text-anchor="middle">{_day_text(at, x_high - x_low)}</text>'
        )
    parts += _lines(series, place)
    return "\n".join([*parts, "</svg>", ""])


def _lines(series: list[_Series], place: Any) -> list[str]:
    parts, across = [], float(_LEFT)
    for index, line in enumerate(series):
        colour = _COLOURS[index % len(_COLOURS)]
        dash = ' stroke-dasharray="6 3"' if index >= len(_COLOURS) else ""
        points = [place(x, y) for x, y in line.points]
        if len(points) > 1:
            path = " ".join(f"{x},{y}" for x, y in points)
            parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        if len(points) <= 60:
            parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points]
        name = line.name if len(line.name) <= 24 else line.name[:23] + "…"
        parts.append(f'<rect x="{across}" y="{_HEIGHT - 24}" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{across + 16}" y="{_HEIGHT - 14}">{escape(name)}</text>')
        across += 32 + 7.0 * len(name)
    return parts


def _draw_png(series: list[_Series], title: str, out: BinaryIO) -> None:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtra("PNG charts need matplotlib: pip install 'newsarchive[chart]'") from error
    figure = Figure(figsize=(9, 4.2), layout="constrained")
    axes = figure.add_subplot()
    for index, line in enumerate(series):
        times = [datetime.fromtimestamp(x, UTC) for x, _ in line.points]
        axes.plot(
            cast(Any, times),
            [y for _, y in line.points],
            color=_COLOURS[index % len(_COLOURS)],
            label=line.name,
        )
    axes.set_title(printable(title), loc="left")
    axes.grid(axis="y", color="#ddd")
    axes.legend()
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=150)
    out.write(buffer.getvalue())
