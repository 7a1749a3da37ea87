"""List 1 of the area SEND inspection's Annex A: every child with a plan, in the inspectors' form.

Note:
    Its coded cells begin with a letter, `a) SPLD`. A list of this form is read
    as a case list once its cells are in plain words. Its "Date EHC plan last
    reviewed" may be the meeting or the decision, which start different clocks:
    that is asked, or said with `--map`.

"""

import re
from collections.abc import Sequence
from dataclasses import replace

from send_cli.domain.case import SettingType
from send_cli.domain.flag import Flag
from send_cli.importers.cells import Cells, normal
from send_cli.importers.table import Table

MARKS = ("unique id", "date initial ehc plan issued")
"""The headings by which the list is known."""

PHASE = "main education establishment phase"
AT_HOME = "elective home education"
SOCIAL_CARE_TEAM = "which children s social care team"
FLAGS = "flags"

_CODE = re.compile(r"[a-z]{1,2}\)\s*", re.IGNORECASE)

PHASES = {
    "early years": SettingType.NURSERY,
    "nursery": SettingType.NURSERY,
    "infant": SettingType.INFANT,
    "junior": SettingType.JUNIOR,
    "first": SettingType.FIRST,
    "primary": SettingType.PRIMARY,
    "middle": SettingType.MIDDLE,
    "secondary": SettingType.SECONDARY,
    "all through": SettingType.ALL_THROUGH,
    "special": SettingType.SPECIAL,
    "sixth form": SettingType.SIXTH_FORM,
    "post 16": SettingType.COLLEGE,
    "16 plus": SettingType.COLLEGE,
    "further education": SettingType.COLLEGE,
    "college": SettingType.COLLEGE,
    "alternative provision": SettingType.ALTERNATIVE,
    "pupil referral unit": SettingType.ALTERNATIVE,
}
"""The setting type for the words that a phase begins with."""

TEAMS = {
    "looked after": Flag.LOOKED_AFTER,
    "child protection": Flag.CHILD_PROTECTION,
    "child in need": Flag.CHILD_IN_NEED,
    "children in need": Flag.CHILD_IN_NEED,
}
"""The flag for words in the name of a social care team."""


def is_list_1(headings: Sequence[str]) -> bool:
    """Say whether a list with these headings is List 1."""
    return set(MARKS) <= set(map(normal, headings))


def in_plain_words(table: Table) -> Table:
    """Return List 1 as a case list: its codes without their letters, its phases as setting types.

    The name of a social care team stands under `flags`, as far as it says one;
    a child educated at home attends no setting.
    """
    names = [normal(heading) for heading in table.headings]
    other = {AT_HOME: ""} if PHASE in names else {}
    if FLAGS not in names:
        other[SOCIAL_CARE_TEAM] = FLAGS
    headings = tuple(
        other.get(name, heading) for name, heading in zip(names, table.headings, strict=True)
    )
    rows = tuple((number, _plain(cells, names)) for number, cells in table.rows)
    return replace(table, headings=headings, rows=rows)


def _plain(cells: Cells, names: Sequence[str]) -> Cells:
    plain = [_CODE.sub("", cell, count=1) if _CODE.match(cell) else cell for cell in cells]
    place = {name: at for at, name in enumerate(names) if at < len(plain)}
    if SOCIAL_CARE_TEAM in place:
        at = place[SOCIAL_CARE_TEAM]
        plain[at] = _flag(plain[at])
    if PHASE in place:
        at = place[PHASE]
        at_home = AT_HOME in place and normal(plain[place[AT_HOME]]) in {"yes", "y"}
        plain[at] = SettingType.NONE.value if at_home else _setting_type(plain[at])
    return tuple(plain)


def _setting_type(phase: str) -> str:
    """Return the setting type that a phase is; the phase where it is none, to be told of."""
    words = normal(phase)
    if words in {"not applicable", "none", "unknown", "not known"}:
        return ""
    return next((kind.value for start, kind in PHASES.items() if words.startswith(start)), phase)


def _flag(team: str) -> str:
    words = normal(team)
    return next((flag.value for said, flag in TEAMS.items() if said in words), "")
