"""The `dhr` command: what may be asked of it?"""

import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from deploy.servers import NoServer
from deploy.trouble import Trouble
from deploy.up import Seed, up

app = typer.Typer(
    help="Domestic Homicide Reviews: the system on this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Var = Annotated[Path, typer.Option("--var", envvar="VAR", help="The folder that keeps everything.")]


@app.command(name="up")
def start(
    var: Var = Path("var"),
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535, help="Where the pages are.")] = 8000,
    seed: Annotated[
        Seed | None, typer.Option(envvar="SEED", help="What a new system begins with (county unless said).")
    ] = None,
    today_file: Annotated[
        Path | None, typer.Option(envvar="TODAY_FILE", help="A file that says which day it is, for demonstrations.")
    ] = None,
) -> None:
    """Start everything, and run until Ctrl-C."""
    up(var, port, seed, today_file)


def main() -> None:
    plainly(app)


def plainly(command: Callable[[], object]) -> None:
    """Run it; what can not be done is said in one sentence, with exit code 1."""
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
