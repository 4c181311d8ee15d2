"""What do the facts of other services make us send, or leave?"""

from notifications.reactions import of_cases, of_chairs

REACTIONS = (*of_cases.REACTIONS, *of_chairs.REACTIONS)
