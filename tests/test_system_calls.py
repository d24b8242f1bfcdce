"""Which system calls there are in the sandbox: an allow-list, right on every machine, and kept by the kernel."""

from __future__ import annotations

import errno
import os
import re
import struct
from pathlib import Path

import pytest

from autograder.sandbox import Limits, open_sandbox
from autograder.sandbox.within import bpf, lockdown
from autograder.sandbox.within.system_calls import ALLOWED, ANSWERED, RESTRICTED
from tests.sandboxed import Notebook, stand_in_policy

pytestmark = pytest.mark.sandbox

X86, ARM = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), Path("/usr/include/asm-generic/unistd.h")
ALLOW, ERRNO, KILL = 0x7FFF0000, 0x00050000, 0x80000000
HONEST = Path(__file__).parent / "sandboxed" / "honest"  # each uses parts of the kernel that students might
MACHINES = ("x86_64", "aarch64")


def by_name():
    """Every call of the lists: its name, and its numbers."""
    found = [(name, numbers) for group in ALLOWED for name, numbers in group.calls.items()]
    found += [(rule.name, rule.numbers) for rule in RESTRICTED]
    return found + [(name, numbers) for calls in ANSWERED.values() for name, numbers in calls.items()]


# The lists


def test_no_call_is_listed_twice():
    names = [name for name, _ in by_name()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(("column", "header"), [(0, X86), (1, ARM)], ids=MACHINES)
def test_each_number_is_that_of_the_kernels_own_header(column, header):
    if not header.exists():
        pytest.skip(f"{header} is not here: install linux-libc-dev")
    text = header.read_text()
    known = {name: int(number) for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text)}
    if column == 1:
        known["newfstatat"] = known["fstatat"]  # its name on machines of 64 bits
        old = "fork vfork open stat lstat pipe poll select dup2 alarm pause time getpgrp".split()  # noqa: SIM905
        assert not {name for name, numbers in by_name() if numbers[1] is not None} & set(old)
    listed = {name: numbers[column] for name, numbers in by_name() if numbers[column] is not None}
    assert listed == {name: known[name] for name in listed}
    # A call that is there is listed for this machine, too.
    absent = {name for name, numbers in by_name() if numbers[column] is None}
    generic_only = {"open", "stat", "lstat"}  # in the header for machines that are older than this one
    assert not absent & set(known) - generic_only


# The filter, as a machine that runs it would decide


def decide(program, architecture, number, *arguments):
    """What the kernel's filter machine makes of a system call: an interpreter of the instructions we use."""
    data = struct.pack("<iIQ6Q", number, architecture, 0, *(*arguments, 0, 0, 0, 0, 0, 0)[:6])
    steps = [struct.unpack_from("<HBBI", program, at) for at in range(0, len(program), 8)]
    at = value = 0
    while True:
        code, if_true, if_false, operand = steps[at]
        at += 1
        if code == bpf.LOAD:
            value = struct.unpack_from("<I", data, operand)[0]
        elif code == bpf.AND:
            value &= operand
        elif code == bpf.JUMP:
            at += operand
        elif code == bpf.RETURN:
            return operand
        else:
            holds = {bpf.EQUAL: value == operand, bpf.AT_LEAST: value >= operand, bpf.ANY_BIT: bool(value & operand)}
            at += if_true if holds[code] else if_false


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_not_listed_does_not_exist(machine):
    column, architecture, _ = bpf.ARCHITECTURES[machine]
    program = lockdown.seccomp_program(machine)
    allowed = {numbers[column] for group in ALLOWED for numbers in group.calls.values()}
    answers = {numbers[column]: answer for answer, calls in ANSWERED.items() for numbers in calls.values()}
    restricted = {rule.numbers[column] for rule in RESTRICTED}
    for number in set(range(1000)) - restricted:
        expected = ALLOW if number in allowed else ERRNO | answers.get(number, errno.ENOSYS)
        assert decide(program, architecture, number) == expected, number
    assert decide(program, 0x40000003, 0) == KILL  # the same machine's 32-bit calls, numbered otherwise
    assert decide(program, architecture, 0x40000000) == ERRNO | errno.ENOSYS  # the calls of a third kind, x32


REFUSED = {
    # name: (arguments that are allowed, [(arguments that are not, answer)])
    "mmap": ((0, 1, 3, 0x22), [((0, 1, 3, flags), 1) for flags in (0x21, 0x23, 0x40022, 0x28)]),
    "clone": ((17,), [((17 | 0x10000000,), 1), ((17 | 0x20000,), 1), ((17 | 0x2000000,), 1)]),
    "fcntl": ((3, 1), [((3, 6), 0), ((3, 37), 0), ((3, 1024), 22), ((3, 1031), 22), ((3, 8), 22), ((3, 1026), 22)]),
    "ioctl": ((3, 0x5401), [((3, 0x5412), 25), ((3, 0x541C), 25), ((3, 0xC020660B), 25)]),
    "socket": ((1, 1), [((2, 1), 97), ((16, 3), 97), ((40, 1), 97), ((38, 5), 97)]),
    "socketpair": ((1, 1), [((2, 1), 97), ((30, 1), 97)]),
    "setsockopt": ((3, 1, 20), [((3, 1, 7), 1), ((3, 1, 8), 1), ((3, 1, 32), 1), ((3, 1, 33), 1), ((3, 6, 1), 92)]),
    "prctl": ((15, 99), [((4, 0), 1), ((4, 2), 1), ((22, 2), 22), ((36, 1), 22), ((1499557217, 1), 22)]),
    "prlimit64": ((0, 7), [((1, 7), 1), ((0, 4), 1)]),
    "setrlimit": ((7,), [((4,), 1)]),
    "setpriority": ((0, 0, 5), [((0, 1, 5), 1), ((1, 0, 5), 1), ((2, 0, 5), 1)]),
    "sched_setaffinity": ((0,), [((1,), 1)]),
}  # fmt: skip


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("rule", RESTRICTED, ids=lambda rule: rule.name)
def test_a_restricted_call_is_refused_for_what_the_restriction_is_about(rule, machine):
    column, architecture, _ = bpf.ARCHITECTURES[machine]
    program, number = lockdown.seccomp_program(machine), rule.numbers[column]
    good, bad = REFUSED[rule.name]
    assert decide(program, architecture, number, *good) == ALLOW
    assert (
        decide(program, architecture, number, *(value | 1 << 40 for value in good)) == ALLOW
    )  # the kernel looks at 32
    for arguments, answer in bad:
        assert decide(program, architecture, number, *arguments) == ERRNO | answer, arguments


def test_the_filter_is_not_made_for_a_machine_that_is_not_known():
    with pytest.raises(OSError, match="riscv64"):
        lockdown.seccomp_program("riscv64")


# The kernel


@pytest.fixture(scope="module")
def notebook():
    with open_sandbox(stand_in_policy()) as sandbox, sandbox.submission({}, Limits()) as submission:
        yield Notebook(submission)


LIBC = "import ctypes; libc = ctypes.CDLL(None, use_errno=True)"


def test_every_call_that_is_not_listed_is_answered_as_one_that_does_not_exist(notebook):
    column = bpf.ARCHITECTURES[os.uname().machine][0]
    # Two calls (uretprobe, uprobe) are let through by the kernel itself, and refuse whoever is not being traced.
    listed = {numbers[column] for _, numbers in by_name()} | {335, 336}
    found = notebook.value(
        f"[number for number in range(700) if number not in {listed!r}"
        " and (libc.syscall(number, 0, 0, 0, 0, 0, 0), ctypes.get_errno()) != (-1, 38)]",
        LIBC,
    )
    assert found == []


@pytest.mark.parametrize(
    ("what", "number"),
    [
        ("libc.prctl(4, 0, 0, 0, 0)", errno.EPERM),  # to become one that nobody may look into
        ("libc.prctl(22, 2, 0, 0, 0)", errno.EINVAL),  # to add to the filter
        ("libc.setpriority(2, 0, 19)", errno.EPERM),  # to slow down every process of the user
        ("libc.fcntl(0, 1024, 1)", errno.EINVAL),  # a lease
        ("libc.fcntl(0, 8, 1)", errno.EINVAL),  # whom to signal
        ("libc.ioctl(0, 0x5412, b'x')", errno.ENOTTY),  # to type into a terminal
        ("libc.socketpair(2, 1, 0, ctypes.create_string_buffer(8))", errno.EAFNOSUPPORT),
        ("libc.setxattr(b'x', b'user.x', b'x', 1, 0)", errno.ENOTSUP),
    ],
)
def test_what_the_restrictions_are_about_is_refused_by_the_kernel(notebook, what, number):
    assert notebook.value(f"[{what}, ctypes.get_errno()]", LIBC) == [-1, number]


def test_the_limit_that_keeps_core_dumps_from_the_hosts_reporter_can_not_be_changed(notebook):
    """With a limit of 1 byte, and of no other size, the kernel starts no program that reports crashes."""
    assert "Max core file size        1                    1 " in notebook.run(
        "print(open('/proc/self/limits').read())"
    )
    for change in (
        "setrlimit(resource.RLIMIT_CORE, (0, 0))",
        "prlimit(0, resource.RLIMIT_CORE, (0, 0))",
    ):
        trace = notebook.raised(f"import resource; resource.{change}")
        assert "Operation not permitted" in trace or "not allowed" in trace
    assert (
        notebook.run("import os, signal; print(os.WCOREDUMP(os.waitpid(os.fork() or os.abort(), 0)[1]))") == "False\n"
    )


# What students and their libraries use


@pytest.mark.parametrize("program", sorted(HONEST.glob("*.py")), ids=lambda path: path.stem)
def test_what_libraries_do_goes_on(notebook, program):
    assert notebook.raised(program.read_text()) == "nothing was raised"
