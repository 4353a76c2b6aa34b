"""The quick form of `make torture`: twenty processes killed at random moments, and nothing lost."""

from pathlib import Path

from torture import torture


def test_nothing_is_lost_doubled_or_half_written_by_kills(tmp_path: Path) -> None:
    *_, outcome = torture(tmp_path / "shutro.db", kills=20, seed=6, articles=16)
    assert outcome.faults == []
    assert outcome.kills.total() == len(outcome.reads) == 20
    assert outcome.acknowledged["add"] > 0
