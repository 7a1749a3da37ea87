"""The table of settings: it is the figures that are used, each once, and no other."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_cli.domain.problem import Refusal
from send_cli.domain.setting import Figure, Settings
from send_cli.domain.step import Step
from send_cli.rules.settings import SETTINGS, in_force
from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS
from send_cli.store.settings import read_settings, write_setting

DEFAULTS = Settings(SETTINGS)


def test_without_a_file_the_figures_are_the_tables() -> None:
    assert repr(in_force(DEFAULTS)[:2]) == repr((WEIGHTS, EFFORT))
    assert in_force(DEFAULTS).standards == STANDARDS


FIGURES = {key: one for key, one in SETTINGS.items() if isinstance(one, Figure)}


def test_the_closure_days_are_the_one_setting_that_is_no_figure() -> None:
    assert SETTINGS.keys() - FIGURES.keys() == {"calendar.closure_days"}


@pytest.mark.parametrize("key", FIGURES)
def test_every_setting_is_used_and_is_no_other(key: str) -> None:
    before = repr(in_force(DEFAULTS))
    other = FIGURES[key].default + 1
    after = repr(in_force(DEFAULTS.changed(key, other)))
    assert after != before
    assert len(after.split(", ")) == len(before.split(", "))
    differ = [
        one for one in zip(before.split(", "), after.split(", "), strict=True) if len({*one}) > 1
    ]
    assert len(differ) == 1


def test_quality_assurance_is_the_last_wait_before_the_final_plan() -> None:
    figures = in_force(DEFAULTS.changed("drafting.qa_lead_days", 9))
    assert figures.effort[Step.SEND_FINAL].days_for_others == 9


@pytest.mark.parametrize("key", FIGURES)
def test_a_setting_holds_to_its_bounds(key: str) -> None:
    setting = FIGURES[key]
    for value in (setting.least, setting.default, setting.most):
        assert DEFAULTS.changed(key, value)[key] == value
    for value in (setting.least - 1, setting.most + 1):
        with pytest.raises(Refusal, match=f"write one from {setting.least} to {setting.most}"):
            DEFAULTS.changed(key, value)


DAY = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)
CHANGES = st.lists(
    st.one_of(
        *(
            st.tuples(st.just(one.key), st.integers(one.least, min(one.most, 60)))
            for one in FIGURES.values()
        ),
        st.tuples(st.sampled_from(list(SETTINGS)), st.none()),
        st.tuples(st.just("calendar.closure_days"), st.lists(DAY, max_size=3)),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(CHANGES)
def test_whatever_is_set_and_taken_out_the_file_says_the_rest(
    changes: list[tuple[str, object]],
) -> None:
    text = (
        '# ours\n[effort.advice]\nminutes = 5 # "a call"\n\n# and\n[weights.flags]\ntribunal = 7\n'
    )
    held: dict[str, object] = {"effort.advice.minutes": 5, "weights.flags.tribunal": 7}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "send.toml"
        path.write_text(text, encoding="utf-8")
        now = read_settings(path, SETTINGS)
        for key, value in changes:
            if value is None and key not in held:
                continue
            now = write_setting(path, now, key, value)
            held.pop(key, None)
            held |= {} if value is None else {key: value}
            assert now.given == held
            assert read_settings(path, SETTINGS).given == held
            assert not now.mistakes
        written = path.read_text(encoding="utf-8")
    assert "# ours\n" in written
    assert "# and\n" in written
