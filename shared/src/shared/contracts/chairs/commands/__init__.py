"""What may be asked of the chairs service: the approved list, commissions, money, quality.

Each slice says its own; the names of all of them are gathered here.
"""

from shared.contracts.chairs.commands.commission import *
from shared.contracts.chairs.commands.county import *
from shared.contracts.chairs.commands.payment import *
from shared.contracts.chairs.commands.roster import *
