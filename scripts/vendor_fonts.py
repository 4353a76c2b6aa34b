"""Fetch the fonts of the story page anew: `python scripts/vendor_fonts.py`; needs npm.

The page embeds them, so that it shows Bengali alike everywhere and loads nothing from the network. Versions are
fixed here; after a change, look at a page in light and dark, and update NOTICE.
"""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGES = {
    "@fontsource/noto-sans-bengali": (
        "5.3.0",
        ("noto-sans-bengali-bengali-400-normal.woff2", "noto-sans-bengali-bengali-700-normal.woff2"),
    ),
    "@fontsource/noto-serif-bengali": ("5.3.0", ("noto-serif-bengali-bengali-400-normal.woff2",)),
}
ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "src" / "shutro" / "publish" / "static" / "fonts"
LICENCE = ROOT / "LICENSES" / "OFL-1.1.txt"


def main() -> None:
    """Replace the vendored fonts and their licence by those of the fixed versions."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed to fetch the fonts")
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, (version, files) in PACKAGES.items():
            subprocess.run([npm, "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True)
            archive = Path(folder) / f"{name.removeprefix('@').replace('/', '-')}-{version}.tgz"
            with tarfile.open(archive) as packed:
                for file in files:
                    (FONTS / file).write_bytes(_member(packed, f"package/files/{file}"))
                LICENCE.write_bytes(_member(packed, "package/LICENSE"))


def _member(packed: tarfile.TarFile, name: str) -> bytes:
    content = packed.extractfile(name)
    if content is None:
        raise SystemExit(f"{packed.name}: holds no file {name}")
    return content.read()


if __name__ == "__main__":
    main()
