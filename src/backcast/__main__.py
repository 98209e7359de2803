"""`python -m backcast` is the command line."""

from backcast.cli import main

main()
