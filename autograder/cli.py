"""The command line: `autograder release | bundle | site | collect | grade | feedback | report | history | return | …`.

Nothing is imported before its command is chosen: `autograder --help` answers at once.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import click

from autograder import DISTRIBUTION
from autograder.errors import Exit, UserError
from autograder.words import counted


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name=DISTRIBUTION)
def cli() -> None:
    """The autograder: releases the notebooks, grades submissions, reports."""


@cli.command()
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if notebooks/ is not current.")
def release(check: bool) -> int:
    """Make the students' notebooks in notebooks/ from solutions/."""
    from autograder.course import release as releasing
    from autograder.course.layout import RELEASED, ROOT

    if not check:
        changed = releasing.release()
        click.echo(
            f"Released: {counted(len(changed), 'file')} changed."
            if changed
            else "Nothing to do: notebooks/ is current."
        )
        return Exit.OK
    stale = releasing.differences()
    if not stale:
        click.echo("notebooks/ is what solutions/ releases.")
        return Exit.OK
    click.echo("notebooks/ is not what solutions/ releases. These files differ:", err=True)
    for name in stale:
        click.echo(f"  {RELEASED.relative_to(ROOT)}/{name}", err=True)
    click.echo("Run  .venv/bin/autograder release  and commit the result.", err=True)
    return Exit.DIFFERENT


@cli.command()
@click.option("--submissions", required=True, type=click.Path(path_type=Path), help="<student>/<assignment>/*.ipynb")
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Where marks and notebooks are written.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Submissions at a time; the number of cores, if not given.")
@click.option(
    "--seed", type=click.IntRange(0, 2**63 - 1), help="Of the hidden inputs; drawn, and recorded, if not given."
)
@click.option("--student", metavar="ID", help="Grade this student only.")
@click.option("--add", is_flag=True, help="Add students to an output that knows others, and none of these.")
@click.option("--roster", type=click.Path(path_type=Path), help="A CSV of all students: names who isn't there.")
@click.option("--force", is_flag=True, help="Grade again what has been graded and has not changed.")
@click.option("--dry-run", is_flag=True, help="Replace nothing: say which marks would change, and why.")
@click.option("--never-lower", is_flag=True, help="Let no mark become less than it was.")
@click.option("--every-cell", is_flag=True, help="Run the course's cells that only show something, too.")
@click.option(
    "--wall", type=click.Choice(["namespaces", "landlock"]), help="Run student code behind this wall, or not at all."
)
@click.option("--unsafe-no-sandbox", is_flag=True, help="Run student code with all your rights. For trusted work only.")
@click.option(
    "--keep", type=click.Choice(["failed", "all", "none"]), default="failed", show_default=True,
    help="Of what cells showed: that of exercises that lost marks, all, or nothing.",
)  # fmt: skip
@click.option("--cluster", metavar="ADDRESS", help="Have a Dask cluster grade: tcp://scheduler:8786, or local:N.")
@click.option("--bring-back", is_flag=True, help="With --cluster: its workers share no folder; files go out and back.")
@click.option("--shard", metavar="I/N", help="Grade part I of N alone, into OUTPUT/shards/: see `begin` and `merge`.")
def grade(
    submissions: Path,
    output: Path,
    jobs: int | None,
    seed: int | None,
    student: str | None,
    add: bool,
    roster: Path | None,
    force: bool,
    dry_run: bool,
    never_lower: bool,
    every_cell: bool,
    wall: str | None,
    unsafe_no_sandbox: bool,
    keep: str,
    shard: str | None,
    cluster: str | None,
    bring_back: bool,
) -> int:
    """Grade submissions: write gradebook.db, autograded/ and scores.csv, and print the marks.

    What has been graded, and has not changed since, is kept: a run that was stopped goes on where it was. collect.csv
    says what became of every file; what nobody can explain is named, and the exit code is 1.
    """
    from dataclasses import replace

    from autograder.cluster.shards import parse_shard
    from autograder.grading import engines
    from autograder.grading.asked import Settings
    from autograder.lms.roster import read_roster
    from autograder.report.terminal.progress import show_run

    jobs = jobs or len(os.sched_getaffinity(0))
    name = engines.KERNEL if unsafe_no_sandbox else engines.JUDGE
    known = read_roster(roster) if roster else None
    asked = Settings(submissions, output, jobs, seed, student, force, name, every_cell, wall, known, add)
    part = parse_shard(shard) if shard else None
    asked = replace(asked, dry_run=dry_run, never_lower=never_lower, keep=keep, shard=part)
    return show_run(asked, cluster, bring_back)


@cli.command()
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Of all shards together.")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Of the hidden inputs; drawn, if not given.")
def begin(output: Path, seed: int | None) -> int:
    """Begin a class that is graded in shards: draw the one seed that all of them have."""
    from autograder.report.terminal.shards import show_begin

    return show_begin(output, seed)


@cli.command()
@click.option("--output", required=True, type=click.Path(path_type=Path), help="What `grade` writes to.")
def status(output: Path) -> int:
    """Print how far a class is, while it is graded: graded, left, stuck, failures of ours, per minute."""
    from autograder.report.terminal.status import show_status

    return show_status(output)


@cli.command()
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Of all shards together.")
def merge(output: Path) -> int:
    """Put shards together: gradebook, tables and notebooks as one process would have written them.

    Whatever shards there are, in any order, any number of times. What is missing is named, and the exit code is 1.
    """
    from autograder.report.terminal.shards import show_merge

    return show_merge(output)


@cli.command()
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The folder that `grade` wrote.")
@click.option("--student", metavar="ID", help="This student only.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes at a time; the number of cores, if not given.")
def feedback(output: Path, student: str | None, jobs: int | None) -> int:
    """Write what students read: feedback/<student>/<assignment>/*.html, in nbgrader's layout."""
    from autograder.report.terminal.commands import show_feedback

    return show_feedback(output, student, jobs or len(os.sched_getaffinity(0)))


@cli.command()
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The folder that `grade` wrote.")
def report(output: Path) -> int:
    """Write what teachers read: report.html and report.txt, the class at a glance."""
    from autograder.report.terminal.commands import show_report

    return show_report(output)


@cli.command()
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The folder that `grade` wrote.")
@click.option("--student", required=True, metavar="ID", help="Whose.")
def history(output: Path, student: str) -> int:
    """Print every change of a student's marks: what, from, to, why, who, when."""
    from autograder.report.terminal.commands import show_history

    return show_history(output, student)


@cli.command()
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The folder that `grade` wrote.")
@click.option("--student", required=True, metavar="ID", help="Whose work.")
@click.option("--cell", required=True, metavar="NAME", help="The check, as scores.csv calls it: test_relu.")
@click.option("--seeds", type=click.IntRange(0, 200), default=20, show_default=True, help="How many more to try.")
@click.option(
    "--submissions", type=click.Path(path_type=Path), help="What was graded; else the graded notebooks are taken."
)
@click.option(
    "--wall", type=click.Choice(["namespaces", "landlock"]), help="Run student code behind this wall, or not at all."
)
def explain(output: Path, student: str, cell: str, seeds: int, submissions: Path | None, wall: str | None) -> int:
    """For an appeal: run one check again, and show inputs, the student's value, ours, the worst entry, the cause."""
    from autograder.report.terminal.explain import show_explanation

    return show_explanation(output, student, cell, seeds, submissions, wall)


@cli.command()
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The folder that `grade` wrote.")
def unknown(output: Path) -> int:
    """Print the smallest function whose mistake has no name here: its code alone, with no trace of whose it is."""
    from autograder.report.unknown import smallest

    click.echo(str(smallest(output)))
    return Exit.OK


@cli.command()
@click.option("--to", required=True, type=click.Path(path_type=Path), help="Where the zip and the folder are written.")
def bundle(to: Path) -> int:
    """Make what students are given: a zip, and the same as a folder for nbgitpuller."""
    from autograder.course.bundle import bundle as make

    packed, folder, count = make(to)
    click.echo(f"{packed}: {count} files, {packed.stat().st_size / 1e6:.0f} MB: hand this out.")
    click.echo(f"{folder}: the same, unpacked: push it to a repository for nbgitpuller.")
    return Exit.OK


@cli.command()
@click.option("--to", required=True, type=click.Path(path_type=Path), help="Where the site is written.")
@click.option("--pyodide", default="", metavar="FOLDER|ADDRESS", help="Where Pyodide is; its own CDN, if not given.")
def site(to: Path, pyodide: str) -> int:
    """Make the browser edition: a static site in which the notebooks run with nothing installed."""
    from autograder.site.edition import build

    size = build(to, pyodide)
    click.echo(f"{to}: {size / 1e6:.0f} MB. Serve it over https; to look at it here:")
    click.echo(f"  python3 -m http.server --bind 127.0.0.1 --directory {to} 8000")
    return Exit.OK


@cli.command()
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--to", required=True, type=click.Path(path_type=Path), help="<student>/backpropagation/… is written here."
)
@click.option("--roster", type=click.Path(path_type=Path), help="A CSV of all students, such as the platform's export.")
def collect(sources: tuple[Path, ...], to: Path, roster: Path | None) -> int:
    """Bring in what students handed in: downloads of Canvas, Moodle, Gradescope, folders of zips, hand-in zips."""
    from autograder.lms.show import show_collect

    return show_collect(list(sources), to, roster)


@cli.command("return")
@click.argument("platform", type=click.Choice(["canvas", "moodle", "csv"]))
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The folder that `grade` wrote.")
@click.option("--template", type=click.Path(path_type=Path), help="The platform's own export, to be filled in.")
@click.option("--to", required=True, type=click.Path(path_type=Path), help="The file to write, which you import there.")
@click.option("--column", metavar="TITLE", help="The column to fill, where its title does not say so.")
@click.option("--feedback", is_flag=True, help="Pack the feedback pages, too, beside --to.")
@click.option(
    "--submissions",
    default="submitted",
    show_default=True,
    type=click.Path(path_type=Path),
    help="What `collect` wrote; --feedback goes by its names.",
)
def return_(
    platform: str,
    output: Path,
    template: Path | None,
    to: Path,
    column: str | None,
    feedback: bool,
    submissions: Path,
) -> int:
    """Fill the platform's own file with the marks; every other byte stays as it is."""
    from autograder.lms.show import show_return

    return show_return(platform, output, template, to, column, feedback, submissions)


@cli.command()
def doctor() -> int:
    """Find out, by trying, whether this machine can sandbox; say how to mend what it can't."""
    from autograder.report.terminal.doctor import show_doctor

    return show_doctor()


@cli.command()
@click.option("--write", is_flag=True, help="Write docs/how_good_are_the_checks.md.")
@click.option("--check", is_flag=True, help="Exit with 1 if that page is not current; does a sample anew.")
@click.option("--every", is_flag=True, help="Print the table of every single mistake, too.")
@click.option(
    "--thorough", is_flag=True, help="Right answers only: 200 seeds each, our own 10,000, and 4,000 mixtures."
)
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=1, show_default=True, help="Of all that is drawn.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes at a time; the number of cores, if not given.")
def audit(write: bool, check: bool, every: bool, thorough: bool, seed: int, jobs: int | None) -> int:
    """Score the checks themselves: known mistakes, machine-made mutants and right answers, in two to three minutes."""
    from autograder.audit.command import audit as audit_checks

    return audit_checks(write, check, thorough, every, seed, jobs)


def _complain(error: UserError) -> None:
    click.secho(f"Error: {error.what}", err=True, fg="red", bold=True)
    for line in (error.why, error.remedy):
        if line:
            click.echo(f"  {line}", err=True)


def _about_the_disk(error: OSError) -> UserError:
    """What there is to say of a file that could not be written; any other OSError is raised again: a bug of ours."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG):
        raise error
    remedy = "Make room, or make it writable, and run the same command again. What is there is whole."
    return UserError(f"{error.filename or 'A file'} can't be written.", f"{error.strerror}.", remedy)


def skip_slow_formats() -> None:
    """Let jsonschema, which nbformat brings along, go without checkers of formats that our notebooks don't have.

    It imports whatever is there: rfc3987_syntax (internationalised addresses) compiles a grammar as it is imported,
    more than two seconds, and the others take 0.3 s. None in sys.modules says "not installed". This process is ours
    alone: nothing is done where others import us.
    """
    for name in ("rfc3987_syntax", "isoduration", "rfc3986_validator"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]


def main() -> None:
    """Run the command line, and exit with what `Exit` says."""
    skip_slow_formats()
    try:
        code = cli(standalone_mode=False)
    except UserError as error:
        _complain(error)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = Exit.BAD_INPUT
    except OSError as error:
        _complain(_about_the_disk(error))
        code = Exit.BAD_INPUT
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped.", err=True)
        code = Exit.INTERRUPTED
    sys.exit(code)
