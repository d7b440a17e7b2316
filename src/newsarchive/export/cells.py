"""How a value looks as text, and which characters may reach a terminal or a spreadsheet."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

# C0 and C1 controls, DEL, and the invisible characters that turn or hide text (Unicode TR 36).
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")
_CONTROL_AND_SPACE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]"
)
_FORMULA = re.compile(r"^[\s]*[=+\-@\t\r＝＋－＠]")


def utc_text(value: datetime) -> str:
    """A time as text: UTC, `2017-10-17T06:00:00Z`, with a fraction where there is one."""
    if value.tzinfo is not None:
        value = value.astimezone(UTC).replace(tzinfo=None)
        return value.isoformat(timespec="microseconds" if value.microsecond else "seconds") + "Z"
    return value.isoformat(timespec="microseconds" if value.microsecond else "seconds")


def cell_text(value: Any) -> str:
    """A value as text; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (tuple, list)):
        return "; ".join(cell_text(item) for item in value)
    return str(value)


def plain_number(value: Decimal) -> int | float:
    """A decimal, to which PostgreSQL counts and rounds, as the integer or float that SQLite has."""
    whole = value.is_finite() and value.as_tuple().exponent == 0
    return int(value) if whole else float(value)


def json_value(value: Any) -> Any:
    """A value as JSON has it (RFC 8259): times as text, decimals as numbers, bytes as hex."""
    if isinstance(value, Decimal):
        value = plain_number(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (tuple, list)):
        return [json_value(item) for item in value]
    return cell_text(value)


def printable(text: str, *, one_line: bool = True) -> str:
    """Text that can't steer a terminal: control characters become visible signs.

    Args:
        text: anything, such as a headline that a page sent.
        one_line: also show line breaks and tabs as signs.
    """
    pattern = _CONTROL_AND_SPACE if one_line else _CONTROL
    return pattern.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code in (0x09, 0x0A, 0x0D):
        return " " if code != 0x0A else "⏎"
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


def formula_safe(text: str) -> str:
    """A text cell that no spreadsheet takes for a formula: an apostrophe is put before it.

    Source: OWASP, "CSV Injection".
    """
    return "'" + text if _FORMULA.match(text) else text
