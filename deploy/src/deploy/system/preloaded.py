"""What do all services bring in at their start? Imported once, before the nursery's process is forked into theirs."""

import gc

import starlette.applications
import uvicorn.lifespan.on
import uvicorn.protocols.http.h11_impl

from shared import serve

__all__ = ["serve", "starlette", "uvicorn"]

gc.collect()
gc.freeze()  # so that the forks go on sharing what is here
