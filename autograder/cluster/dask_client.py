"""A connection to a Dask cluster that grades for one run: who takes part in it, what goes out, what comes back.

Every connection is a run of its own, with its own name, plugin and resource on the workers: what belongs to a lost
one ends with it, and can't be mixed with what comes after.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from autograder.cluster.hand import Order
from autograder.errors import UserError
from autograder.grading.schedule import Task, TaskAnswer

try:
    import dask
    from distributed import CancelledError, Client, LocalCluster, Security

    from autograder.cluster import dask_worker
    from autograder.cluster.dask_worker import EndWithClient, Hands, grade_chunk
except ImportError as error:
    _remedy = "pip install dask distributed, or: pip install -e '.[cluster]'"
    raise UserError("--cluster needs Dask, which is not installed here.", str(error), _remedy) from error

CONNECT_SECONDS = 15.0
REGISTER_TIMES = 5
PRELOAD = dask_worker.__name__  # what every worker of our own loads first
UNWATCHED = {  # of what is Dask's own: it looks at itself a hundred times a second, on the cores that grade
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.system-monitor.interval": "5s",
}
RESULT_SECONDS = 5.0  # that a worker may take to hand over what it has said it has


class LostError(Exception):
    """The scheduler does not answer, or not any more."""


@contextmanager
def _talking() -> Iterator[None]:
    """In here the scheduler is talked to. Raises LostError where it is lost."""
    try:
        yield
    except (OSError, CancelledError) as error:  # what Dask raises for a connection are OSErrors
        raise LostError(" ".join(str(error).split())[:300]) from error


@dataclass(frozen=True)
class Cluster:
    """Who is there."""

    threads: int  # that take part
    workers: int
    refusals: dict[str, UserError]  # worker -> why it takes no part, or no more


class UndoneError(Exception):
    """A chunk that has to be handed out again: its worker withdrew, or what it had is gone."""


@dataclass(frozen=True)
class Chunk:
    """Submissions that have been handed out together."""

    future: Any
    tasks: Sequence[Task]
    since: float

    def answers(self) -> list[TaskAnswer]:
        """What became of them. Raises UndoneError, or what Dask or our code there raised."""
        try:
            made: list[TaskAnswer] = self.future.result(timeout=RESULT_SECONDS)
        except (OSError, CancelledError, UserError) as error:
            raise UndoneError from error
        return made


class DaskClient:
    """One connection."""

    def __init__(self, address: str, order: Order) -> None:
        """Connect. Raises LostError where no scheduler answers, UserError where it has another version of our code."""
        self._run = f"autograder-{secrets.token_hex(8)}"
        self._done: SimpleQueue[Any] = SimpleQueue()
        local = address.startswith("local:")
        if not local:
            _check(address)
        with ExitStack() as opened, _talking():
            place = opened.enter_context(_local(address)) if local else address
            self._client = Client(place, timeout=CONNECT_SECONDS, set_as_default=False)
            opened.callback(self._client.close, 2)
            self._register(order)
            self._opened = opened.pop_all()

    def _register(self, order: Order) -> None:
        """Tell scheduler and workers, those that come later, too, what this run is."""
        try:
            if told := self._client.run_on_scheduler(_other_version, order):
                raise UserError(*told)
            if not self._client.cluster:  # one of our own ends with us
                self._client.register_plugin(EndWithClient(self._run, self._client.id), name=f"{self._run}-end")
            self._register_hands(order)
        except (ImportError, AttributeError) as error:
            remedy = "Install this repository there, at the version that runs here."
            raise UserError("The scheduler or a worker does not have this grader.", str(error), remedy) from error

    def _register_hands(self, order: Order) -> None:
        """Again where it fails while the scheduler is there: a worker that is lost at this moment makes it fail."""
        for left in reversed(range(REGISTER_TIMES)):
            try:
                self._client.register_plugin(Hands(self._run, order), name=self._run)
                return
            except OSError:
                if not left or self._client.status != "running":
                    raise
                time.sleep(1)

    def close(self) -> None:
        """Disconnect: all that is under way for this run ends."""
        self._opened.close()

    def look(self) -> Cluster:
        """Who is there now. Raises LostError."""
        if self._client.status != "running":
            raise LostError("the connection is gone")
        with _talking():
            if not self._client.run_on_scheduler(_knows, self._run):
                raise LostError("Dask has connected again, and what it is connected to knows nothing of this run")
            workers = self._client.scheduler_info(n_workers=-1)["workers"]
            told = [event for _, event in self._client.get_events(self._run) or ()]
        refusals = {one["worker"]: UserError(one["what"], one["why"], one["remedy"]) for one in told}
        threads = sum(worker["resources"].get(self._run, 0) for worker in workers.values())
        return Cluster(int(threads), len(workers), {name: refusals[name] for name in refusals if name in workers})

    def submit(self, tasks: Sequence[Task], packed: Sequence[Task]) -> Chunk:
        """Hand out a chunk, for a worker that takes part in this run. Raises LostError."""
        with _talking():
            key = f"{self._run}-{secrets.token_hex(8)}"
            future = self._client.submit(grade_chunk, self._run, packed, key=key, pure=False, resources={self._run: 1})
        future.add_done_callback(self._done.put)
        return Chunk(future, tasks, time.monotonic())

    def next_done(self, seconds: float) -> list[str]:
        """The keys of chunks that are done, as soon as there are some."""
        made = []
        with suppress(Empty):
            made.append(self._done.get(timeout=seconds).key)
            while True:
                made.append(self._done.get_nowait().key)
        return made


def _knows(run: str, dask_scheduler: Any = None) -> bool:
    """On the scheduler: whether the workers have this run's plugin from it."""
    return run in dask_scheduler.worker_plugins


def _check(address: str) -> None:
    """Raise UserError for what can't be connected to: Dask's own client would go on trying as the program ends."""
    scheme, _, place = address.partition("://")
    if scheme not in ("tcp", "tls") or not place:
        remedy = "Give tcp://host:8786, tls://host:8786, or local:N for N workers on this machine."
        raise UserError(f"--cluster {address} is no cluster.", remedy=remedy)
    if scheme == "tls" and Security().get_connection_args("client").get("ssl_context") is None:
        remedy = "Set it in the environment, as docs/clusters.md shows."
        raise UserError(f"--cluster {address} needs a certificate.", "Dask's settings name none.", remedy)


def _other_version(order: Order) -> tuple[str, str, str] | None:
    """On the scheduler: why it can't take part."""
    found = order.other_version("The scheduler")
    return (found.what, found.why, found.remedy) if found else None


def _local(address: str) -> Any:
    """A cluster of our own on this machine."""
    count = address.removeprefix("local:")
    if not (count.isascii() and count.isdigit() and 1 <= int(count) <= 256):
        raise UserError(f"--cluster {address} is no cluster.", remedy="Give local:N, with N from 1 to 256 workers.")
    here = "127.0.0.1:0"  # of the HTTP servers, which Dask would open to all machines, the scheduler's at port 8787
    quiet = {
        "dashboard_address": here,
        "worker_dashboard_address": here,
        "silence_logs": logging.CRITICAL,
        "preload": [PRELOAD],
    }
    try:
        with dask.config.set(UNWATCHED):
            return LocalCluster(n_workers=int(count), threads_per_worker=1, host="127.0.0.1", **quiet)
    except (RuntimeError, OSError) as error:
        remedy = "Run the same command again, or grade without --cluster: what is done is kept."
        raise UserError(f"The workers of --cluster {address} did not start.", str(error), remedy) from error
