"""What `autograder doctor` shows: one line for each thing that was tried, and the remedy where it failed."""

from __future__ import annotations

import click

from autograder.errors import Exit
from autograder.sandbox.doctor import WALLS, Probe, run_doctor, works


def show_doctor() -> Exit:
    """Try everything; 0 when submissions can run behind one of the walls, else 1."""
    probes = run_doctor()
    for wall in (*WALLS, ""):
        click.echo(f"Wall: {wall}" if wall else "Beside them")
        for probe in probes:
            if probe.wall == wall:
                _show(probe)
    working = [wall for wall in WALLS if works(probes, wall)]
    if not working:
        click.echo("Neither wall works here. Until one does, `autograder grade` refuses to run.")
        return Exit.DIFFERENT
    click.echo(f"This machine grades behind the wall {working[0]}.{_better(working[0])}")
    return Exit.OK


def _show(probe: Probe) -> None:
    click.secho("  ok    " if probe.ok else "  FAILED", fg="green" if probe.ok else "red", nl=False)
    click.echo(f"  {probe.name}: {probe.detail}")
    if probe.remedy:
        click.echo(f"            {probe.remedy}")


def _better(wall: str) -> str:
    """What there is to say where it is not the strongest."""
    if wall == WALLS[0]:
        return ""
    return f" {WALLS[0]} is stronger (docs/threat_model.md): what failed above says how to get it, if you can."
