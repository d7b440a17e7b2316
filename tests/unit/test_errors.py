"""The tree drawn at the top of errors.py is the tree that is there."""

import re

from newsarchive import errors


def _drawn() -> dict[str, str]:
    """Class name -> name of its parent, read off the drawing."""
    parents: dict[str, str] = {}
    stack: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^    ([│├└─ ]*)([A-Z]\w+)", line)
        if not found:
            continue
        depth, name = len(found[1]), found[2]
        stack = [one for one in stack if one[0] < depth]
        if stack:
            parents[name] = stack[-1][1]
        stack.append((depth, name))
    return parents


def test_drawing_matches_classes() -> None:
    classes = {
        name: one.__bases__[0].__name__
        for name, one in vars(errors).items()
        if isinstance(one, type) and issubclass(one, Exception) and name != "NewsArchiveError"
    }
    assert _drawn() == classes


def test_exit_codes() -> None:
    assert errors.ArchiveLocked.exit_code == 3
    assert errors.SettingsError.exit_code == errors.QueryRefused.exit_code == errors.UsageError.exit_code == 2
    assert errors.CaptureDamaged.exit_code == errors.InputError.exit_code == 1
