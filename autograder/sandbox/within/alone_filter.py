"""Turns the rules of alone_calls.py into a program of the kernel's packet filter."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.sandbox.within import bpf
from autograder.sandbox.within.alone_calls import ITSELF, RULES, Rule, Test


def program(machine: str, pid: int) -> bytes:
    """The filter for the process `pid`, on the kernel of `machine` (bpf.py knows which there are).

    Goes together with lockdown's, which looks at the architecture and refuses a second way to number calls.
    """
    column = bpf.ARCHITECTURES[machine][0]
    steps = [bpf.step(bpf.LOAD, bpf.NUMBER)]
    for rule in RULES:
        for numbers in rule.calls.values():
            number = numbers[column]
            if number is not None:
                steps += _of_call(number, rule, pid)
    return b"".join([*steps, bpf.step(bpf.RETURN, bpf.ALLOW)])


def _of_call(number: int, rule: Rule, pid: int) -> Iterator[bytes]:
    """If the call is `number`: refuse it, or, if all tests hold, load the number again for the rules that follow."""
    refuse = bpf.step(bpf.RETURN, bpf.ERRNO | rule.answer)
    body = [step for test in rule.allowed_if for step in _of_test(test, refuse, pid)]
    body += [bpf.step(bpf.LOAD, bpf.NUMBER)] if rule.allowed_if else [refuse]
    yield bpf.step(bpf.EQUAL, number, 0, len(body))
    yield from body


def _of_test(test: Test, refuse: bytes, pid: int) -> Iterator[bytes]:
    yield bpf.step(bpf.LOAD, bpf.ARGUMENTS + 4 * test.word)
    yield bpf.step(bpf.AND, test.mask)
    values = [pid if value == ITSELF else value for value in test.values]
    for left, value in zip(range(len(values), 0, -1), values, strict=True):
        # Past the other values and one more step: with `differs` to the step that refuses, else behind it.
        yield bpf.step(bpf.EQUAL, value, left, 0)
    if test.differs:
        yield bpf.step(bpf.JUMP, 1)
    yield refuse
