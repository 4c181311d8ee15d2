"""One case's commission: its slices, how facts move it, and which of them decides a command."""

from shared.decider import Decider, of_slices, whole

from chairs.domain.appointment import decide as appointment
from chairs.domain.appointment import evolve as after_appointment
from chairs.domain.events import CommissionEvent
from chairs.domain.found import CommissionFound
from chairs.domain.money import decide as money
from chairs.domain.money import evolve as after_money
from chairs.domain.quality import decide as quality
from chairs.domain.quality import evolve as after_quality
from chairs.domain.state import Commission

type CommissionCommand = appointment.AppointmentCommand | money.PaymentCommand | quality.QualityCommand


COMMISSION: Decider[CommissionCommand, Commission, CommissionEvent, CommissionFound] = of_slices(
    Commission(),
    whole(appointment.decide, after_appointment.evolve),
    whole(money.decide, after_money.evolve),
    whole(quality.decide, after_quality.evolve),
)
