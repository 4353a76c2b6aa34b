"""Pages that were written for a font from before Unicode, read with the tables of all languages."""

from functools import cache

from shutro.errors import LanguageError
from shutro.languages.folder import available, read, written_lines
from shutro.languages.schema.language import LanguageTable
from shutro.text.legacy import ROLES, Code, Font, is_legacy, make_font, read_words, to_unicode
from shutro.text.normalize import Normalized, joined, normalize, normalize_with_map

_COLUMNS = 5


def normalize_page(raw: str) -> str:
    """Return the text of a page in Unicode and normalized."""
    for font in _fonts():
        raw = to_unicode(raw, font).text
    return normalize(raw)


def normalize_page_with_map(raw: str) -> Normalized:
    """Return the text of a page as `normalize_page` does, with a map back."""
    found = Normalized(raw, (0,), (0,))
    for font in _fonts():
        found = joined(found, to_unicode(found.text, font))
    return joined(found, normalize_with_map(found.text))


def has_legacy_text(text: str) -> bool:
    """Say whether a line of the text is written for a font that is known."""
    return any(is_legacy(line, font) for font in _fonts() for line in text.split("\n"))


def check_fonts(code: str) -> list[str]:
    """Return a complaint for each word that the codes of a font do not spell as its table says."""
    complaints = []
    for name in read(code, "language", LanguageTable).fonts:
        font = font_of(code, name)
        for _, _, _, written, meant in _rows(code, name):
            if (found := normalize(read_words(written, font))) != normalize(meant):
                complaints.append(f"{code}/{name}.tsv: {written!r} is read as {found!r}, not {meant!r}")
    return complaints


@cache
def font_of(code: str, name: str) -> Font:
    """Return the font of a language by the name of its table; raises LanguageError where a row is broken."""
    codes = []
    for letter, role, value, *_ in _rows(code, name):
        if role not in ROLES:
            raise LanguageError(f"{code}/{name}.tsv: {letter!r} has no role {role!r}; roles are {ROLES}")
        written = chr(int(letter[2:], 16)) if letter.startswith("U+") else letter
        codes.append(Code(written, role, normalize(value)))
    return make_font(codes, read(code, "language", LanguageTable).script)


@cache
def _fonts() -> tuple[Font, ...]:
    return tuple(
        font_of(code, name) for code in available() for name in read(code, "language", LanguageTable).fonts
    )


def _rows(code: str, name: str) -> list[list[str]]:
    rows = [line.split("\t") for line in written_lines(code, name)]
    for row in rows:
        if len(row) != _COLUMNS:
            raise LanguageError(
                f"{code}/{name}.tsv: {row[0]!r} needs {_COLUMNS} columns, of which two show a word"
            )
    if not rows:
        raise LanguageError(f"no table of codes {name!r} for language {code!r}")
    return rows
