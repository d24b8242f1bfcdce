"""What `autograder doctor` shows: one line for each thing that was tried, and the remedy where it failed."""

from __future__ import annotations

import click

from autograder.errors import Exit
from autograder.sandbox.doctor import run_doctor


def show_doctor() -> Exit:
    """Try everything; 0 when all went as it should, else 1."""
    probes = run_doctor()
    for probe in probes:
        click.secho("  ok    " if probe.ok else "  FAILED", fg="green" if probe.ok else "red", nl=False)
        click.echo(f"  {probe.name}: {probe.detail}")
        if probe.remedy and not probe.ok:
            click.echo(f"            {probe.remedy}")
    failed = sum(not probe.ok for probe in probes)
    if failed:
        click.echo(f"{failed} of {len(probes)} failed. Until they are mended, `autograder grade` refuses to run.")
        return Exit.DIFFERENT
    click.echo(f"All {len(probes)} went as they should: this machine can grade in a sandbox.")
    return Exit.OK
