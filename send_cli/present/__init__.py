"""Domain objects as text: for a terminal, for a pipe, and as JSON. Nothing here asks."""
