"""One case's commission: its slices, how facts move it, and which of them decides a command."""

from shared.decider import Decider, of_slices, whole

from chairs.domain import appointed, appointing, moving, paying, quality
from chairs.domain.appointing import AppointmentCommand
from chairs.domain.events import CommissionEvent
from chairs.domain.paying import PaymentCommand
from chairs.domain.quality import QualityCommand
from chairs.domain.state import Commission

type CommissionCommand = AppointmentCommand | PaymentCommand | QualityCommand


COMMISSION: Decider[CommissionCommand, Commission, CommissionEvent] = of_slices(
    Commission(),
    whole(appointing.decide, appointed.evolve),
    whole(paying.decide, moving.evolve),
    whole(quality.decide, quality.evolve),
)
