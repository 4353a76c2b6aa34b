"""Fetch what pages ship of others, scripts, borders and fonts: `make vendor`; needs npm and fonttools[woff].

The fonts of papers are the published ones in the form that typst reads, each script a family of its own. Versions are
fixed here. Files are committed with their licences, so that no build and no reader asks another machine.
After a change, look at pages in light and dark, and update NOTICE.
"""

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
VENDOR = "src/shutro/web/static/vendor"
FONTS = "src/shutro/publish/static/fonts"
TYPST = "src/shutro/publish/typst/fonts"
SANS, SERIF = "noto-sans-bengali-bengali", "noto-serif-bengali-bengali"
PAPER = "noto-serif-bengali"
OFL = "LICENSES/OFL-1.1.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package of npm: its files that are taken, and what the desk does with them."""

    name: str
    version: str
    files: tuple[tuple[str, str], ...]  # in the package, and in the repository
    purpose: str


PACKAGES = (
    Package(
        name="htmx.org",
        version="4.0.1",
        files=(("dist/htmx.min.js", f"{VENDOR}/htmx.min.js"), ("LICENSE", f"{VENDOR}/htmx-LICENSE.txt")),
        purpose="loads parts of a page; every page works without it",
    ),
    Package(
        name="world-atlas",
        version="2.0.2",
        files=(
            ("countries-110m.json", f"{VENDOR}/countries-110m.json"),
            ("countries-50m.json", f"{VENDOR}/countries-50m.json"),
            ("LICENSE", f"{VENDOR}/world-atlas-LICENSE.txt"),
        ),
        purpose="borders for maps, after Natural Earth (public domain), as they are held, not as they are claimed",
    ),
    Package(
        name="@fontsource/noto-sans-bengali",
        version="5.3.0",
        files=(
            (f"files/{SANS}-400-normal.woff2", f"{FONTS}/{SANS}-400-normal.woff2"),
            (f"files/{SANS}-700-normal.woff2", f"{FONTS}/{SANS}-700-normal.woff2"),
            ("LICENSE", OFL),
        ),
        purpose="the interface",
    ),
    Package(
        name="@fontsource/noto-serif-bengali",
        version="5.3.0",
        files=(
            (f"files/{SERIF}-400-normal.woff2", f"{FONTS}/{SERIF}-400-normal.woff2"),
            *(
                (f"files/{PAPER}-{script}-{weight}-normal.woff2", f"{TYPST}/{PAPER}-{script}-{weight}.ttf")
                for script in ("bengali", "latin")
                for weight in (400, 600)
            ),
            ("LICENSE", OFL),
        ),
        purpose="titles and texts of articles; papers",
    ),
)
_NAMES = (1, 4, 6, 16)  # in which a font says what family it is of
_HEAD = """# What pages ship of others

Written by `make vendor` (scripts/vendor.py), which holds the versions. Files are as published on npm; .ttf files are
those fonts in the form that papers are set with.

| package | version | licence | file | bytes | sha256 | what for |
|---|---|---|---|---|---|---|
"""


def main() -> None:
    """Replace the vendored files by those of the fixed versions, and list them."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed to fetch the files")
    rows = [row for package in PACKAGES for row in _take(package, npm)]
    (ROOT / VENDOR / "README.md").write_text(_HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def _take(package: Package, npm: str) -> list[str]:
    """Write the files of a package, and return their rows of the list."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([npm, "pack", "--silent", f"{package.name}@{package.version}"], cwd=folder, check=True)
        archive = f"{package.name.removeprefix('@').replace('/', '-')}-{package.version}.tgz"
        with tarfile.open(Path(folder) / archive) as packed:
            licence = json.loads(_member(packed, "package.json"))["license"]
            for source, target in package.files:
                content = _member(packed, source)
                if target.endswith(".ttf"):
                    content = _unpacked(content, "Latin" if "-latin-" in source else "Bengali")
                (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
                (ROOT / target).write_bytes(content)
                digest = hashlib.sha256(content).hexdigest()
                what = f"{package.name} | {package.version} | {licence} | {Path(target).name}"
                rows.append(f"| {what} | {len(content)} | {digest} | {package.purpose} |")
    return rows


def _member(packed: tarfile.TarFile, name: str) -> bytes:
    content = packed.extractfile(f"package/{name}")
    if content is None:
        raise SystemExit(f"{packed.name}: holds no file {name}")
    return content.read()


def _unpacked(content: bytes, script: str) -> bytes:
    """Return a font out of its compressed form, with the script in place of Bengali in the name of its family."""
    font = TTFont(BytesIO(content), recalcTimestamp=False)
    font.flavor = None
    for name in font["name"].names:
        if name.nameID in _NAMES:
            name.string = str(name).replace("Bengali", script)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main()
