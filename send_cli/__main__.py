"""`python -m send_cli` is `send`."""

import gc

# A run lasts moments and leaves no cycles worth collecting: looking for them
# costs a tenth of every start and a fifth of a large import.
gc.disable()

from send_cli.cli.app import main  # noqa: E402

if __name__ == "__main__":
    main()
