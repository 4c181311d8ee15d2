"""How does one process serve one application on a socket that its parent holds?

The parent keeps the socket open, so that a port is never lost between two starts, and who calls while a service starts
again waits a moment instead of being refused.
"""

import socket
import sys


def serve(application: str, listener: socket.socket) -> None:
    """`cases.app:app`, or with brackets a function that makes it: `gateway.app:gateway()`."""
    import uvicorn  # here, so that who only names this function does not wait for it

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
    server.run(sockets=[listener])
    if not server.started:
        sys.exit(1)
