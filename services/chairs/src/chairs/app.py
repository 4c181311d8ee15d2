"""The chairs service, for a server such as uvicorn: `chairs.app:app`."""

from shared.serve import serve

from chairs.service import CHAIRS

app = serve(CHAIRS)
