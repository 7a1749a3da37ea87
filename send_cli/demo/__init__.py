"""Synthetic caseloads, seeded, for trying `send` out: nobody in them is real."""
