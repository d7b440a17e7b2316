"""The migrations travel in the wheel and run far from the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]

PROGRAM = """
import newsarchive, sys
from pathlib import Path
from newsarchive.store import SCHEMA_VERSION, Store
from newsarchive.store.migrate import script_folder, versions
assert Path(newsarchive.__file__).is_relative_to(sys.argv[1]), newsarchive.__file__
assert script_folder().is_relative_to(sys.argv[1]), script_folder()
with Store.open(sys.argv[2]) as store:
    assert store.current() == versions()[-1] == SCHEMA_VERSION
    store.downgrade("0001")
    store.upgrade()
    print(store.current())
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel, unpacked into an empty folder."""
    pytest.importorskip("build", reason="the wheel is built with the development tools")
    dist = tmp_path_factory.mktemp("dist")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(dist),
        str(CHECKOUT),
    ]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    site = tmp_path_factory.mktemp("site")
    (wheel,) = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    return site


def test_an_installed_archive_is_made_and_upgraded(
    installed: Path, new_database_url: str, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(installed), new_database_url],
        capture_output=True,
        text=True,
        check=False,
        cwd=elsewhere,
        env={"PYTHONPATH": str(installed), "PATH": "/usr/bin:/bin"},
    )
    assert ran.returncode == 0, ran.stderr
    assert list(elsewhere.iterdir()) == []
