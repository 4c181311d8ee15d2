"""The tracker service, for a server such as uvicorn: `tracker.app:app`."""

from shared.serve import serve

from tracker.service import TRACKER

app = serve(TRACKER)
