"""What do all services bring in at their start? Imported once, before the nursery's process is forked into theirs."""

import gc
import pkgutil
from importlib import import_module

import starlette.applications
import uvicorn.lifespan.on
import uvicorn.protocols.http.h11_impl

from shared import contracts, serve

__all__ = ["serve", "starlette", "uvicorn"]

for found in pkgutil.walk_packages(contracts.__path__, f"{contracts.__name__}."):
    import_module(found.name)

gc.collect()
gc.freeze()  # so that the forks go on sharing what is here
