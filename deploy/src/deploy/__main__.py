"""`python -m deploy`: the same as `dhr`."""

from deploy.cli import main

main()
