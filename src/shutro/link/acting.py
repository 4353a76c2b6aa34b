"""Places that stand for their states: মস্কো as the Russian government."""

from collections.abc import Mapping, Sequence

from shutro.annotate.names.words import stems_of
from shutro.languages.folder import available, read
from shutro.languages.schema.sounds import SoundTable
from shutro.link.named import Named
from shutro.model import Doc, Span
from shutro.text.tokens import Token, tokenize

_NEAR = 3  # words after a capital's genitive that tell what it does


def acting_for(doc: Doc, names: Sequence[Named]) -> Mapping[Span, str]:
    """Return, for the capitals that act in this article, the key of the state that each stands for."""
    if doc.article.language not in available():
        return {}
    table: SoundTable = read(doc.article.language, "sounds", SoundTable)
    tokens = tokenize(doc.text)
    at = {token.end: number for number, token in enumerate(tokens)}
    inside = _inner(names)
    found: dict[Span, str] = {}
    for name in names:
        form = name.form
        if form is None or form.acts_for is None or name.span.end not in at or name.span in inside:
            continue
        number = at[name.span.end]
        dateline = doc.article.dateline
        if dateline is not None and name.span.within(dateline):
            continue
        if _acts(tokens, number, name, table):
            found[name.span] = form.acts_for
    return found


def _inner(names: Sequence[Named]) -> set[Span]:
    """Return the places of the names that stand inside another."""
    inner: set[Span] = set()
    outer = Span(0, 0)
    for span in sorted({name.span for name in names}, key=lambda span: (span.start, -span.end)):
        if span.within(outer):
            inner.add(span)
        else:
            outer = span
    return inner


def _acts(tokens: Sequence[Token], number: int, name: Named, table: SoundTable) -> bool:
    after = [token.text for token in tokens[number + 1 : number + 1 + _NEAR] if token.kind == "word"]
    written = tokens[number].text
    stem = next((stem for stem in stems_of(written, name.code) if name.lemma.endswith(stem.text)), None)
    if stem is None or stem.case in ("locative", "ablative"):
        return False
    if stem.case == "genitive":
        return any(word in table.dealings for word in after)
    return not (after and after[0] in table.visits)
