"""Run hubtui as ``python -m hubtui``."""

import sys

from hubtui.cli.main import main

sys.exit(main())
