"""Every error that newsarchive raises on purpose.

    NewsArchiveError              anything below; the CLI prints it as one line and exits with `exit_code`
    ├── UsageError                the call is wrong: unknown source, bad option, bad SQL        (exit 2)
    │   ├── SettingsError         newsarchive.toml or the environment can't be used
    │   └── QueryRefused          SQL that would write, or more than one statement
    ├── ArchiveError              the archive itself can't be used                              (exit 1)
    │   ├── NotAnArchive          the folder or database holds something else
    │   ├── SchemaOutdated        made by an older version: upgrade first
    │   ├── SchemaTooNew          made by a newer version: update newsarchive
    │   ├── StoreError            the database refused or went away
    │   ├── QueryLimit            a query took too long or gave too much
    │   └── CaptureError          a WARC file or record can't be written or read
    │       ├── CaptureDamaged    bytes are there but do not match what was promised
    │       └── CaptureMissing    the file or the record is not there
    ├── FetchError                a page could not be had                                       (exit 1)
    │   ├── AddressRefused        an inner address, a forbidden port or scheme
    │   ├── RobotsDenied          robots.txt forbids it
    │   └── ResponseBroken        the answer was cut, too large, or not HTTP
    ├── InputError                a file or its content can't be used                           (exit 1)
    ├── MissingExtra              an optional dependency is needed                              (exit 1)
    └── ArchiveLocked             another run holds the lock                                    (exit 3)

Third-party errors are mapped into this tree where they enter: `fetch` maps requests and
urllib3, `store` maps SQLAlchemy, `captures` maps warcio and fastwarc, `settings` maps pydantic.
`parse` raises nothing at all: what is wrong with a page is a `ParseIssue` on its record.
"""

from __future__ import annotations


class NewsArchiveError(Exception):
    """The root of the tree. `str(error)` is one line for the user that says what to do."""

    exit_code = 1


class UsageError(NewsArchiveError):
    """The call itself is wrong."""

    exit_code = 2


class SettingsError(UsageError):
    """newsarchive.toml or an environment variable can't be used."""


class QueryRefused(UsageError):
    """SQL that is not a single reading statement, or is not SQL."""


class ArchiveError(NewsArchiveError):
    """The archive itself can't be used."""


class NotAnArchive(ArchiveError):
    """The folder or database is something else than an archive."""


class SchemaOutdated(ArchiveError):
    """The database was made by an older version of newsarchive."""


class SchemaTooNew(ArchiveError):
    """The database was made by a newer version of newsarchive."""


class StoreError(ArchiveError):
    """The database refused, or could not be reached."""


class QueryLimit(ArchiveError):
    """A query passed its limit of time, rows or memory."""


class CaptureError(ArchiveError):
    """A WARC file or record can't be written or read."""


class CaptureDamaged(CaptureError):
    """A record is there, but its bytes are not what was promised."""


class CaptureMissing(CaptureError):
    """The WARC file or the record in it is not there."""


class FetchError(NewsArchiveError):
    """A page could not be had."""


class AddressRefused(FetchError):
    """An address, port or scheme that newsarchive does not connect to."""


class RobotsDenied(FetchError):
    """robots.txt forbids this path."""


class ResponseBroken(FetchError):
    """The answer was cut short, too large, or not HTTP."""


class InputError(NewsArchiveError):
    """A file given by the user can't be used."""


class MissingExtra(NewsArchiveError):
    """A feature needs an optional dependency that is not installed."""


class ArchiveLocked(NewsArchiveError):
    """Another run holds the lock of this archive."""

    exit_code = 3
