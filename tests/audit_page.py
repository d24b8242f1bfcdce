"""What the audit's page, which a check keeps current, says of single mistakes."""

import re

from autograder.course.layout import ROOT

_PAGE = (ROOT / "docs" / "how_good_are_the_checks.md").read_text(encoding="utf-8")
# Mistakes for which a check names another cause than theirs.
SAID_OTHERWISE = set(re.findall(r"^- `(\w+)`: said ", _PAGE, re.MULTILINE))
