"""The notifications service, for a server such as uvicorn: `notifications.app:app`."""

from shared.serve import serve

from notifications.service import NOTIFICATIONS
from notifications.settings import NotificationSettings

app = serve(NOTIFICATIONS, NotificationSettings)
