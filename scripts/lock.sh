#!/usr/bin/env bash
# Resolves pyproject.toml anew and writes both lock files.
#
# They are resolved for Linux on x86_64. requirements.lock comes out the same
# for Linux on arm64 and for macOS on both, and holds the hashes of all
# platforms' files; requirements-full.lock does not.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=.venv/bin/uv

resolve() {
  "$uv" pip compile pyproject.toml --quiet --upgrade --generate-hashes \
    --group test --group lint --group bench \
    --constraints requirements/constraints.txt \
    --python .venv/bin/python --python-version 3.10 --python-platform x86_64-unknown-linux-gnu \
    --no-emit-index-url --no-emit-find-links \
    --annotation-style line --custom-compile-command 'make lock' "$@"
}

resolve --excludes requirements/left-out.txt --output-file requirements.lock
resolve --output-file requirements-full.lock
grep -c '==' requirements.lock requirements-full.lock
