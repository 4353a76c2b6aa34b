"""Persons: runs of name parts and unknown words, after a title, before an age, or sure by themselves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shutro.annotate.names.called import NAMED, PLAIN, SURE, has_age, is_called, is_named, leads
from shutro.annotate.names.endings import is_genitive, last_stem
from shutro.annotate.names.known import Name, known_word, make_name
from shutro.annotate.names.words import Word, is_near, sense, stem_texts, stems_of, title_start, vocabulary
from shutro.annotate.verbs import FINITE, forms
from shutro.languages.inflection import Stem
from shutro.languages.lexicon import HYPHENS
from shutro.text.tokens import Token

_LONGEST = 7  # words of a name
_GIVEN = ("LOC", "MISC")  # kinds of known names that people are called by, too
_BRACKET = 5  # tokens that a bracket between title and name may hold: (অব.), (ইউএনও)


def find_persons(
    tokens: Sequence[Token], places: Iterable[int], taken: Mapping[int, Name], code: str
) -> Iterator[Name]:
    """Yield persons that no lexicon knows; `taken` are the known names by each of their tokens."""
    done = -1
    for at in places:
        name = _person_at(tokens, at, taken, code, after=done) if at > done else None
        if name is not None:
            yield name
            done = name.last


def with_surnames(tokens: Sequence[Token], names: Sequence[Name], code: str) -> list[Name]:
    """Return the names, a place that speaks made the rest of a person's name before it, or a person's own behind kin.

    None but persons say or complain: মাইকেল মিলার বলেন, ছেলে রিয়াদ অভিযোগ করেন.
    """
    persons = {name.last: name for name in names if name.kind == "PER" and name.bare}
    kept: list[Name] = []
    for name in names:
        before = persons.get(name.first - 1) if is_near(tokens, name.first - 1) else None
        if name.kind == "LOC" and _is_spoken_of(tokens, name, before, code):
            first = before.first if before else name.first
            kept = [one for one in kept if one is not before]
            stem = Stem(tokens[name.last].text, "", "nominative")
            kept.append(make_name(tokens, first, name.last, "PER", stem, weight=3))
        else:
            kept.append(name)
    return kept


def _is_spoken_of(tokens: Sequence[Token], place: Name, person: Name | None, code: str) -> bool:
    """Say whether the name of a place stands where a person is named who says something."""
    if place.first != place.last or place.last + 1 >= len(tokens) or place.first < 1:
        return False
    behind = tokens[place.last + 1].text
    if person is not None:
        return _is_said(behind, code)
    return (
        place.bare
        and sense(tokens[place.first - 1].text, code).kin
        and behind in vocabulary(code).table.speech
    )


def may_be_person(text: str, code: str) -> bool:
    """Say whether the name of a person that no lexicon knows may begin with a word."""
    word = sense(text, code)
    return word.part is not None or word.initial or word.given or not (word.ordinary or forms(text, code))


def _person_at(
    tokens: Sequence[Token], first: int, taken: Mapping[int, Name], code: str, *, after: int
) -> Name | None:
    word = sense(tokens[first].text, code)
    given = _is_given(tokens, first, taken, code) or is_named(tokens, first, code)
    if _is_taken(first, taken) and not given:
        return None
    titled = _titled(tokens, first, code)
    unknown = word.part is None and titled is None and not given
    cued = unknown and _is_cued(tokens, first, taken, code, after=after)
    if unknown and not (word.initial or cued or _goes_on(tokens, first, taken, code)):
        return None
    if (word.title or unknown) and (_opens_next(tokens, first, code) or _stands_before(tokens, first, code)):
        return None
    if word.title and first + 1 in taken and taken[first + 1].kind == "PER":
        return None
    start = title_start(tokens, first, code) if word.role is not None else None
    if start is not None and start < first and not given:
        return None  # the last word of an office of several
    if word.role is not None and _is_office(tokens, first, taken, code, given=given):
        return None
    run = _run(tokens, first, taken, code, titled=titled is not None or given)
    if titled is None:
        run = _without_plain_start(tokens, run, code)
    if run and f"{tokens[run[0]].text} {tokens[run[-1]].text}" in vocabulary(code).table.idioms:
        return None  # *the judge (gave) this ruling*
    if not run or not (cued or _is_person(tokens, run, titled, code) or given):
        return None
    return make_name(tokens, run[0], run[-1], "PER", last_stem(tokens[run[-1]].text, "PER", code), weight=3)


def _is_cued(tokens: Sequence[Token], at: int, taken: Mapping[int, Name], code: str, *, after: int) -> bool:
    """Say whether an unknown word is a person for what stands beside it: বললেন লিম।, … করিম ও লিম.

    `after` is the last token of the person found before.
    """
    text = tokens[at].text
    if not _is_part(sense(text, code), [], code, titled=True) or known_word(text, code) is not None:
        return False
    if _says(tokens, at, code) or (at and tokens[at - 1].text in vocabulary(code).table.aliases):
        return True
    if not leads(text, code, SURE):
        return False
    if is_called(tokens, at, code):
        return True
    if at == 0:
        return False
    before = tokens[at - 1].text
    if _is_said(before, code):
        return _is_closed(tokens, at, code)
    if at - 2 != after and (at - 2 not in taken or taken[at - 2].kind != "PER"):
        return False
    return before in vocabulary(code).table.joiners or (
        before in vocabulary(code).table.commas and _is_closed(tokens, at, code)
    )


def _says(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether a word that begins a clause, or follows a word for kin, speaks: … মা ভেরেনা বলেন."""
    word = sense(tokens[at].text, code)
    begins = at == 0 or tokens[at - 1].kind == "mark" or sense(tokens[at - 1].text, code).kin
    if not begins or at + 1 >= len(tokens) or not _is_said(tokens[at + 1].text, code):
        return False
    return not (word.inflected or _is_many(word, code)) and leads(word.text, code, PLAIN)


def _is_said(text: str, code: str) -> bool:
    """Say whether a word is a verb of speech, not a noun such as দাবি."""
    return text in vocabulary(code).table.speech and any(form.tense in FINITE for form in forms(text, code))


def _without_plain_start(tokens: Sequence[Token], run: list[int], code: str) -> list[int]:
    """Return the run without an unknown word before a name that is whole: প্রতিপক্ষ করিম উদ্দিন."""
    words = [sense(tokens[at].text, code) for at in run[:3]]
    if len(words) < 3 or words[0].part is not None or words[0].initial:
        return run
    owns = any(is_genitive(stem) for stem in stems_of(words[0].text, code))
    if not owns and leads(words[0].text, code, PLAIN):
        return run
    whole = words[1].part is not None and not words[1].surname and words[2].part is not None
    return run[1:] if whole else run


def _is_given(tokens: Sequence[Token], at: int, taken: Mapping[int, Name], code: str) -> bool:
    """Say whether a word, though an ordinary one or the name of a place, is a given name: a surname follows."""
    word = sense(tokens[at].text, code)
    after = _next(tokens, at)
    name = taken.get(at)
    if after is None or after in taken or not _is_surname(tokens[after].text, code, name):
        return False
    if name is not None and (name.kind not in _GIVEN or name.first < name.last):
        return False
    if word.given or word.part == tokens[at].text:
        return True
    plain = word.ordinary or word.title or word.noun or word.field or word.modifier or word.role is not None
    return name is None and not plain and not word.inflected


def _is_surname(text: str, code: str, given: Name | None) -> bool:
    """Say whether a word follows a given name; behind a place or prize called like a person any part does."""
    word = sense(text, code)
    if given is not None and sense(given.lemma, code).part == given.lemma and word.part == text:
        return not word.ordinary
    return word.surname and not _is_verb(word, code)


def _goes_on(tokens: Sequence[Token], at: int, taken: Mapping[int, Name], code: str) -> bool:
    """Say whether the next word may be another part of one name."""
    after = _next(tokens, at)
    return after is not None and not _is_taken(after, taken) and not sense(tokens[after].text, code).ordinary


def _opens_next(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether the next word begins a name, so that this one is not of it."""
    after = _next(tokens, at)
    return (
        after is not None
        and sense(tokens[after].text, code).opening
        and not sense(tokens[at].text, code).opening
    )


def _stands_before(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether a title is one of two in a row: নায়েব সুবেদার."""
    after = _next(tokens, at)
    return after is not None and sense(tokens[at].text, code).title and sense(tokens[after].text, code).title


def _is_office(
    tokens: Sequence[Token], at: int, taken: Mapping[int, Name], code: str, *, given: bool
) -> bool:
    """Say whether a word that is a name, too, is the office of a body named before it: দলের আমির রহিম উদ্দিন."""
    if at == 0 or not is_near(tokens, at - 1) or not _goes_on(tokens, at, taken, code):
        return False
    of_body = at - 1 in taken and taken[at - 1].kind == "ORG"
    owners = [stem for stem in stems_of(tokens[at - 1].text, code) if stem.case == "genitive"]
    return of_body or any(not given or sense(stem.text, code).noun for stem in owners)


def _is_taken(at: int, taken: Mapping[int, Name]) -> bool:
    """Say whether a token is of a known name that is no person's."""
    return at in taken and taken[at].kind != "PER"


def _run(
    tokens: Sequence[Token], first: int, taken: Mapping[int, Name], code: str, *, titled: bool
) -> list[int]:
    """Return the tokens from `first` on that may be one person's name."""
    run: list[int] = []
    parts = 0
    at: int | None = first
    while at is not None and len(run) < _LONGEST and (not _is_taken(at, taken) or (titled and at == first)):
        if run and at in taken and run[-1] in taken and taken[at] != taken[run[-1]]:
            break  # two known persons in a row
        word = sense(tokens[at].text, code)
        closing = word.role in vocabulary(code).table.surname_roles and _is_closing(tokens, at, run, code)
        opened = run if parts else []  # initials alone lead to the name as a title does
        is_part = closing or _is_part(word, opened, code, titled=titled or bool(run))
        if tokens[at].kind != "word" or not is_part or _is_verb(word, code):
            break
        if parts > 1 and word.part is None and not word.initial and not _is_last(tokens, at, word, code):
            break  # a name that is whole already
        if run and word.part is None and not word.initial and _is_of_next(tokens, at, code):
            break
        run.append(at)
        parts += word.part is not None
        if word.inflected and not (word.initial or _is_whole(word, tokens, at, taken, code)):
            break
        at = _next(tokens, at)
    while run and sense(tokens[run[-1]].text, code).initial and len(run) > 1:
        run.pop()
    return run


def _is_closing(tokens: Sequence[Token], at: int, run: Sequence[int], code: str) -> bool:
    """Say whether an office ends the name before it as a surname: … রাশেদ প্রধান বলেন, no রহিম প্রধান অতিথি."""
    is_first = len(run) == 1 and sense(tokens[run[0]].text, code).part is not None
    return is_first and (_is_said(tokens[at + 1].text, code) if at + 1 < len(tokens) else True)


def _is_of_next(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether an unknown word goes with the next one: … কামালপুর গ্রামের, … কালীপুরের রতন মিয়া."""
    if not is_near(tokens, at):
        return False
    if not stem_texts(tokens[at + 1].text, code).isdisjoint(vocabulary(code).table.places):
        return True
    is_owner = any(is_genitive(stem) for stem in stems_of(tokens[at].text, code))
    return is_owner and sense(tokens[at + 1].text, code).part is not None


def _is_last(tokens: Sequence[Token], at: int, word: Word, code: str) -> bool:
    """Say whether an unknown word behind two parts is the last of the name: a phrase ends, or the model says so."""
    if _is_closed(tokens, at, code) or (not word.inflected and _speaks(tokens, at, code)):
        return True
    return leads(word.text, code, SURE)


def _is_part(word: Word, run: Sequence[int], code: str, *, titled: bool) -> bool:
    if word.counted:
        return False
    if run and not stem_texts(word.text, code).isdisjoint(vocabulary(code).table.middles):
        return True
    if word.part is not None or word.initial or (word.given and titled and not run):
        return bool(run) or titled or word.initial or not word.ordinary
    if word.ordinary or word.title or word.role is not None:
        return False
    return not (word.field or word.modifier or word.noun)


def _is_verb(word: Word, code: str) -> bool:
    """Say whether a word that seems to be inflected from a part of a name is a form of a verb: করে."""
    return word.part is not None and word.part != word.text and word.ordinary and bool(forms(word.text, code))


def _is_whole(word: Word, tokens: Sequence[Token], at: int, taken: Mapping[int, Name], code: str) -> bool:
    """Say whether a word that looks inflected is rather a whole part, because a sure part follows."""
    after = _next(tokens, at)
    if word.part is not None or after is None or after in taken or at in taken:
        return False
    return sense(tokens[after].text, code).part is not None


def _next(tokens: Sequence[Token], at: int) -> int | None:
    """Return the next word of the same phrase, past a hyphen or the full stop of an initial."""
    after = at + 1
    if after < len(tokens) and tokens[after].text == "." and tokens[after].start == tokens[at].end:
        if len(tokens[at].text) > 4:
            return None
        after += 1
        return after if after < len(tokens) and tokens[after].start - tokens[after - 1].end <= 1 else None
    if not is_near(tokens, at):
        return None
    if tokens[after].text in HYPHENS:
        return after + 1 if is_near(tokens, after) and tokens[after].end == tokens[after + 1].start else None
    return after


def _titled(tokens: Sequence[Token], first: int, code: str) -> Word | None:
    """Return the last word of the title that stands directly before, past a bracket or full stop."""
    at = first - 1
    if at >= 0 and tokens[at].text == "." and tokens[at].end >= tokens[first].start - 1:
        at -= 1
    elif at >= 0 and tokens[at].text == ")":
        at = (
            next((back for back in range(at - 1, max(-1, at - _BRACKET), -1) if tokens[back].text == "("), 0)
            - 1
        )
    if at < 0 or tokens[first].start - tokens[at].end > 40 or title_start(tokens, at, code) is None:
        return None
    return sense(tokens[at].text, code)


def _is_person(tokens: Sequence[Token], run: Sequence[int], title: Word | None, code: str) -> bool:
    words = [sense(tokens[at].text, code) for at in run]
    parts = sum(word.part is not None for word in words)
    unknown = sum(word.part is None and not word.initial for word in words)
    if len(run) == 1 and (words[0].title or _is_many(words[0], code)):
        return False
    weak = vocabulary(code).table.weak_parts
    strong = sum(word.part is not None and word.part not in weak for word in words)
    if title is not None:
        alone = leads(words[0].text, code, SURE if title.kin else NAMED)
        return parts + unknown > 0 and (len(run) > 1 or strong > 0 or (unknown > 0 and alone))
    if words[-1].honored:
        return True
    if has_age(tokens, run[-1]) or _speaks(tokens, run[-1], code) or is_called(tokens, run[-1], code):
        return strong > 0 or len(run) > 1
    if words[0].initial and len(run) > 1:
        points = tokens[run[0]].text in vocabulary(code).table.pointing and not words[1].initial
        return parts > 0 and not (points and tokens[run[0] + 1].text != ".")
    if parts > 1:
        return any(word.part is not None and not word.ordinary for word in words)
    return strong > 0 and unknown > 0 and len(run) > 1 and _is_closed(tokens, run[-1], code)


def _is_closed(tokens: Sequence[Token], last: int, code: str) -> bool:
    """Say whether a phrase ends after the token: a mark follows, a joining word, or nothing."""
    after = tokens[last + 1 : last + 2]
    return not after or after[0].kind == "mark" or after[0].text in vocabulary(code).table.joiners


def _speaks(tokens: Sequence[Token], last: int, code: str) -> bool:
    return last + 1 < len(tokens) and tokens[last + 1].text in vocabulary(code).table.speech


def _is_many(word: Word, code: str) -> bool:
    """Say whether a word stands for several: হাফেজদের."""
    return word.part != word.text and word.text.endswith(vocabulary(code).table.collectives)
