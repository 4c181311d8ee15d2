"""The `dhr` command: what may be asked of it?

Each command brings in what it needs when it is called: `dhr up` should not wait for what only `dhr rebuild` uses.
"""

import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from deploy.seed import Seed
from deploy.servers.postgres import NoServer
from deploy.trouble import Trouble

app = typer.Typer(
    help="Domestic Homicide Reviews: the system on this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
parked = typer.Typer(help="Facts that could not be applied.", no_args_is_help=True)
taking_over = typer.Typer(help="Load what was kept elsewhere.", no_args_is_help=True)
app.add_typer(parked, name="parked")
app.add_typer(taking_over, name="import")

Var = Annotated[Path, typer.Option("--var", envvar="VAR", help="The folder that keeps everything.")]
VAR = Path("var")


@app.command()
def up(
    var: Var = VAR,
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535, help="Where the pages are.")] = 8000,
    seed: Annotated[
        Seed | None, typer.Option(envvar="SEED", help="What a new system begins with (county unless said).")
    ] = None,
    today_file: Annotated[
        Path | None, typer.Option(envvar="TODAY_FILE", help="A file that says which day it is, for demonstrations.")
    ] = None,
) -> None:
    """Start everything, and run until Ctrl-C."""
    from deploy.system.nursery import open_nursery

    open_nursery()  # first of all: it takes longest, and has a processor to itself
    from deploy.up import up

    up(var, port, seed, today_file)


@app.command()
def serve(
    name: str,
    host: Annotated[str, typer.Option(help="Where it listens.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535)] = 8000,
) -> None:
    """Run one service, or the gateway, as containers and units do; the environment tells it the rest."""
    from deploy.serving import serve_named

    serve_named(name, host, port)


@app.command()
def alive(
    path: Annotated[str, typer.Option(help="/healthz for the gateway.")] = "/health",
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535)] = 8000,
) -> None:
    """Whether what is served on this machine answers: for the health checks of containers."""
    from deploy.waiting import status

    if not status(port, path, 5):
        raise Trouble(f"Nothing answers on port {port}.")


@app.command()
def verify(
    views: Annotated[
        bool, typer.Option("--views", help="Also make each read model again and compare; commands wait meanwhile.")
    ] = False,
    var: Var = VAR,
) -> None:
    """Check chains, keys, feeds and what services know of each other, and name all that is broken."""
    from deploy.verifying import verify
    from deploy.where import Where

    verify(Where.of(var), views=views)


@app.command()
def reconcile(
    service: Annotated[str | None, typer.Argument(help="The one that goes on from what it has.")] = None,
    why: Annotated[str | None, typer.Option(help="What happened; it is kept on record.")] = None,
    var: Var = VAR,
) -> None:
    """After a restore: show where two services know different histories, or join them again."""
    from deploy.reconciling import join, show
    from deploy.where import Where

    if service is None:
        show(Where.of(var))
    elif why is None:
        raise Trouble('Please say what happened, with --why "…". It is kept on record.')
    else:
        join(Where.of(var), service, why)


@app.command()
def release(var: Var = VAR) -> None:
    """Let notifications send again what was held after a restore."""
    from deploy.reconciling import release
    from deploy.where import Where

    release(Where.of(var))


@app.command()
def rebuild(service: str, view: str, var: Var = VAR) -> None:
    """Make a read model again from what was recorded and told."""
    from deploy.rebuilding import rebuild_view
    from deploy.where import Where

    rebuild_view(Where.of(var), service, view)


@app.command()
def replay(
    service: str,
    after: Annotated[int, typer.Option(help="The number of the last fact that is not told again.")] = 0,
    var: Var = VAR,
) -> None:
    """Tell a service's facts to the others again."""
    from deploy.replaying import replay
    from deploy.where import Where

    replay(Where.of(var), service, after)


@app.command()
def migrate(
    service: Annotated[str | None, typer.Argument(help="One service; all of them unless said.")] = None,
    var: Var = VAR,
) -> None:
    """Bring the databases into the shape that this version wants."""
    from deploy.migrating import migrate_all
    from deploy.where import Where

    migrate_all(Where.of(var), service)


@app.command()
def secrets(folder: Path) -> None:
    """Make the passwords and keys of a production system. What is there stays as it is."""
    from deploy.production_secrets import make_secrets

    made = make_secrets(folder)
    typer.echo(f"{len(made)} files were made in {folder}." if made else f"Everything is there already in {folder}.")


@parked.command(name="list")
def list_parked(var: Var = VAR) -> None:
    """Show the facts that could not be applied."""
    from deploy.parking import list_parked
    from deploy.where import Where

    list_parked(Where.of(var))


@parked.command()
def retry(
    service: str,
    id: Annotated[int | None, typer.Argument(help="One of them, and those behind it.")] = None,
    all: Annotated[bool, typer.Option("--all", help="Every one, or all of one cause.")] = False,
    cause: Annotated[str | None, typer.Option(help="The error, as the list shows it.")] = None,
    var: Var = VAR,
) -> None:
    """Try parked facts once more: one, all, or all of one cause."""
    from deploy.parking import retry, retry_all
    from deploy.where import Where

    if id is not None:
        retry(Where.of(var), service, id)
    elif all or cause:
        retry_all(Where.of(var), service, cause)
    else:
        raise Trouble("Please name one by its id, or say --all.")


@parked.command()
def discard(service: str, id: int, reason: str, var: Var = VAR) -> None:
    """Give a parked fact up, with a reason."""
    from deploy.parking import discard
    from deploy.where import Where

    discard(Where.of(var), service, id, reason)


@taking_over.command()
def tracker(
    file: Path,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what is wrong with the file and load nothing.")
    ] = False,
    var: Var = VAR,
) -> None:
    """Load the county's present tracker, CSV or XLSX. The same file twice changes nothing."""
    from deploy.importing.loading import load_tracker
    from deploy.where import Where

    load_tracker(Where.of(var), file, dry_run=dry_run)


def main() -> None:
    plainly(app)


def plainly(command: Callable[[], object]) -> None:
    """Run it; what cannot be done is said in plain words, with exit code 1."""
    try:
        command()
    except (Trouble, NoServer) as trouble:
        sys.exit(f"\n{trouble}")
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        sys.exit(f"\nSomething on this machine did not work: {(error.strerror or str(error)).lower()}{where}.")
    except Exception:
        log = Path(tempfile.gettempdir()) / "dhr-error.log"
        log.write_text(traceback.format_exc())
        sys.exit(f"\nSomething went wrong that should not have. Please send {log} to whoever looks after this system.")
