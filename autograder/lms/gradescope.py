"""Who is who in an export of Gradescope: its submission_metadata.yml, which a submission's text could be part of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import yaml

from autograder.lms.archive import Item, RefusedError
from autograder.lms.layouts import Person
from autograder.lms.roster import read_time, utc

METADATA = "submission_metadata.yml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_BYTES = 64 * 1024 * 1024


def _person(about: dict[str, Any], time: str) -> Person:
    name, sid, email = (str(about.get(f":{what}") or "") for what in ("name", "sid", "email"))
    return Person("Gradescope", sid, name, tuple(filter(None, [email])), time)


def _submission(about: Any) -> Person | None:
    """Whoever handed this in, the others as partners."""
    submitters = about.get(":submitters") if isinstance(about, dict) else None
    if not isinstance(submitters, list) or not all(isinstance(one, dict) for one in submitters) or not submitters:
        return None
    made = about.get(":created_at")
    time = utc(made) if isinstance(made, datetime) else read_time(str(made))
    first, *others = (_person(one, time) for one in submitters)
    return Person(first.platform, first.number, first.name, first.aliases, time, tuple(others))


def people(item: Item) -> dict[str, Person]:
    """`submission_17` -> whose it is. Raises RefusedError for a file that is not what Gradescope writes."""
    try:
        found = yaml.load(item.read(_MOST_BYTES), Loader=_LOADER)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        if isinstance(error, RefusedError):
            raise
        raise RefusedError(f"no file that Gradescope writes ({str(error).splitlines()[0]})") from None
    if not isinstance(found, dict):
        raise RefusedError("no file that Gradescope writes: it lists no submissions")
    known = {str(name): _submission(about) for name, about in found.items()}
    return {name: person for name, person in known.items() if person}
