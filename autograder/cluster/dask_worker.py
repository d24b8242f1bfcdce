"""What runs inside a Dask cluster: in each worker the judging processes of one run, in the scheduler what ends them.

A worker that can take part gets a resource of this run's name, one for each of its threads, and tasks ask for it: who
can't sandbox, has another grader or does not see the class is given no work, now or when it joins later.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Sequence
from typing import Any

from distributed import SchedulerPlugin, WorkerPlugin, get_worker

from autograder.cluster.hand import Hand, Order
from autograder.errors import UserError
from autograder.grading.schedule import Task, TaskAnswer


class Hands(WorkerPlugin):  # type: ignore[misc]
    """The judging processes of one worker, one for each of its threads."""

    def __init__(self, run: str, order: Order) -> None:
        self.name = run  # of the plugin, of the resource, and of the events that tell refusals
        self._order = order

    async def setup(self, worker: Any) -> None:
        """Find out, while the worker goes on, whether it can take part: by starting the first process."""
        self._worker = worker
        self._free: list[Hand] = []
        self._busy: set[Hand] = set()
        self._lock, self._closed = threading.Lock(), False
        self._trying = asyncio.create_task(self._try())

    async def _try(self) -> None:
        try:
            hand = await asyncio.to_thread(Hand, self._order)
        except UserError as error:
            self._refuse(error)
            return
        await asyncio.to_thread(self._give_back, hand)
        if not self._closed:
            await self._worker.set_resources(**{self.name: self._worker.state.nthreads})

    async def teardown(self, worker: Any) -> None:
        """End them, those that are at work, too: whoever asked for it is gone, or has stopped."""
        with self._lock:
            self._closed, hands = True, [*self._free, *self._busy]
            self._free.clear()
        await asyncio.gather(*(asyncio.to_thread(hand.close) for hand in hands))

    def grade(self, task: Task) -> TaskAnswer:
        """Have one submission graded by a process that is free, or by a new one.

        Raises UserError where there can be no new one: this worker takes no more part.
        """
        hand = self._take()
        answer = hand.grade(task)
        if answer.outcome == "broken":  # what broke may stay broken
            with self._lock:
                self._busy.discard(hand)
            hand.close()
        else:
            self._give_back(hand)
        return answer

    def _take(self) -> Hand:
        with self._lock:
            hand = self._free.pop() if self._free else None
        try:
            hand = hand or Hand(self._order)
        except UserError as error:
            self._refuse(error)
            self._worker.loop.add_callback(self._worker.set_resources, **{self.name: 0})
            raise
        with self._lock:
            self._busy.add(hand)
        return hand

    def _give_back(self, hand: Hand) -> None:
        with self._lock:
            self._busy.discard(hand)
            if not self._closed:
                self._free.append(hand)
                return
        hand.close()

    def _refuse(self, error: UserError) -> None:
        told = {"worker": self._worker.address, "what": error.what, "why": error.why, "remedy": error.remedy}
        self._worker.log_event(self.name, told)


class EndWithClient(SchedulerPlugin):  # type: ignore[misc]
    """Takes a run's plugin from all workers when its client is gone, however that went."""

    def __init__(self, run: str, client: str) -> None:
        self.name, self._client = f"{run}-end", client
        self._run = run

    def remove_client(self, scheduler: Any, client: str) -> None:
        """A client is gone."""
        if client == self._client:
            scheduler.loop.add_callback(self._end, scheduler)

    async def _end(self, scheduler: Any) -> None:
        await scheduler.unregister_scheduler_plugin(self.name)
        await scheduler.unregister_worker_plugin(None, self._run)


def grade_chunk(run: str, tasks: Sequence[Task]) -> list[TaskAnswer]:
    """Grade some submissions, one after the other, on the worker that this is called on."""
    hands: Hands = get_worker().plugins[run]
    return [hands.grade(task) for task in tasks]


def dask_setup(_: Any) -> None:
    """In the workers of `--cluster local:N`: Ctrl-C reaches the whole process group, and the client decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
