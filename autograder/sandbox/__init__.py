"""The sandbox: student code runs in here, and can't see, reach or outlast anything that decides a mark.

Theory of operation
===================

Who is who
----------
    grader            trusted; on the host; one Sandbox per worker process                 sandbox.py
    └ bubblewrap      the outer wall: what there is at all, as policy.py lists it           bubblewrap.py
      └ zygote        ours; has imported everything; forks submissions; watches them        within/zygote.py, watch.py
        └ process 1   ours; of one submission, in namespaces of its own; starts notebooks   within/supervisor.py
          └ notebook  runs `autograder.inside.serve.serve(socket)`: the student's code

Starting Python, NumPy, IPython and Matplotlib takes a second, forking a process that has them takes milliseconds. So
bubblewrap is started once a worker, and everything after that is a fork. The zygote never runs student code, and no
fork ever hands anything back to it, so every submission starts from the same clean state.

The outer wall
--------------
Bubblewrap makes user, process, mount, network, IPC, host name and cgroup namespaces and binds, read-only, what
policy.py lists: the system's libraries, the interpreter, NumPy, Matplotlib, IPython and what those need, the few
modules of ours that run in there, `lab`, and the data. Nothing else exists: no repository, no solutions, no
gradebook, no other submission. Environment, user, host name and time zone are the same on every machine.

Bubblewrap always runs as an ordinary user. Root is exempt from the limit on processes, and can't have its /proc
mounted again further down; so when root runs the grader, launcher.py puts the files where an ordinary user can see
them (they may lie in root's home), in a mount namespace of its own, and gives up root before it starts bubblewrap.

A submission
------------
A fork of the zygote, straight into new namespaces of all those kinds, is process 1 of them. It

 1. mounts its own /proc, in which only this submission's processes are, and makes that read-only;
 2. mounts one tmpfs of limited size, which is all that can be written to (home, /tmp and /dev/shm), and fills the
    scratch folder with the submission's files, which come in through anonymous memory, not through the disk;
 3. takes from itself, for good: resources beyond the limits, all capabilities, the right to gain any by exec, and the
    system calls that system_calls.py does not list; and makes its own memory unreadable.

Then it serves the grader: each notebook is a fork of it. Student code thus inherits all of the above, and there is no
moment in which it runs without. Student processes can't signal process 1 (the kernel shields it: it has handlers for
no signal but SIGCHLD), trace it, read its memory or change its limits. Before a notebook starts, and when it is to
end, process 1 kills everything else in its namespace with one `kill(-1)` and waits until nothing is left.

The end of a submission is the end of process 1: the kernel then kills the rest of the namespace, and process 1 is not
reported dead before all of it is. If the zygote dies, or the grader does (its channel closes; and bubblewrap dies
with its parent), the same happens one level up.

Who knows how it ended
----------------------
The exit status of a notebook comes from process 1, which got it from the kernel. Memory, processor time and number of
processes are read by the zygote, from /proc, outside the submission's namespaces; on a breach it kills process 1 and
tells the grader which limit it was. Memory is what processes have, and what the kernel keeps for them: files, buffers
of sockets, page tables. If the watch itself fails at what a submission made /proc say, that submission is ended. All
of it travels on channels of which no student process holds an end.

What the limits mean is in limits.py. Two layers keep them: the kernel's own limits per process, which can't be
outrun, and the zygote's look at the sum over all processes, several times a second.

The second wall
---------------
Many hosts forbid namespaces: containers, Ubuntu, shared hubs. There, wall.py, which tries both once for a run, chooses
the second wall. The same zygote, process 1 and notebook run, without bubblewrap, on a stage (stage.py): a folder that
mirrors the sandbox. What holds them is in within/alone.py: Landlock opens exactly what policy.py lists; a filter
(alone_calls.py) takes signals, sockets, and changes of files by name; and a notebook is one process that can't make
another, so that the kernel's limits of one process are its limits, and its end is the end of everything. What it may
write is looked at 50 times a second. Where root runs the grader, each submission has a user id of its own besides.

Where a host has neither, `wall.choose` raises SandboxUnavailable and says how to mend it. Nothing falls back to less
in silence. `autograder doctor` (doctor.py) tries it all out.

What this does not defend against: a hole in the kernel, beyond keeping its less used parts out of reach; timing between
submissions that share a core; a rest of memory that the kernel charges to nobody (pipes and mappings, see
docs/threat_model.md). Mount tables in /proc name folders of the host, though nothing in them can be reached.
"""

from autograder.sandbox.endings import ExitReason, SubmissionOver
from autograder.sandbox.errors import SandboxBroken, SandboxUnavailable
from autograder.sandbox.limits import BadLimit, Limits, SandboxLimits, limits_from_config
from autograder.sandbox.policy import Policy, default_policy
from autograder.sandbox.sandbox import Sandbox, SandboxedSubmission, open_sandbox

__all__ = [
    "BadLimit",
    "ExitReason",
    "Limits",
    "Policy",
    "Sandbox",
    "SandboxBroken",
    "SandboxLimits",
    "SandboxUnavailable",
    "SandboxedSubmission",
    "SubmissionOver",
    "default_policy",
    "limits_from_config",
    "open_sandbox",
]
