"""The officer's world as plain values: no files, no clock, no database, no printing."""
