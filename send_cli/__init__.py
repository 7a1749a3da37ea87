"""A deadline and triage tool for SEND case officers."""

__version__ = "0.1.0"

LAW_READ_TO = "2026-11-21"
"""The day to which the law in `send_cli.rules` was researched."""
