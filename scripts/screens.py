"""Take the pictures of the desk in docs/screens: `make screens`; needs chromium.

A library of the bundled examples is served as it is to a reader, in a window, and each picture is of what one sees
there. Look at every one before it is committed.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, Page, sync_playwright

from shutro.examples import add_examples
from shutro.model import Story
from shutro.store.opening import open_library
from shutro.store.stories import read_stories
from shutro.updating import update

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
LARGEST = 250_000  # bytes of a picture
STORY = "লঞ্চডুবি"  # in the title of the story that is shown
PATIENCE = 60.0
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A picture: where to go, which links to follow from there, and what to scroll to the top."""

    name: str
    address: str
    follow: tuple[str, ...] = ()
    top: str = ""
    language: str = "bn"
    theme: str = "light"
    width: int = 1280
    height: int = 860


SCREENS = (
    Screen(name="today", address="/"),
    Screen(name="story", address="/story/{story}"),
    Screen(
        name="finding",
        address="/story/{story}",
        follow=(".finding figure a[href*='at='], .finding a[href*='at=']",),
        top="#findings",
        height=720,
    ),
    Screen(name="course", address="/story/{story}", top="figure.course"),
    Screen(name="copies", address="/story/{story}", top="#copies"),
    Screen(name="map", address="/story/{story}", top="#map"),
    Screen(
        name="article", address="/article/{article}?marks=names,times,quantities,quotes,events", height=800
    ),
    Screen(name="actor", address="/actor/{actor}"),
    Screen(name="dossier", address="/dossier?a=ভারত&b=বাংলাদেশ"),
    Screen(name="quotes", address="/quotes"),
    Screen(name="outlets", address="/outlets"),
    Screen(name="search", address="/search?q=লঞ্চের যাত্রী"),
    Screen(name="decisions", address="/decisions"),
    Screen(name="phone", address="/story/{story}", width=390, height=844),
    Screen(name="dark", address="/story/{story}", top="#findings", theme="dark"),
    Screen(name="english", address="/", language="en"),
)


def main() -> None:
    """Write the pictures, or those whose names are given."""
    wanted = sys.argv[1:] or [screen.name for screen in SCREENS]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "shutro.db"
        story = make_library(library)
        with served(library) as desk, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(_FLAGS))
            for screen in SCREENS:
                if screen.name in wanted:
                    take(browser, desk, screen, story)


def make_library(path: Path) -> Story:
    """Make a library of the examples in which something was decided; return the story that is shown."""
    with open_library(path, create=True) as connection:
        add_examples(connection, at="2026-11-22T08:00:00+00:00")
        for _ in update(connection):
            pass
        story = next(story for story in read_stories(connection) if STORY in story.title)
    disputed = next(finding.id for finding in story.findings if finding.agreement == "disputed")
    agreed = next(finding.id for finding in story.findings if finding.agreement == "agreed")
    decide(path, "checked", agreed, "--note", "জেলা প্রশাসনের নিয়ন্ত্রণকক্ষে ফোন করে মিলিয়ে দেখা হয়েছে")
    decide(path, "checked", disputed, "--note", "দুই হিসাবই যাত্রী তালিকার সঙ্গে মিলিয়ে দেখা হয়েছে")
    return story


def decide(library: Path, *words: str) -> None:
    """Decide in the terminal."""
    command = [sys.executable, "-m", "shutro", "decide", *words, "--library", str(library), "--by", "রিনা"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def served(library: Path) -> Iterator[str]:
    """Serve the library and yield the address of its desk."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "shutro", "serve", "--library", str(library), "--port", str(port)]
    with subprocess.Popen(
        command, stderr=subprocess.DEVNULL, env={**os.environ, "SHUTRO_USER": "রিনা"}
    ) as desk:
        address = f"http://127.0.0.1:{port}"
        wait(f"{address}/work")
        yield address
        desk.terminate()


def wait(address: str) -> None:
    """Wait until the desk answers and has nothing left to do."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own desk
                if 'http-equiv="refresh"' not in answer.read().decode():
                    return
        except URLError:
            pass
        time.sleep(0.2)


def take(browser: Browser, desk: str, screen: Screen, story: Story) -> None:
    """Write one picture."""
    window = {"width": screen.width, "height": screen.height}
    context = browser.new_context(viewport=window, device_scale_factor=1)  # type: ignore[arg-type]
    cookies = (("language", screen.language), ("theme", screen.theme))
    context.add_cookies([{"name": name, "value": value, "url": desk} for name, value in cookies])
    page = context.new_page()
    page.goto(desk + address_of(screen, story))
    prepare(page, screen)
    path = FOLDER / f"{screen.name}.png"
    page.screenshot(path=path)
    size = path.stat().st_size
    sys.stdout.write(f"{path.name}: {size} bytes{' (TOO LARGE)' if size > LARGEST else ''}\n")
    context.close()


def address_of(screen: Screen, story: Story) -> str:
    """Return where a picture is taken: in the story, in its first article, of the person most articles name."""
    people = [entity for entity in story.entities if entity.kind == "PER"]
    return screen.address.format(story=story.id, article=story.articles[0], actor=people[0].id)


def prepare(page: Page, screen: Screen) -> None:
    """Follow the links of a picture, each to the first that is there, and bring its part to the top."""
    for selector in screen.follow:
        page.locator(selector).first.click(timeout=5_000)
        page.wait_for_load_state("networkidle")
    if screen.top:
        top = page.locator(screen.top).first
        top.evaluate("part => part.scrollIntoView({block: 'start', behavior: 'instant'})", timeout=5_000)
    page.wait_for_timeout(500)


def chromium() -> str:
    """Return the path of the browser."""
    path = os.environ.get("SHUTRO_CHROMIUM") or shutil.which("chromium")
    if path is None:
        raise SystemExit("chromium is needed to take pictures")
    return path


if __name__ == "__main__":
    main()
