"""The case file: one SQLite file, one journal, and the deadlines derived from it."""
