"""How does one process serve one application? With the same options in a demonstration, a container and a unit.

In a demonstration its parent holds the socket open, so that a port is never lost between two starts, and who calls
while a service starts again waits a moment instead of being refused.
"""

import socket
import sys

from deploy.system.nats_config import SERVICES
from deploy.trouble import Trouble

APPLICATIONS = {name: f"{name}.app:app" for name in SERVICES} | {"gateway": "gateway.app:gateway()"}


def serve_named(name: str, host: str, port: int) -> None:
    """`dhr serve NAME`: until it is told to end."""
    if name not in APPLICATIONS:
        raise Trouble(f"There is no service {name}; there are {', '.join(APPLICATIONS)}.")
    serve(APPLICATIONS[name], listening(host, port))


def listening(host: str, port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise Trouble(
            f"Port {port} cannot be used ({(error.strerror or 'unknown reason').lower()}). "
            "Please stop the program that uses it, or set PORT to another number."
        ) from None
    return listener


def serve(application: str, listener: socket.socket) -> None:
    """`cases.app:app`, or with brackets a function that makes it: `gateway.app:gateway()`."""
    import uvicorn  # here, so that who only names this function does not wait for it

    config = uvicorn.Config(
        application.removesuffix("()"),
        factory=application.endswith("()"),
        loop="uvloop",
        lifespan="on",  # or a service that could not be opened would serve nothing, for ever
        access_log=False,  # addresses hold ids of cases; who looked at what is the gateway's own record
        log_config=None,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    server = uvicorn.Server(config)
    server.run(sockets=[listener])
    if not server.started:
        sys.exit(1)
