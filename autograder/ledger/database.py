"""nbgrader's gradebook database: where it is, how it is opened, and its tables. SQLite or PostgreSQL, by SQLAlchemy.

nbgrader opens the database nine times a submission and runs `create_all` each time. Here it is opened once.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Column, Index, MetaData, String, Table, Text, create_engine, func, inspect, select
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from autograder.course.config import nbgrader_config
from autograder.course.layout import ROOT
from autograder.errors import UserError

# The revision that nbgrader 0.9's tables are at. nbgrader starts a process to ask alembic; a test asks it, too.
ALEMBIC_VERSION = "e43177bfe90b"
_OURS = MetaData()
VERSION = Table("alembic_version", _OURS, Column("version_num", String(32), nullable=False))
# Which state of a submission has been entered.
MARKED = Table(
    "autograder_marked", _OURS, Column("student", Text, primary_key=True), Column("fingerprint", Text, nullable=False)
)
# The work that a person's marks were given for: JSON, notebook -> cell -> hash.
WORK = Table("autograder_work", _OURS, Column("student", Text, primary_key=True), Column("work", Text, nullable=False))


@cache
def nbgrader_api() -> ModuleType:
    """The module nbgrader.api, without what nbgrader's __init__ imports along: every application, for 2 s."""
    if "nbgrader" in sys.modules:
        return importlib.import_module("nbgrader.api")
    spec = importlib.util.find_spec("nbgrader")
    assert spec is not None and spec.submodule_search_locations is not None
    package = ModuleType("nbgrader")
    package.__path__ = list(spec.submodule_search_locations)
    package.__spec__ = spec
    sys.modules["nbgrader"] = package
    try:
        return importlib.import_module("nbgrader.api")
    finally:  # whoever imports nbgrader later gets the whole of it
        for name in [name for name in sys.modules if name.partition(".")[0] == "nbgrader"]:
            del sys.modules[name]


def gradebook_url(output: Path) -> str:
    """The database of an output folder: gradebook.db in it, or what c.CourseDirectory.db_url names elsewhere."""
    course = nbgrader_config().get("CourseDirectory", {})
    url, graded = str(course.get("db_url", "")), Path(str(course.get("autograded_directory", "."))).parent
    if url in ("", f"sqlite:///{ROOT / graded / 'gradebook.db'}"):
        return f"sqlite:///{output.absolute() / 'gradebook.db'}"
    return url


def shown_url(url: str) -> str:
    """A database as a person knows it: a file's path, or an address without its password."""
    from sqlalchemy.engine import make_url

    parsed = make_url(url)
    return str(parsed.database) if parsed.drivername.startswith("sqlite") else parsed.render_as_string()


def exists(url: str) -> bool:
    """Whether there is such a database; of one on a server, its server knows."""
    return not url.startswith("sqlite:///") or Path(url.removeprefix("sqlite:///")).is_file()


def _has_its_tables(session: Session) -> bool:
    """Whether the database was made, and to the end: SQLite keeps each new table at once, the version's row comes last.

    A run that is killed in between leaves some of the tables; they are completed, not made anew.
    """
    if not inspect(session.connection()).has_table(VERSION.name):
        return False
    return bool(session.execute(select(func.count()).select_from(VERSION)).scalar())


def _engine(url: str) -> Any:
    try:
        return create_engine(url)
    except (ImportError, NoSuchModuleError) as error:
        remedy = "For PostgreSQL: pip install 'psycopg[binary]', and an address that begins with postgresql+psycopg://"
        raise UserError(f"The database {shown_url(url)} can't be opened.", str(error), remedy) from error


def _indexes() -> list[Index]:
    """What nbgrader's own tables lack: without them, what one submission has is found by reading everybody's."""
    api = nbgrader_api()
    places = ((api.SubmittedNotebook, "assignment_id"), (api.Grade, "notebook_id"), (api.Comment, "notebook_id"))
    return [_index(kind.__table__, column) for kind, column in places]


def _index(table: Any, column: str) -> Index:
    name = f"autograder_{table.name}_{column}"
    known = next((index for index in table.indexes if index.name == name), None)
    return Index(name, table.c[column]) if known is None else known


def _complete(session: Session) -> None:
    """Make the tables that are not there: nbgrader's, and ours."""
    indexes = _indexes()
    if not _has_its_tables(session):
        nbgrader_api().Base.metadata.create_all(bind=session.connection())
        VERSION.create(session.connection(), checkfirst=True)
        session.execute(VERSION.insert().values(version_num=ALEMBIC_VERSION))
    for made in (MARKED, WORK, *indexes):
        made.create(session.connection(), checkfirst=True)


@contextmanager
def opened(url: str, complete: bool = True) -> Iterator[Session]:
    """A session on the database, which is made if there is none; what is done in it is kept when it ends well.

    `complete`: see that all its tables are there. Raises UserError when the database can't be opened, read or written.
    """
    engine = _engine(url)
    try:
        with Session(engine) as session:
            if complete:
                _complete(session)
            yield session
            session.commit()
    except SQLAlchemyError as error:
        remedy = "Close whatever has it open (a formgrader writes to it), or move it away, and run this again."
        why = str(error.args[0] if error.args else error)
        raise UserError(f"The gradebook {shown_url(url)} can't be read or written.", why, remedy) from error
    finally:
        engine.dispose()
