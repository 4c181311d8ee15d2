"""Which kinds of notice wait for a person's approval before they are sent (X-04)?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.notifications.answers import HeldNotices
from shared.contracts.notifications.commands import HoldNotice
from shared.contracts.notifications.queries import NoticesHeld
from shared.contracts.notifications.values import Notice

from gateway.forms.field import Field
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
from gateway.pages.dispatches.parts import sub_navigation
from gateway.show.components import sentence
from gateway.web.routes import page
from gateway.web.visit import Visit


def _notices(visit: Visit, answer: HeldNotices) -> Mapping[str, Any]:
    changes = CHANGE.may(visit)
    return {
        "parts_of_dispatches": sub_navigation(visit),
        "notices": [
            {
                "name": sentence(notice),
                "way": "Waits for approval" if notice in answer.held else "Sent without waiting",
                "href": CHANGE.href({}, notice=notice.value) if changes else "",
            }
            for notice in Notice
        ],
    }


CHANGE = deed(
    "/dispatches/approval/change",
    Form(
        command=HoldNotice,
        title="Change which notices wait for approval",
        intro="This applies to notices prepared from now on. Notices that are already prepared do not change.",
        fields=(
            Field("notice", "the notice", "radios", ask="Which notice?"),
            Field("held", "whether it waits for approval", ask="Does it wait for a person’s approval?"),
        ),
        submit="Save",
        done="/dispatches/approval",
        said="The change is saved.",
    ),
)

ROUTES = [
    *page("/dispatches/approval", "dispatches/approval.html", NoticesHeld, prepare=_notices),
    *routes_of(CHANGE),
]
