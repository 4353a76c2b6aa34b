"""What pages ship of others is listed with its version, licence and digest, and nothing else is shipped."""

import hashlib
from pathlib import Path

import shutro

PACKAGE = Path(shutro.__file__).parent
VENDOR = PACKAGE / "web" / "static" / "vendor"
FONTS = PACKAGE / "publish" / "static" / "fonts"
PAPERS = PACKAGE / "publish" / "typst" / "fonts"


def listed() -> dict[str, tuple[int, str]]:
    rows = [line.strip("|").split("|") for line in (VENDOR / "README.md").read_text("utf-8").splitlines()]
    cells = [[cell.strip() for cell in row] for row in rows if len(row) == 7]
    return {row[3]: (int(row[4]), row[5]) for row in cells if row[4].isdigit()}


def test_every_shipped_file_is_the_listed_one() -> None:
    found = listed()
    for path in [*VENDOR.iterdir(), *FONTS.iterdir(), *PAPERS.iterdir()]:
        if path.name != "README.md":
            content = path.read_bytes()
            assert found[path.name] == (len(content), hashlib.sha256(content).hexdigest()), path.name
