"""`python -m shutro` is the command `shutro`."""

from shutro.cli import main

main()
