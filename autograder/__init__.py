"""The autograder of the course: releases the notebooks, runs and judges submissions, reports."""

import sys

# jsonschema, which nbformat brings along, imports whatever is there to check formats that our notebooks don't have.
# rfc3987_syntax (internationalised addresses) compiles a grammar as it is imported, more than two seconds; isoduration
# and rfc3986_validator take 0.3 s. None says "not installed" here, and jsonschema goes without.
if "jsonschema" not in sys.modules:
    for _name in ("rfc3987_syntax", "isoduration", "rfc3986_validator"):
        sys.modules.setdefault(_name, None)  # type: ignore[arg-type]
