"""A class graded by a Dask cluster, in the place of the pool of processes on one machine: `grade --cluster ADDRESS`.

Chunks of students go out, names and outcomes come back; what a worker finds, it has written to the shared folder by
then. Dask gives the chunk of a worker that is lost to another one, which keeps what is done. When the scheduler is
lost, everything that has no answer yet is handed out again, to it or to the one that takes its place.
"""

from __future__ import annotations

import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from autograder.cluster.dask_client import Chunk, Cluster, DaskClient, LostError, UndoneError
from autograder.cluster.hand import Order
from autograder.errors import UserError
from autograder.grading.schedule import Task, TaskAnswer

LOST_SECONDS = 600.0  # that a lost scheduler, or a first worker that can take part, is waited for
LOOK_SECONDS = 2.0  # between two looks at who is there
CHUNK = 8  # submissions that go out together, as long as there are many
AHEAD = 2  # chunks for each thread that are handed out before the first is done
GIVEN_UP = 5  # times that Dask gives a submission up, after four lost workers each, before it counts as broken


class DaskPool:
    """Runs tasks on a cluster. A context manager: leaving it takes back what has not begun."""

    def __init__(
        self,
        address: str,
        order: Order,
        tell: Callable[[str], None],
        pack: Callable[[Task], Task] = lambda task: task,
        take: Callable[[TaskAnswer], None] = lambda answer: None,
    ) -> None:
        """`address`: of a scheduler, "tcp://host:8786", or "local:N": N workers on this machine.

        `tell` is told what a user should know while it goes on. `pack` makes of a task what goes out, `take` takes over
        what comes back: where there is a shared folder, nothing is to be done.
        """
        self._address, self._order, self._tell, self._pack, self._take = address, order, tell, pack, take
        self._most = CHUNK if order.lease else 1  # what goes out at a time is held in memory
        self._client: DaskClient | None = None  # None: it is lost
        self._there = Cluster(0, -1, {})  # nobody has looked yet
        self._looked, self._heard = 0.0, time.monotonic()
        self._waiting: deque[Task] = deque()
        self._out: dict[str, Chunk] = {}
        self._given_up: Counter[str] = Counter()  # student -> how often Dask did
        self.notes: list[str] = []

    def __enter__(self) -> DaskPool:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what of it a user should know, is told
        if self._order.lease:
            self._order.lease.touch()
        try:
            self._client = DaskClient(self._address, self._order)
        except UserError:
            self.__exit__()
            raise
        except LostError as error:
            self.__exit__()
            remedy = "Start one with  dask scheduler  , and give --cluster the address that it prints."
            raise UserError(f"The scheduler at {self._address} can't be reached.", str(error), remedy) from error
        return self

    def __exit__(self, *error: object) -> None:
        if self._order.lease:
            self._order.lease.unlink(missing_ok=True)
        if self._client:
            self._client.close()

    def under_way(self) -> dict[str, float]:
        """The students that have been handed out, with the seconds since then."""
        now = time.monotonic()
        return {task.student: now - chunk.since for chunk in self._out.values() for task in chunk.tasks}

    def run(self, tasks: Iterable[Task], tick: Callable[[], None] = lambda: None) -> Iterator[TaskAnswer]:
        """Answers in the order in which they come; each task gets exactly one. `tick` is called every second or so."""
        self._waiting.extend(tasks)
        while self._waiting or self._out:
            tick()
            try:
                answers = self._next(self._client or self._connect_again())
            except LostError as error:
                self._lost(error)
                continue
            for answer in answers:
                self._take(answer)
                if answer.outcome in ("broken", "incomplete") and not answer.task.last:
                    self._waiting.append(Task(answer.task.student, answer.task.folder, answer.task.attempt + 1))
                else:
                    yield answer
        self.notes += [f"The worker {name} took no part. {why}" for name, why in self._there.refusals.items()]

    def _next(self, client: DaskClient) -> list[TaskAnswer]:
        """Hand out work, wait for news, and pass on what has been answered."""
        if time.monotonic() - self._looked > LOOK_SECONDS:
            self._look(client)
        while self._waiting and len(self._out) < AHEAD * self._there.threads:
            tasks = self._next_tasks()
            chunk = client.submit(tasks, [self._pack(task) for task in tasks])
            self._out[chunk.future.key] = chunk
            for _ in tasks:
                self._waiting.popleft()
        done = [self._out.pop(key) for key in client.next_done(0.5) if key in self._out]
        return [answer for chunk in done for answer in self._answers(chunk)]

    def _next_tasks(self) -> list[Task]:
        """What goes out next, together; what has been given up once goes alone."""
        size = max(1, min(self._most, len(self._waiting) // (4 * self._there.threads)))
        tasks = list(islice(self._waiting, size))
        alone = [task.attempt > 0 or task.student in self._given_up for task in tasks]
        return tasks[: alone.index(True) or 1] if any(alone) else tasks

    def _answers(self, chunk: Chunk) -> list[TaskAnswer]:
        """What became of a chunk; nothing, where it has to be handed out again."""
        try:
            return chunk.answers()
        except UndoneError:
            pass
        except Exception as error:  # workers were lost over it, or our own code there raised
            first = chunk.tasks[0]
            self._given_up.update(task.student for task in chunk.tasks)
            if self._given_up[first.student] >= GIVEN_UP:
                why = f"{type(error).__name__}: {error}"
                return [TaskAnswer(first, "broken", why, time.monotonic() - chunk.since)]
        self._waiting.extendleft(reversed(chunk.tasks))
        return []

    def _look(self, client: DaskClient) -> None:
        """See who is there. Raises UserError where nobody takes part, and nobody will."""
        self._looked, before, self._there = time.monotonic(), self._there, client.look()
        refusals = list(self._there.refusals.values())
        if self._there.threads:
            self._heard = self._looked
        elif refusals and len(refusals) == self._there.workers:
            raise refusals[0]
        elif self._looked - self._heard > LOST_SECONDS:
            remedy = f"Start some with  dask worker {self._address}  on machines that see the class."
            raise UserError(f"The scheduler at {self._address} has no workers.", "", remedy)
        elif self._there.workers == 0 and before.workers != 0:
            self._tell(f"The scheduler at {self._address} has no workers yet. Waiting.")

    def _lost(self, error: LostError) -> None:
        """The scheduler is gone: take back all that has no answer; it, or the one in its place, is waited for."""
        if self._client:
            self._tell(f"The scheduler at {self._address} is lost. Waiting for it, or for another one there.")
            for chunk in self._out.values():
                self._waiting.extendleft(reversed(chunk.tasks))
            self._out.clear()
            self._client.close()
            self._client, self._there = None, Cluster(0, -1, {})
        elif time.monotonic() - self._heard > LOST_SECONDS:
            remedy = "Run the same command again when there is one: what is done is kept."
            raise UserError(f"The scheduler at {self._address} is lost.", str(error), remedy) from error
        time.sleep(1)

    def _connect_again(self) -> DaskClient:
        self._client = DaskClient(self._address, self._order)
        self._looked = 0.0
        self._tell(f"The scheduler at {self._address} is there again.")
        return self._client
