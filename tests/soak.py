"""`make soak`: six hours of stream in ten minutes, against outlets on loopback where anything may go wrong."""

import argparse
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from outlets import Newsroom
from shutro.store.opening import open_library
from shutro.updating import update
from soaking import lost_stories, missing, soak
from streaming import add_sources, articles_of, served_by, watch_once

_GROWTH = 40.0  # mebibytes from the middle to the end


def main() -> None:
    """Run the soak, and end with status 1 where something is lost, doubled or swells."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--hours", type=float, default=6.0, help="of the outlets' time")
    given.add_argument("--minutes", type=float, default=10.0, help="of ours")
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--happenings", type=int, default=40)
    asked = given.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Newsroom(seed=asked.seed, hours=asked.hours, happenings=asked.happenings) as newsroom,
    ):
        library = Path(folder) / "shutro.db"
        newsroom.now += timedelta(minutes=30)
        add_sources(library, newsroom)
        found = soak(library, newsroom, asked.seed, hours=asked.hours, seconds=asked.minutes * 60)
        watch_once(library, newsroom)  # what was in hand when it was stopped
        with open_library(library) as connection:
            for _ in update(connection):
                pass
        served, kept = served_by(newsroom), articles_of(library, newsroom)
        lost = lost_stories(library, found.stories)
    wrong = [
        *missing(served, kept, "served, but not kept"),
        *missing(kept, served, "kept twice, or never served"),
    ]
    wrong += [f"a story was lost: {one}" for one in lost]
    grown = found.memory[-1] - found.memory[len(found.memory) // 2]
    if grown > _GROWTH:
        wrong.append(f"memory grew by {grown:.0f} MB in the second half")
    versions = sum(map(len, kept.values()))
    print(
        f"{len(kept)} reports in {versions} versions, {len(found.stories)} ids of stories, {dict(found.came)}"
    )
    print(f"memory {grown:+.0f} MB in the second half; faults: {dict(found.weather)}")
    print("\n".join(wrong) or "nothing lost, nothing doubled")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
