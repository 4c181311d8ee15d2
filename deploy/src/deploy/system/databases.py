"""Are the services' databases there, in the shape that this version of the system wants?"""

from collections.abc import Sequence

from shared.database import migrate

from deploy.system.folder import Folder
from deploy.trouble import Trouble


def bring_up_to_date(folder: Folder, services: Sequence[str]) -> None:
    for name in services:
        try:
            migrate(folder.database_url(name), name)
        except Exception as error:
            raise Trouble(
                f"The database of {name} in {folder.root} could not be brought up to date ({type(error).__name__}). "
                "It may come from a newer version of the system; please use that version, or another VAR."
            ) from error
