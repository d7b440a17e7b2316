"""Named queries: `newsarchive/queries/*.sql`, and a folder of the archive's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from newsarchive.errors import InputError, UsageError
from newsarchive.store.query.lexer import to_psycopg

_SHIPPED = Path(__file__).parents[2] / "queries"
_PARAMETER = re.compile(r"^:(?P<name>\w+)(?:\s*=\s*(?P<default>.*?))?\s+--\s+(?P<description>.+)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a named query takes."""

    name: str
    description: str
    default: str | None = None
    """None: it has to be given."""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with a name.

    The file begins with comment lines: the description, then a line for each parameter in the
    form `-- :name = default -- what it means`.
    """

    name: str
    description: str
    sql: str
    parameters: tuple[Parameter, ...]

    def values(self, given: dict[str, str]) -> dict[str, str]:
        """The value of every parameter: what is given, else its default.

        Raises:
            UsageError: a value is given that the query does not take, or one that it needs is not.
        """
        known = {parameter.name: parameter.default for parameter in self.parameters}
        unknown = given.keys() - known.keys()
        if unknown:
            takes = ", ".join(known) or "none"
            raise UsageError(f"the query {self.name} has no parameter {min(unknown)}; it takes: {takes}")
        missing = [name for name, default in known.items() if default is None and name not in given]
        if missing:
            meaning = next(one.description for one in self.parameters if one.name == missing[0])
            raise UsageError(
                f"the query {self.name} needs a value for {missing[0]} ({meaning}): -p {missing[0]}=VALUE"
            )
        return {name: default for name, default in known.items() if default is not None} | given


def list_queries(folder: Path | None = None) -> tuple[NamedQuery, ...]:
    """All named queries by name; those in `folder` (an archive's own) go before the shipped."""
    found: dict[str, NamedQuery] = {}
    for place in (_SHIPPED, folder):
        if place is not None and place.is_dir():
            found |= {path.stem: _read(path) for path in place.glob("*.sql")}
    return tuple(found[name] for name in sorted(found))


def load_query(name: str, folder: Path | None = None) -> NamedQuery:
    """A named query.

    Raises:
        UsageError: there is none of that name.
        InputError: its file can't be used.
    """
    for place in (folder, _SHIPPED):
        if place is None or not re.fullmatch(r"[\w-]+", name):
            continue
        path = place / f"{name}.sql"
        if path.is_file():
            return _read(path)
    near = get_close_matches(name, [one.name for one in list_queries(folder)], n=3, cutoff=0.5)
    meant = f"did you mean {' or '.join(near)}?" if near else "see newsarchive query --list"
    raise UsageError(f"there is no query named {name}: {meant}")


def _read(path: Path) -> NamedQuery:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}") from error
    description: list[str] = []
    parameters: list[Parameter] = []
    body = text.splitlines()
    while body and body[0].startswith("--"):
        line = body.pop(0).removeprefix("--").strip()
        parameter = _PARAMETER.match(line)
        if parameter:
            parameters.append(Parameter(parameter["name"], parameter["description"], parameter["default"]))
        else:
            description.append(line)
    sql = "\n".join(body).strip()
    _, used = to_psycopg(sql)
    declared = {parameter.name for parameter in parameters}
    if not description or used != declared:
        raise InputError(
            f"{path}: needs a description line and a line for each parameter"
            f" (used: {', '.join(sorted(used)) or 'none'};"
            f" described: {', '.join(sorted(declared)) or 'none'})"
        )
    return NamedQuery(path.stem, " ".join(description), sql, tuple(parameters))
