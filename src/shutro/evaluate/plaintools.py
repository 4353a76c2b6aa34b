"""Names, quotes, quantities and sentences as simple means find them: what rules have to be better than."""

from functools import cache

import msgspec
import regex

from shutro.annotate.marks import find_marked
from shutro.annotate.names.features import long_names
from shutro.annotate.names.known import Name, known_names
from shutro.annotate.names.trained import GAP, REACH, SURE, find_trained
from shutro.annotate.names.weights import OWN, weights
from shutro.errors import ShutroError
from shutro.evaluate.borrowed import Reading, borrow
from shutro.evaluate.scores import Compared
from shutro.model import Span
from shutro.publish.schema import DocOut, MentionOut, QuantityOut, QuoteOut, SentenceOut
from shutro.text.numerals import to_number
from shutro.text.tokens import tokenize

_LANGUAGE = "bn"
_FEWEST = 3  # words between quotation marks; fewer are rather a title or a doubted word
_COUNTED = regex.compile(r"(?P<figure>\p{Nd}++(?:[.,]\p{Nd}++)*+)[^\s\p{P}]*+(?: [^\s\p{P}\p{Nd}]++)?+")


def start_lexicon() -> Reading:
    """Return the look-up of names in the lexicon: the longest at each place, in any inflected form."""
    return _read_lexicon


def _read_lexicon(compared: Compared) -> DocOut:
    output = compared.output
    kept: list[Name] = []
    for name in known_names(tokenize(output.text), _LANGUAGE):
        if not kept or name.first > kept[-1].last:
            kept.append(name)
    names = [_mention(output.text, name.span, name.kind, name.lemma) for name in kept]
    return msgspec.structs.replace(output, mentions=names)


def start_model() -> Reading:
    """Return the trained model of names without lexicon look-up, rules, or what other articles say."""
    if weights(_LANGUAGE) is None:
        raise ShutroError(f"no trained model of names for language {_LANGUAGE!r}")
    return _read_model


def _read_model(compared: Compared) -> DocOut:
    output = compared.output
    names: list[MentionOut] = []
    for sentence in output.sentences:
        tokens = tokenize(output.text[sentence.start : sentence.end])
        texts = [*GAP, *[token.text for token in tokens], *GAP]
        places = range(REACH, len(texts) - REACH)
        inside = {at + REACH: told for at, told in long_names(list(known_names(tokens, _LANGUAGE))).items()}
        for found in find_trained(texts, places, inside, OWN, _LANGUAGE):
            first, last = tokens[found.first - REACH], tokens[found.last - REACH]
            span = Span(sentence.start + first.start, sentence.start + last.end)
            if found.sure >= SURE:
                names.append(_mention(output.text, span, found.kind, span.of(output.text)))
    return msgspec.structs.replace(output, mentions=names)


def _mention(text: str, span: Span, kind: str, lemma: str) -> MentionOut:
    return MentionOut(
        start=span.start, end=span.end, text=span.of(text), kind=kind, lemma=lemma, entity=lemma
    )


def start_marks() -> Reading:
    """Return what stands between quotation marks, from three words on."""
    return _read_marks


def _read_marks(compared: Compared) -> DocOut:
    output = compared.output
    quotes = [
        QuoteOut(
            start=marked.span.start,
            end=marked.span.end,
            text=marked.span.of(output.text),
            kind="direct",
            speaker=None,
            speaker_text=None,
            cue=None,
            via=[],
        )
        for marked in find_marked(output.text)
        if marked.depth == 0 and len(marked.span.of(output.text).split()) >= _FEWEST
    ]
    return msgspec.structs.replace(output, quotes=quotes)


def start_figures() -> Reading:
    """Return figures in digits with the word behind each, times left out as far as Shutro finds them."""
    return _read_figures


def _read_figures(compared: Compared) -> DocOut:
    output = compared.output
    times = [Span(time.start, time.end) for time in output.times]
    quantities: list[QuantityOut] = []
    for match in _COUNTED.finditer(output.text):
        span = Span(*match.span())
        figure = to_number(match["figure"])
        if not any(span.meets(time) for time in times):
            quantities.append(
                QuantityOut(
                    start=span.start,
                    end=span.end,
                    text=match.group(),
                    low=figure,
                    high=figure,
                    unit="",
                    counted="",
                )
            )
    return msgspec.structs.replace(output, quantities=quantities)


@cache
def start_sentencizer() -> Reading:
    """Return spaCy's cutting of sentences with its empty pipeline for Bengali, paragraph by paragraph."""
    pipeline = borrow("spacy").blank(_LANGUAGE)
    pipeline.add_pipe("sentencizer")

    def read(compared: Compared) -> DocOut:
        sentences: list[SentenceOut] = []
        behind = 0
        for line in compared.output.text.splitlines(keepends=True):
            for found in pipeline(line).sents:
                words = found.text.strip()
                start = behind + found.start_char + len(found.text) - len(found.text.lstrip())
                if words:
                    sentences.append(SentenceOut(start=start, end=start + len(words)))
            behind += len(line)
        return msgspec.structs.replace(compared.output, sentences=sentences)

    return read
