"""How does one process serve one application on a socket that its parent holds?

    python -m deploy.serving cases.app:app FILE_DESCRIPTOR
    python -m deploy.serving gateway.app:gateway() FILE_DESCRIPTOR      brackets: a function that makes it

The parent keeps the socket open, so that a port is never lost between two starts, and who calls while a service starts
again waits a moment instead of being refused.
"""

import socket
import sys

import uvicorn


def serve(application: str, descriptor: int) -> None:
    config = uvicorn.Config(
        application.removesuffix("()"),
        factory=application.endswith("()"),
        loop="uvloop",
        lifespan="on",
        access_log=False,  # addresses hold ids of cases; who looked at what is the gateway's own record
        log_config=None,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    server = uvicorn.Server(config)
    with socket.socket(fileno=descriptor) as listener:
        server.run(sockets=[listener])
    if not server.started:
        sys.exit(1)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
