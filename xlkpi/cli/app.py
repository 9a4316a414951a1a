"""`xlkpi`: the commands, and the one place where a failure becomes a line and an exit code."""

import sys

import typer

from xlkpi import __version__
from xlkpi.cli import (
    addin,
    addin_excel,
    adopt,
    bind,
    change,
    check,
    doctor,
    edit,
    evaluate,
    functions,
    paper_check,
    paper_collect,
    paper_pdf,
    paper_refresh,
    paper_request,
    post,
    rate,
    recalc,
    report,
    run,
    scorecard,
    serve,
    template,
)
from xlkpi.cli.findings import first_lines
from xlkpi.errors import RegisterError, XlkpiError

FAILED = 1

app = typer.Typer(
    name="xlkpi",
    help="Check, rate and report a council's KPI Register: Excel workbooks in, Word papers out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (
    run.run,
    check.check,
    adopt.adopt,
    scorecard.scorecard,
    rate.rate,
    post.post,
    change.change,
    report.report,
    edit.edit,
    recalc.recalc,
    bind.bind,
    bind.unbind,
    bind.rebind,
    doctor.doctor,
    evaluate.evaluate,
    functions.functions,
    serve.serve,
):
    app.command(command.__name__ if command is not evaluate.evaluate else "eval")(command)

paper = typer.Typer(
    help="Check, refresh and print papers.", no_args_is_help=True, rich_markup_mode=None
)
for paper_command in (
    paper_check.check,
    paper_refresh.refresh,
    paper_request.request,
    paper_collect.collect,
    paper_pdf.pdf,
):
    paper.command(paper_command.__name__)(paper_command)
app.add_typer(paper, name="paper")
addin.addin.command(addin_excel.excel.__name__)(addin_excel.excel)
app.add_typer(addin.addin, name="addin")

templates = typer.Typer(help="Check templates.", no_args_is_help=True, rich_markup_mode=None)
for template_command in (template.check, template.names):
    templates.command(template_command.__name__)(template_command)
app.add_typer(templates, name="template")


def _version(value: bool) -> None:
    if value:
        typer.echo(f"xlkpi {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False,
        "--version",
        callback=_version,
        is_eager=True,
        help="Print the version and stop.",
    ),
) -> None:
    """Check, rate and report a council's KPI Register: Excel workbooks in, Word papers out."""
    del version


def main() -> None:
    """Run the command line; every failure is one line an officer can act on, and exit code 1."""
    try:
        app()
    except RegisterError as error:
        for line in first_lines(error.problems):
            typer.echo(line, err=True)
        typer.echo(f"{error}: nothing was written. Mend them and run again.", err=True)
        sys.exit(FAILED)
    except XlkpiError as error:
        typer.echo(f"xlkpi: {error}", err=True)
        sys.exit(FAILED)
    except OSError as error:
        where = error.filename or "a file"
        typer.echo(f"xlkpi: {where}: {error.strerror}: close it, or check the folder", err=True)
        sys.exit(FAILED)
