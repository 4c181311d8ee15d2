"""Steps of the guide that a person records as done."""

from datetime import date
from typing import ClassVar, Literal

from shared.actor import Role
from shared.contracts.cases.commands.of_case import PANEL_CHAIR, OfCase
from shared.message import PersonalText

type Step = Literal[4, 5, 7, 10, 12, 14, 16]


class RecordStep(OfCase):
    """Record a step of the guide as done (G steps 4, 5, 7, 10, 12, 14, 16)."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR
    step: Step
    done_on: date
    note: PersonalText


type StepCommand = RecordStep
