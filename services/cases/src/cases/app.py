"""The cases service, for a server such as uvicorn: `cases.app:app`."""

from shared.serve import serve

from cases.service import CASES

app = serve(CASES)
