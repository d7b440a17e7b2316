"""The report in words: lines for a terminal, and a page of HTML that can be mailed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from newsarchive.pipeline.report import COLUMNS, Report, SourceReport


def report_lines(report: Report) -> Iterator[str]:
    """The report for a terminal: what is wrong first, then a table of all sources."""
    yield report.words
    if report.verdict:
        yield report.verdict
    for level, title in (("alarm", "Needs a look now:"), ("remark", "Remarks:")):
        sentences = [f.sentence for one in report.sources for f in one.findings if f.level == level]
        if sentences:
            yield ""
            yield title
            yield from (f"  {sentence}" for sentence in sentences)
    if report.sources:
        yield ""
        yield from _table(_rows(report))
        yield ""
        yield _legend(report)


def report_html(report: Report) -> str:
    """The report as one self-contained page: no script, no link, no image; every text escaped."""
    cell = "padding:4px 10px;border-bottom:1px solid #ddd;text-align:right"
    head, *rows = _rows(report)
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width"><title>newsarchive report</title></head>',
        '<body style="font-family:sans-serif;color:#222;max-width:60em;margin:1em auto;padding:0 1em">',
        '<h1 style="font-size:1.3em">newsarchive report</h1>',
        f"<p>{escape(report.words)}</p>",
    ]
    if report.verdict:
        parts.append(f"<p><strong>{escape(report.verdict)}</strong></p>")
    for level, title, colour in (("alarm", "Needs a look now", "#b00020"), ("remark", "Remarks", "#8a5a00")):
        sentences = [f.sentence for one in report.sources for f in one.findings if f.level == level]
        if sentences:
            parts.append(f'<h2 style="font-size:1.1em;color:{colour}">{title}</h2><ul>')
            parts += [f"<li>{escape(sentence)}</li>" for sentence in sentences]
            parts.append("</ul>")
    if report.sources:
        parts.append('<table style="border-collapse:collapse;font-size:0.9em"><thead><tr>')
        parts += [f'<th scope="col" style="{cell}">{escape(text)}</th>' for text in head]
        parts.append("</tr></thead><tbody>")
        for row in rows:
            name, *rest = (escape(text) for text in row)
            parts.append(f'<tr><th scope="row" style="{cell};text-align:left">{name}</th>')
            parts += [f'<td style="{cell}">{text}</td>' for text in rest]
            parts.append("</tr>")
        parts.append(f"</tbody></table>\n<p>{escape(_legend(report))}</p>")
    return "\n".join([*parts, "</body></html>\n"])


def _legend(report: Report) -> str:
    if not report.compared_with:
        return "There is no earlier run to compare with."
    return f"In brackets: the usual, the median of up to {report.compared_with} earlier runs."


def _rows(report: Report) -> list[list[str]]:
    rows = [["source", *(words for _, words in COLUMNS)]]
    rows += [[one.name, *(_figure(one, name) for name, _ in COLUMNS)] for one in report.sources]
    if len(report.sources) > 1:
        rows.append(["all", *(str(report.totals[name]) for name, _ in COLUMNS)])
    return rows


def _figure(one: SourceReport, name: str) -> str:
    usual = one.usual[name] if one.usual else None
    return str(one.counts[name]) if usual is None else f"{one.counts[name]} ({usual:g})"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for name, *figures in rows:
        cells = [name.ljust(widths[0])]
        cells += [text.rjust(width) for text, width in zip(figures, widths[1:], strict=True)]
        yield "  ".join(cells).rstrip()
