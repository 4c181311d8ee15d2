"""What the chairs service answers.

Each slice says its own; the names of all of them are gathered here.
"""

from shared.contracts.chairs.answers.commission import *
from shared.contracts.chairs.answers.money import *
from shared.contracts.chairs.answers.quality import *
from shared.contracts.chairs.answers.roster import *
