"""The file that is served is the build of the source, small, and asks no other host for anything."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

from tests.widget.conftest import ROOT, require

WIDGET = ROOT / "widget"
SERVED = ROOT / "heardback" / "channels" / "web" / "static" / "heardback.js"
MOST_BYTES = 15_000
SPACE_OF_SVG = "http://www.w3.org/2000/svg"


def test_the_served_file_is_the_build_of_the_source(tmp_path: Path):
    require(shutil.which("node"), "there is no Node here")
    require((WIDGET / "node_modules").is_dir(), "run `npm ci` in widget/")
    built = tmp_path / "heardback.js"
    subprocess.run(["node", "build.mjs", str(built)], cwd=WIDGET, check=True)
    assert built.read_bytes() == SERVED.read_bytes(), "run `npm run build` in widget/"


def test_the_source_is_well_typed():
    require(shutil.which("npm"), "there is no Node here")
    require((WIDGET / "node_modules").is_dir(), "run `npm ci` in widget/")
    checked = subprocess.run(
        ["npm", "run", "--silent", "types"], cwd=WIDGET, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_the_file_is_small():
    assert len(gzip.compress(SERVED.read_bytes(), 9)) < MOST_BYTES


def test_the_file_names_no_other_host():
    addresses = re.findall(r"https?://[\w.-]+[^\s\"'`]*", SERVED.read_text("utf-8"))
    assert set(addresses) <= {SPACE_OF_SVG, "https://${"}


def test_the_file_never_parses_markup_or_code():
    written = SERVED.read_text("utf-8")
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
    ):
        assert way not in written


def test_the_lock_names_no_host():
    packages = json.loads((WIDGET / "package-lock.json").read_text("utf-8"))["packages"]
    assert len(packages) > 3
    assert not any("resolved" in package for package in packages.values())


def test_no_word_is_said_with_an_exclamation_mark():
    said = (WIDGET / "src" / "text.ts").read_text("utf-8")
    assert not re.search(r"![\"'`\s]", said)
