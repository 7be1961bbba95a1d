"""`python -m hyosan`."""

from hyosan.cli import main

main()
