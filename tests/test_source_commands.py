"""`shutro source` and `shutro watch` as a newsroom uses them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from outlets import HOUSES, Newsroom
from shutro.cli import main
from shutro.store.opening import open_library
from shutro.store.stories import read_stories
from streaming import articles_of, served_by

TWO = tuple(house for house in HOUSES if house.id in ("nodipoth", "purbodesh"))


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(seed=1, hours=1, happenings=2, houses=TWO) as opened:
        opened.advance(180)
        yield opened


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "shutro.db"


def run(library: Path, *arguments: str) -> Result:
    environment = {"SHUTRO_LIBRARY": str(library), "SHUTRO_PRIVATE": "1"}
    return CliRunner().invoke(main, list(arguments), env=environment)


def own_sources(library: Path) -> list[dict[str, object]]:
    listed = [json.loads(line) for line in run(library, "source", "list", "--json").stdout.splitlines()]
    return [one for one in listed if "127.0.0.1" in one["address"]]


def switch_off_declared(library: Path) -> None:
    for one in [json.loads(line) for line in run(library, "source", "list", "--json").stdout.splitlines()]:
        if "127.0.0.1" not in one["address"]:
            run(library, "source", "remove", one["address"])


def test_a_site_is_added_by_its_address_and_checked(newsroom: Newsroom, library: Path) -> None:
    for house in TWO:
        added = run(library, "source", "add", newsroom.base(house.id))
        assert added.exit_code == 0 and added.stdout.startswith("1 added, 0 known")
    again = run(library, "source", "add", f"{newsroom.base('nodipoth')}/national")
    assert again.stdout.startswith("0 added, 1 known")
    newsroom.switch("purbodesh", "error")
    checked = run(library, "source", "check", *(str(one["address"]) for one in own_sources(library)))
    assert checked.exit_code == 0
    lines = [line.split() for line in checked.stdout.splitlines() if "127.0.0.1" in line]
    assert sorted(line[1] for line in lines) == ["no", "yes"]
    assert "answered with an error (500)" in " ".join(checked.stdout.split())


def test_a_site_without_a_feed_is_told_so(newsroom: Newsroom, library: Path) -> None:
    newsroom.switch("nodipoth", "garbage")
    refused = run(library, "source", "add", newsroom.base("nodipoth"))
    assert refused.exit_code == 2 and "no feed or sitemap was found" in refused.stderr


def test_addresses_of_the_own_network_are_refused_unless_asked_for(newsroom: Newsroom, library: Path) -> None:
    refused = CliRunner().invoke(
        main, ["source", "add", newsroom.base("nodipoth"), "--library", str(library)]
    )
    assert refused.exit_code == 2 and "port" in refused.stderr
    refused = CliRunner().invoke(main, ["source", "add", "http://127.0.0.1/feed", "--library", str(library)])
    assert refused.exit_code == 2 and "private network" in refused.stderr


def test_lists_of_feeds_go_out_and_in(newsroom: Newsroom, library: Path, tmp_path: Path) -> None:
    run(library, "source", "add", newsroom.base("nodipoth"))
    (own,) = own_sources(library)
    path = tmp_path / "feeds.opml"
    path.write_bytes(run(library, "source", "export").stdout_bytes)
    other = tmp_path / "other.db"
    taken = run(other, "source", "import", str(path))
    assert taken.exit_code == 0
    assert [one["address"] for one in own_sources(other)] == [own["address"]]
    run(other, "source", "remove", str(own["address"]))
    assert own_sources(other) == []


def test_a_source_that_comes_with_shutro_is_switched_off_not_forgotten(library: Path) -> None:
    run(library, "source", "remove", "https://www.prothomalo.com/feed")
    listed = [json.loads(line) for line in run(library, "source", "list", "--json").stdout.splitlines()]
    assert [one["state"] for one in listed if one["address"].endswith("www.prothomalo.com/feed")] == ["off"]


def test_watching_once_brings_reports_and_makes_their_stories(newsroom: Newsroom, library: Path) -> None:
    switch_off_declared(library)
    assert "no source" in run(library, "watch", "--once").stderr
    for house in TWO:
        run(library, "source", "add", newsroom.base(house.id))
    count = sum(len(newsroom.public(house.id)) for house in TWO)
    watched = run(library, "watch", "--once")
    assert watched.exit_code == 0 and f"{count} added" in watched.stdout
    with open_library(library) as connection:
        assert sum(len(story.articles) for story in read_stories(connection)) == count


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_watch_ends_when_it_is_told_to(newsroom: Newsroom, library: Path, number: signal.Signals) -> None:
    switch_off_declared(library)
    run(library, "source", "add", newsroom.base("nodipoth"))
    command = [sys.executable, "-m", "shutro", "watch", "--library", str(library), "--private"]
    with subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": "src"}, stdout=subprocess.PIPE
    ) as process:
        end = time.monotonic() + 60
        while not newsroom.went_out() and time.monotonic() < end:
            time.sleep(0.1)
        process.send_signal(number)
        assert process.wait(30) == 0
    assert newsroom.went_out()


def test_a_watch_that_is_killed_carries_on(newsroom: Newsroom, library: Path) -> None:
    """Nothing that was stored is lost, nothing comes twice, whenever it is killed."""
    switch_off_declared(library)
    for house in TWO:
        run(library, "source", "add", newsroom.base(house.id))
    command = [sys.executable, "-m", "shutro", "watch", "--library", str(library), "--private"]
    moments = Random(7)
    for _ in range(3):
        asked = len(newsroom.served)
        with subprocess.Popen(
            command, env={**os.environ, "PYTHONPATH": "src"}, stdout=subprocess.DEVNULL
        ) as process:
            end = time.monotonic() + 60
            while len(newsroom.served) == asked and time.monotonic() < end:
                time.sleep(0.02)
            time.sleep(moments.uniform(0.0, 1.5))
            process.kill()
        newsroom.advance(6)
    for house in TWO:
        run(library, "source", "add", newsroom.base(house.id))  # due at once
    assert run(library, "watch", "--once").exit_code == 0
    assert articles_of(library, newsroom) == served_by(newsroom)
    with open_library(library) as connection:
        told = [article for story in read_stories(connection) for article in story.articles]
    assert len(told) == len(set(told)) == sum(map(len, served_by(newsroom).values()))
