"""`python -m xlkpi`: the command line without the installed script."""

from xlkpi.cli.app import main

if __name__ == "__main__":
    main()
