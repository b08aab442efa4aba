"""How heavy the web widget is, and how fast it is there and answers, in a real browser.

usage: python -m benchmarks.web_weight [--quick]
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.runtime.local_servers import ROOT, LocalHeardback
from benchmarks.tables import Table

Record = dict[str, Any]
SERVED = ROOT / "heardback" / "channels" / "web" / "static" / "heardback.js"
CHROMIUM = os.environ.get("HEARDBACK_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
CHANNEL = "heardback.channels.web"
LOADS, QUICK_LOADS = 20, 5
MESSAGE = "They interviewed me three weeks ago and said I would hear within a week. I called twice."

# kB of their packages, minified: botframework-webchat 4.18.1 (minimal) and deep-chat 2.4.2.
PEERS = {"botframework-webchat, minimal": (1_920, 483), "deep-chat": (404, 111)}

WAIT_UNTIL_READY = """() => new Promise(ready => {
    const look = () => {
        const chat = document.querySelector("heardback-chat[ready]");
        chat ? ready(performance.now()) : requestAnimationFrame(look);
    };
    look();
})"""
SEND_AND_WAIT = """words => new Promise(answered => {
    const root = document.querySelector("heardback-chat").shadowRoot;
    const box = root.querySelector("textarea");
    box.value = words;
    const before = root.querySelectorAll(".answer").length;
    const began = performance.now();
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    const look = () => {
        if (root.querySelectorAll(".answer").length === before) return requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => answered(performance.now() - began)));
    };
    look();
})"""


def measure(run: str, *, quick: bool = False) -> Record:
    """Return the widget's weight and its times; nothing where there is no Chromium."""
    if not shutil.which(CHROMIUM):
        print(f"There is no Chromium at {CHROMIUM} (HEARDBACK_CHROMIUM).", file=sys.stderr)
        return {}
    content = SERVED.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        server = LocalHeardback(Path(folder), DATABASE_URL="memory:", CHANNELS=CHANNEL)
        server.start("/ready")
        try:
            ready, answered = _times(server.address, QUICK_LOADS if quick else LOADS)
        finally:
            server.stop()
    return {
        "run": run,
        "kilobytes": len(content) / 1000,
        "gzip_kilobytes": len(gzip.compress(content, 9)) / 1000,
        "interactive_ms": ready,
        "painted_ms": answered,
    }


def _times(address: str, loads: int) -> tuple[dict[str, float], dict[str, float]]:
    from playwright.sync_api import sync_playwright

    ready, answered = [], []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for _ in range(loads + 1):
            page = browser.new_page()
            page.goto(address)
            ready.append(page.evaluate(WAIT_UNTIL_READY))
            answered.append(page.evaluate(SEND_AND_WAIT, MESSAGE))
            page.context.close()
        browser.close()
    return _spread(ready[1:]), _spread(answered[1:])  # the first one warms up browser and server


def _spread(times: list[float]) -> dict[str, float]:
    return {"median": statistics.median(times), "most": max(times)}


def render(record: Record, _: str) -> str:
    """Return the section of the page."""
    ours = [f"{record[key]:.1f}" for key in ("kilobytes", "gzip_kilobytes")]
    theirs = [[name, *(f"{size:,}" for size in sizes)] for name, sizes in PEERS.items()]
    table = Table(
        ("script", "kB", "kB, gzip"), [["**Heardback's widget**", *ours], *theirs]
    ).markdown()
    ready, painted = record["interactive_ms"], record["painted_ms"]
    return (
        "## The web page\n\n"
        "One file, styles and drawings in it; nothing else is loaded but the page itself.\n\n"
        f"{table}\n\n"
        "In Chromium, on the machine that serves it, an empty cache each time: from opening the "
        "page until it can be written to "
        f"{ready['median']:.0f} ms (at most {ready['most']:.0f} ms), from Enter until the answer "
        f"is painted {painted['median']:.0f} ms (at most {painted['most']:.0f} ms)."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the section."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web_weight")
    parser.add_argument("--quick", action="store_true", help=f"open the page {QUICK_LOADS} times")
    measured = measure("", quick=parser.parse_args(arguments).quick)
    if measured:
        print(render(measured, ""))
    return 0 if measured else 1


if __name__ == "__main__":
    raise SystemExit(main())
