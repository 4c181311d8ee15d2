"""What happened to a chair and to a commission, as the service tells it."""

from datetime import date

from gateway.identity.demonstration import DOMAIN, account_id
from shared.contracts.chairs.answers import HistoryLine

LISTED = (
    HistoryLine(on=date(2026, 1, 20), text="Deepak Rana was accepted.", by=account_id(f"manager@{DOMAIN}")),
    HistoryLine(on=date(2026, 1, 5), text="Deepak Rana applied.", by="service:chairs"),
)
COMMISSIONED = (HistoryLine(on=date(2026, 7, 10), text="Deepak Rana was commissioned.", by=None),)
