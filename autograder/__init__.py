"""The autograder of the course: releases the notebooks, runs and judges submissions, reports."""

import sys

# jsonschema, which nbformat brings along, imports rfc3987_syntax if it is there, and that compiles a grammar
# as it is imported: more than two seconds, for the sole use of checking internationalised addresses, of which
# we have none. None says "not installed" here, and jsonschema goes without.
if "jsonschema" not in sys.modules:
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
