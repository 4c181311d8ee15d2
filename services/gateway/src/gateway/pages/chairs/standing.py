"""How does a chair's place on the list end, rest, or begin again (H-01)?"""

from shared.contracts.chairs.answers import ChairRecord
from shared.contracts.chairs.commands import LeaveList, ReinstateChair, RemoveChair, SuspendChair
from shared.contracts.chairs.queries import ChairDetail
from shared.contracts.chairs.values import ListStage
from shared.message import Command

from gateway.forms.field import Field
from gateway.forms.filling import today
from gateway.forms.form import Form
from gateway.pages.chairs.parts import on_list
from gateway.pages.deeds import deed, routes_of
from gateway.pages.words import counted

_DONE = "/chairs/{chair_id}"
_WHY = Field("reason", "the reason", ask="Why?")


def _open(record: ChairRecord) -> str:
    """What goes on whatever happens to the place on the list."""
    reviews = sum(one.ended_on is None for one in record.reviews)
    if not reviews:
        return f"{record.name} leads no review here at the moment."
    return (
        f"{record.name} leads {counted(reviews, 'review')} here. That goes on: to replace the chair of a review, "
        "end the appointment on the review’s own page."
    )


def _with_reason(command: type[Command], title: str, submit: str, said: str) -> Form:
    return Form(
        command=command,
        title=title,
        intro=_open,
        fields=(_WHY,),
        submit=submit,
        done=_DONE,
        asks=ChairDetail,
        said=said,
    )


SUSPEND = deed(
    "/chairs/{chair_id}/suspend",
    _with_reason(SuspendChair, "Suspend from the list", "Suspend", "The chair is suspended from the list."),
    when=lambda one: one.stage is ListStage.LISTED,
)
REINSTATE = deed(
    "/chairs/{chair_id}/reinstate",
    _with_reason(ReinstateChair, "Put back on the list", "Put back", "The chair is on the list again."),
    when=lambda one: one.stage is ListStage.SUSPENDED,
)
REMOVE = deed(
    "/chairs/{chair_id}/remove",
    _with_reason(RemoveChair, "Remove from the list", "Remove", "The chair is removed from the list."),
    when=on_list,
)
LEAVE = deed(
    "/chairs/{chair_id}/leave",
    Form(
        command=LeaveList,
        title="Record that they leave the list",
        intro=_open,
        fields=(Field("left_on", "the day they left", ask="When did they leave the list?"),),
        done=_DONE,
        asks=ChairDetail,
        start=today("left_on"),
        said="It is recorded that the chair left the list.",
    ),
    when=on_list,
)

ON_LIST = (SUSPEND, REINSTATE, LEAVE, REMOVE)
ROUTES = routes_of(*ON_LIST)
