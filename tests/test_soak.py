"""The soak in short: some hours of stream under faults that come and go; `make soak` is the whole."""

from pathlib import Path
from random import Random

from outlets import HOUSES, Newsroom
from shutro.store.opening import open_library
from shutro.updating import update
from soaking import Soak, Weather, lost_stories, missing
from streaming import add_sources, articles_of, served_by, watch_once

ROUNDS, MINUTES = 12, 20
SOME = tuple(house for house in HOUSES if house.id in ("nodipoth", "uttorer_alo", "purbodesh", "sagor_barta"))


def test_what_was_served_is_kept_whatever_went_wrong(tmp_path: Path) -> None:
    library, found = tmp_path / "shutro.db", Soak()
    with Newsroom(seed=2, hours=3, happenings=5, houses=SOME) as newsroom:
        newsroom.advance(MINUTES)
        add_sources(library, newsroom)
        weather = Weather(newsroom, Random(4))
        for number in range(ROUNDS):
            newsroom.advance(MINUTES)
            weather.change(share=0.5) if number < ROUNDS - 3 else weather.clear()
            found.came.update(watch_once(library, newsroom))
            if number % 4 == 3:
                with open_library(library) as connection:
                    for _ in update(connection):
                        pass
                found.look(library)
        served, kept = served_by(newsroom), articles_of(library, newsroom)
        assert found.came["failed"] and found.came["added"]
        assert not missing(served, kept, "served, but not kept")
        assert not missing(kept, served, "kept twice, or never served")
        assert found.stories and not lost_stories(library, found.stories)
