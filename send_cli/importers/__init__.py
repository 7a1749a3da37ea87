"""From the bytes of a list to events and problems; nothing here writes."""
