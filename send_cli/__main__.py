"""`python -m send_cli` is `send`."""

from send_cli.cli.app import main

if __name__ == "__main__":
    main()
