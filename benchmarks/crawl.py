"""How near a crawl comes to what politeness allows: 50 hosts with 40 articles each, on loopback.

    python benchmarks/crawl.py [--hosts 50] [--articles 40] [--delay 0.05] [--answer 0 --answer 0.15]

The server is a process of its own and answers after a fixed time. Politeness allows each host no more than

    (articles + 1) answers + articles rests        (the 1 is robots.txt)

and all hosts at once, so that is the shortest possible run; 80 % of it is the bar where the server takes
as long to answer as servers do. With an answer time of 0 the limit is this machine's processor, and the
CPU time per page says how far it goes. Memory is the resident set of the crawling process, which takes
each page and lets it go, as the archive does.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import multiprocessing.connection
import time

import psutil

from newsarchive.fetch.client import Client
from newsarchive.fetch.crawl import FetchJob, crawl
from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.politeness import Politeness, PolitenessRules
from newsarchive.fetch.robots_cache import RobotsCache

BAR = 0.8
AGENT = "newsarchive-benchmark"


def serve(port_to: multiprocessing.connection.Connection, answer_seconds: float, page_bytes: int) -> None:
    """Answer every request with a page after `answer_seconds`, and watch each host's manners."""
    text = b"<html><body>" + b"<p>Tariffs on steel rise again.</p>" * (page_bytes // 35) + b"</body></html>"
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(text), text)
    robots = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    open_now: dict[bytes, int] = {}
    last_end: dict[bytes, float] = {}
    worst = {"at once": 0.0, "shortest rest": 1e9}

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                host = request.split(b"Host: ", 1)[1].split(b"\r\n", 1)[0]
                open_now[host] = open_now.get(host, 0) + 1
                worst["at once"] = max(worst["at once"], open_now[host])
                if host in last_end:
                    worst["shortest rest"] = min(worst["shortest rest"], time.monotonic() - last_end[host])
                if answer_seconds:
                    await asyncio.sleep(answer_seconds)
                open_now[host] -= 1
                last_end[host] = time.monotonic()
                writer.write(robots if request.startswith(b"GET /robots.txt ") else page)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0, backlog=256)
        port_to.send(server.sockets[0].getsockname()[1])
        while not port_to.poll():
            await asyncio.sleep(0.05)
        port_to.send(worst)

    asyncio.run(run())


def measure(hosts: int, articles: int, delay: float, answer_seconds: float, page_bytes: int) -> bool:
    """One run, printed. Whether it reached the bar."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs, answer_seconds, page_bytes), daemon=True)
    server.start()
    port = ours.recv()
    names = [f"host{number}.test" for number in range(hosts)]
    guard = AddressGuard(names, {port}, resolver=lambda host, port: ["127.0.0.1"])
    jobs = (FetchJob(f"http://{name}:{port}/{number}") for number in range(articles) for name in names)
    process = psutil.Process()
    memory: list[int] = []
    bodies = 0
    politeness = Politeness(PolitenessRules(delay=delay))
    before_cpu, before = time.process_time(), time.monotonic()
    with Client(user_agent=AGENT, guard=guard) as client:
        robots = RobotsCache(client, AGENT, politeness)
        for number, one in enumerate(crawl(jobs, client, robots, politeness)):
            assert one.result.ok, one.result
            bodies += len(one.result.page_bytes())
            if number % (hosts * articles // 10) == 0:
                memory.append(process.memory_info().rss)
        seconds = time.monotonic() - before
    cpu = time.process_time() - before_cpu
    ours.send("stop")
    worst = ours.recv()
    server.join()

    total = hosts * articles
    shortest = (articles + 1) * answer_seconds + articles * delay
    share = shortest / seconds
    growth = (memory[-1] - memory[len(memory) // 2]) / 2**20
    print(
        f"{hosts} hosts x {articles} articles, rest {delay * 1000:.0f} ms, answers after {answer_seconds * 1000:.0f} ms"
    )
    print(f"  {total} pages, {bodies / 2**20:.0f} MiB in {seconds:.2f} s: {total / seconds:.0f} pages/s")
    print(f"  politeness allows {shortest:.2f} s, {total / shortest:.0f} pages/s: reached {share:.0%} of it")
    print(f"  processor: {cpu * 1000 / total:.2f} ms a page, so at most {total / cpu:.0f} pages/s here")
    mib = " ".join(f"{value / 2**20:.0f}" for value in memory)
    print(f"  memory in MiB: {mib} (second half {growth:+.1f})")
    print(
        f"  seen by the server: {worst['at once']:.0f} at once per host, shortest rest {worst['shortest rest'] * 1000:.1f} ms"
    )
    assert worst["at once"] == 1 and worst["shortest rest"] >= delay
    return share >= BAR


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--delay", type=float, default=0.05)
    parser.add_argument("--answer", type=float, action="append", help="seconds; default 0 and 0.15")
    parser.add_argument("--page-bytes", type=int, default=50_000)
    options = parser.parse_args()
    for answer_seconds in options.answer or (0.0, 0.15):
        reached = measure(options.hosts, options.articles, options.delay, answer_seconds, options.page_bytes)
        print(f"  {'reaches' if reached else 'stays below'} the bar of {BAR:.0%}\n")


if __name__ == "__main__":
    main()
