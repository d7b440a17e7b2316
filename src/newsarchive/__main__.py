"""`python -m newsarchive`."""

from newsarchive.cli.app import run

if __name__ == "__main__":
    run()
