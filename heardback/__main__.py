"""`python -m heardback` is the command `heardback`."""

from __future__ import annotations

import sys

from heardback.cli import main

sys.exit(main())
