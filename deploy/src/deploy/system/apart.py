"""The first thing that the nursery brings in: it stands apart from the terminal that `dhr` was started in."""

import os
import sys

os.setsid()  # what is sent to the group of `dhr`, such as the end of a terminal, is not for the nursery
sys.dont_write_bytecode = False  # the next start is quicker with it, whatever the shell says
