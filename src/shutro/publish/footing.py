"""How well a sentence stands alone for its story: near its middle, told early, of good length, leaning on no other."""

from collections import defaultdict
from collections.abc import Sequence

from shutro.annotate.verbs import FINITE, forms
from shutro.claims.statements import Statement, cosine, of_length_one
from shutro.languages import available
from shutro.model import Doc
from shutro.text.tokens import tokenize

_LEAD = 0.35  # what the first sentence of an article is worth; the later ones less and less
_LEANS = 0.25  # taken off where a pronoun or a word such as "but" opens the sentence
_EVENTLESS = 0.20  # taken off where nothing happens: captions, bare descriptions
_SHORT, _LONG = 7, 38  # words
_LENGTH = 0.20  # taken off where a sentence is shorter or longer


class Footing:
    """What the sentences of a story are worth for telling it."""

    def __init__(self, docs: Sequence[Doc], statements: Sequence[Statement]) -> None:
        self._docs = {doc.article.id: doc for doc in docs}
        middle: dict[str, float] = defaultdict(float)
        for statement in statements:
            for term, weight in statement.terms.items():
                middle[term] += weight
        self._middle = of_length_one(middle)
        self._first: dict[str, int] = {}
        for statement in statements:
            if not self.is_headline(statement):
                known = self._first.get(statement.article, statement.position)
                self._first[statement.article] = min(known, statement.position)
        self._worths = {id(statement): self._worth(statement) for statement in statements}

    def worth(self, statement: Statement) -> float:
        """Return how well the sentence tells the story alone; more is better."""
        return self._worths[id(statement)]

    def is_headline(self, statement: Statement) -> bool:
        """Say whether the sentence is its article's headline."""
        title = self._docs[statement.article].article.title_span
        return title is not None and title.meets(statement.sentence)

    def _worth(self, statement: Statement) -> float:
        place = statement.position - self._first.get(statement.article, 0)
        worth = cosine(statement.terms, self._middle) + _LEAD / (1 + max(0, place))
        worth -= _LEANS * statement.leans
        words = len(statement.sentence.of(self._docs[statement.article].text).split())
        worth -= _EVENTLESS * self._is_bare(statement)
        return worth - _LENGTH * (not _SHORT <= words <= _LONG)

    def _is_bare(self, statement: Statement) -> bool:
        """Say whether nothing happens in the sentence, or no verb tells it."""
        code = statement.language
        if not statement.events or code not in available():
            return not statement.events
        tokens = tokenize(statement.sentence.of(self._docs[statement.article].text))
        return not any(_is_finite(token.text, code) for token in tokens if token.kind == "word")


def _is_finite(word: str, code: str) -> bool:
    return any(form.tense in FINITE for form in forms(word, code))
