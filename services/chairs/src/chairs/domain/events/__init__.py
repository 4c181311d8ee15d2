"""What has happened to chairs, commissions, budgets. Names and fields are stored for ever.

Each slice says its own; the names of all of them are gathered here.
"""

from chairs.domain.events import appointment, money, quality
from chairs.domain.events.appointment import *
from chairs.domain.events.county import *
from chairs.domain.events.money import *
from chairs.domain.events.quality import *
from chairs.domain.events.roster import *

type CommissionEvent = appointment.AppointmentEvent | money.PaymentEvent | quality.QualityEvent
