"""Weighted draws, prepared once so that a large caseload is quick."""

from bisect import bisect
from collections.abc import Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Shares(Generic[T]):
    """Choices and their shares, from which to draw."""

    def __init__(self, shares: Mapping[T, float]) -> None:
        self.choices = tuple(shares)
        self.sums = tuple(accumulate(shares.values()))

    def draw(self, rng: Random) -> T:
        """Return one choice, each as often as its share."""
        return self.at(rng.random())

    def at(self, place: float) -> T:
        """Return the choice at a place from 0 to 1 along the shares."""
        found = bisect(self.sums, place * self.sums[-1])
        return self.choices[min(found, len(self.choices) - 1)]

    def dealt(self, number: int, rng: Random) -> list[T]:
        """Return so many choices in their shares, as exactly as can be, and shuffled."""
        offset = rng.random()
        choices = [self.at((place + offset) / number) for place in range(number)]
        rng.shuffle(choices)
        return choices


def band(bands: Mapping[int, T], age: int) -> T:
    """Return the entry of the band an age is in; the keys are the bands' first ages."""
    return bands[max(first for first in bands if first <= age)]
