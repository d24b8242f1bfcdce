"""The second wall's filter of system calls: what the kernel makes of it, on both architectures, call by call."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from autograder.sandbox.within import alone_filter, bpf
from autograder.sandbox.within.alone_calls import ITSELF, RULES
from tests.test_system_calls import ALLOW, ERRNO, decide

PID = 4321


def arguments_for(tests, fitting):
    """Six arguments that pass `tests`, or of which the first fails."""
    words = [0] * 12
    for number, test in reversed([*enumerate(tests)]):
        values = [PID if value == ITSELF else value for value in test.values]
        other = next(value for value in range(99) if value & test.mask not in values)
        fits = fitting or number > 0
        words[test.word] = other if test.differs == fits else values[0]
    return [words[2 * k] | words[2 * k + 1] << 32 for k in range(6)]


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: ",".join(rule.calls))
def test_the_second_walls_filter_refuses_what_each_rule_says(machine, rule):
    column, architecture, _ = bpf.ARCHITECTURES[machine]
    program = alone_filter.program(machine, PID)
    for name, numbers in rule.calls.items():
        if numbers[column] is None:
            continue
        refused = decide(program, architecture, numbers[column], *arguments_for(rule.allowed_if, fitting=False))
        assert refused == ERRNO | rule.answer, name
        if rule.allowed_if and name != "prctl":  # has two rules
            allowed = decide(program, architecture, numbers[column], *arguments_for(rule.allowed_if, fitting=True))
            assert allowed == ALLOW, name


@pytest.mark.parametrize("target", [0, -1 & 0xFFFFFFFF, -PID & 0xFFFFFFFF, 1, PID + 1])
def test_a_signal_to_a_group_to_all_or_to_another_is_refused(target):
    assert decide(alone_filter.program("x86_64", PID), 0xC000003E, 62, target, 9) == ERRNO | errno.EPERM


@pytest.mark.parametrize(
    ("flags", "allowed"), [(0x11, False), (0x3D0F00, True), (0x1200011, False), (0, False), (0x4111, False)]
)
def test_clone_makes_threads_only(flags, allowed):
    expected = ALLOW if allowed else ERRNO | errno.EAGAIN
    assert decide(alone_filter.program("x86_64", PID), 0xC000003E, 56, flags) == expected


HEADERS = {
    "x86_64": (Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), r"#define __NR_(\w+) (\d+)"),
    "aarch64": (Path("/usr/include/asm-generic/unistd.h"), r"#define __NR(?:3264)?_(\w+) (\d+)"),
}


@pytest.mark.parametrize("machine", HEADERS)
def test_the_numbers_are_the_kernels(machine):
    path, pattern = HEADERS[machine]
    if not path.exists():
        pytest.skip(f"there is no {path} here")
    known = {name: int(number) for name, number in re.findall(pattern, path.read_text())}
    column = bpf.ARCHITECTURES[machine][0]
    listed = {name: numbers[column] for rule in RULES for name, numbers in rule.calls.items()}
    ours = {name: number for name, number in listed.items() if number is not None}
    assert ours == {name: known.get(name) for name in ours}
