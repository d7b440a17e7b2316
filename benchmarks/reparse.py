"""Speed and memory of a re-parse, end to end, beside trafilatura's `bare_extraction` on the same pages.

    python -m benchmarks.reparse CORPUS [--pages 1366] [--archive FOLDER] [--workers 1 2] [--sample 683] [--skip-peer]

Makes an archive out of the corpus in a temporary folder (or takes `--archive`, which is copied), then parses
it with one process and with two (or as `--workers` says), each run in a process of its own: once for the first time, when every row is
written, and once more, when nothing new is found. "Outside the parser" is the share of the run's processor time
that it does not spend in `parse_article`. The peer needs trafilatura with lxml_html_clean.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

import psutil

from benchmarks.corpus_archive import captures, make_archive
from newsarchive import parse_article
from newsarchive.captures import iter_captures
from newsarchive.pipeline import Archive, parsing
from newsarchive.pipeline.reparse import ReparseOptions, reparse
from newsarchive.settings import load_settings


def one_run(folder: Path, workers: int) -> dict[str, float]:
    """One re-parse in this process: seconds, and the parser's share of them (alone only)."""
    in_parser = 0.0
    real = parsing.parse_article

    def timed(*given: object, **named: object) -> object:
        nonlocal in_parser
        began = time.process_time()
        try:
            return real(*given, **named)  # type: ignore[arg-type]
        finally:
            in_parser += time.process_time() - began

    parsing.parse_article = timed  # type: ignore[assignment]
    wall, started = time.perf_counter(), time.process_time()
    with Archive.open(load_settings(folder, {})) as archive:
        report = reparse(archive, ReparseOptions(everything=True, workers=workers))
    counts = report.summary.counts
    return {
        "pages": sum(counts.values()) - counts["copies"],
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time(),
        "started": started,
        "parser": in_parser,
    }


def in_process(folder: Path, workers: int) -> dict[str, float]:
    """The same in a process of its own, which is watched with those that it starts.

    Workers come from a server whose children nobody counts, so their time and memory are looked at while
    they live: the time is short of the last tenth of a second, the memory is the largest that was seen.
    """
    command = [sys.executable, "-m", "benchmarks.reparse", "--run", str(folder), str(workers)]
    cpu: dict[int, float] = {}
    largest = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        watched = psutil.Process(run.pid)
        while run.poll() is None:
            try:
                for one in (watched, *watched.children(recursive=True)):
                    with one.oneshot():
                        largest = max(largest, one.memory_info().rss)
                        cpu[one.pid] = sum(one.cpu_times()[:2])
            except psutil.NoSuchProcess:
                pass
            time.sleep(0.1)
        assert run.stdout is not None
        told = json.loads(run.stdout.read())
    cpu.pop(run.pid, None)
    return {**told, "cpu": told["cpu"] + sum(cpu.values()), "mb": largest / 1e6}


def parsers(folder: Path, sample: int, peer: bool) -> tuple[float, dict[str, float]]:
    """Processor seconds a page of our parser, and of the peer's two ways, on the first file's pages."""
    with Archive.open(load_settings(folder, {})) as archive:
        pages = [one for _, one in islice(iter_captures(archive.warc, archive.warc.names()[0]), sample)]
    started = time.process_time()
    for page in pages:
        parse_article(page.body, url=page.url, fetched_at=page.captured_at, content_type=page.content_type)
    ours = (time.process_time() - started) / len(pages)
    theirs = {}
    if peer:
        from trafilatura import bare_extraction

        for way, more in (("bare_extraction", {}), ("… with_metadata=True", {"with_metadata": True})):
            started = time.process_time()
            for page in pages:
                bare_extraction(page.body, url=page.url, **more)
            theirs[way] = (time.process_time() - started) / len(pages)
    return ours, theirs


def _print_gain(what: str, one: dict[str, float], two: dict[str, float]) -> None:
    """How much faster two processes are: on the clock, and as two free cores would allow.

    The latter from processor time; it leaves out that the last task may be waited for. Modules that are
    loaded before the clock starts do not count.
    """
    free = (one["cpu"] - one["started"]) / (two["cpu"] - two["started"]) * 2
    times = one["wall"] / two["wall"]
    print(
        f"{what}: two workers are {times:.2f} times as fast as one (bar 1.7); computed for free cores {free:.2f}"
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("corpus", type=Path, nargs="?")
    asked.add_argument("--pages", type=int, default=1366)
    asked.add_argument("--archive", type=Path)
    asked.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    asked.add_argument("--sample", type=int, default=683)
    asked.add_argument("--skip-peer", action="store_true")
    asked.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.run:
        print(json.dumps(one_run(Path(options.run[0]), int(options.run[1]))))
        return
    with tempfile.TemporaryDirectory() as name:
        fresh = options.archive or Path(name) / "fresh"
        if options.archive is None:
            make_archive(fresh, captures(options.corpus, options.pages))
        runs = {}
        for workers in options.workers:
            work = Path(name) / "work"
            shutil.copytree(fresh, work)
            for what in ("first parse", "parsed again"):
                runs[what, workers] = run = in_process(work, workers)
                share = f"{1 - run['parser'] / run['cpu']:.0%} outside the parser, " if workers == 1 else ""
                print(
                    f"{what}, {workers} worker(s): {run['pages']:.0f} pages in {run['wall']:.1f} s, "
                    f"{run['cpu'] / run['pages'] * 1000:.2f} ms of processor a page, {share}"
                    f"at most {run['mb']:.0f} MB a process",
                    flush=True,
                )
            size = (work / "newsarchive.db").stat().st_size / run["pages"]
            shutil.rmtree(work)
        ours, theirs = parsers(fresh, options.sample, not options.skip_peer)
        warc = sum(path.stat().st_size for path in (fresh / "warc").iterdir())
        again = runs["parsed again", options.workers[0]]
        whole = again["cpu"] / again["pages"]
        print(f"the parser alone: {ours * 1000:.2f} ms a page")
        if {1, 2} <= {*options.workers}:
            for what in ("first parse", "parsed again"):
                _print_gain(what, runs[what, 1], runs[what, 2])
        pages = again["pages"]
        print(f"WARC files: {warc / pages / 1024:.1f} kB a page, database {size / 1024:.1f} kB a page")
        for way, seconds in theirs.items():
            print(
                f"trafilatura {way}: {seconds * 1000:.2f} ms; ours is {seconds / whole:.1f} times as fast (bar 8)"
            )


if __name__ == "__main__":
    main()
