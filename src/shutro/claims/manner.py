"""How the words for an act tell it: as done, as to come, or as what anybody may or has to do."""

from collections.abc import Sequence

from shutro.annotate.verbs import FINITE, Form, forms
from shutro.claims.predicates import is_able
from shutro.languages import available, read
from shutro.languages.schema.contrasts import ContrastTable
from shutro.model import Event

_DONE = FINITE - {"future", "imperative", "progressive"}
_UNDONE = FINITE - {"imperative", "present", "habitual"}
_AHEAD = frozenset({"future", "imperative", "infinitive"})


def is_told_done(event: Event, text: str, code: str) -> bool:
    """Say whether a verb tells the act as done; what goes on, comes before another act or is only named is not yet."""
    words = event.trigger.of(text).split()
    read_as = {form.tense for form in forms(words[-1], code)} if code in available() else set()
    return not read_as.isdisjoint(_DONE) and "conjunctive" not in read_as and not _is_open(words, code)


def is_told_undone(event: Event, text: str, code: str) -> bool:
    """Say whether a verb tells that the act was not done: neither «না করেও» nor «কান্না করো না» nor a habit does."""
    words = event.trigger.of(text).split()
    told = [form for word in words if (form := _form(word, code)) is not None]
    return event.modality == "denied" or (bool(told) and told[-1].tense in _UNDONE)


def is_told_ahead(event: Event, text: str, code: str) -> bool:
    """Say whether the act is told as one to come: wanted or planned, not what may be done by anybody at any time."""
    words = event.trigger.of(text).split()
    if code not in available() or _is_open(words, code):
        return False
    if event.modality != "planned":
        return _form(words[-1], code) is not None
    table: ContrastTable = read(code, "contrasts", ContrastTable)
    told = [form.tense for word in words if (form := _form(word, code)) is not None]
    return (len(told) > told.count("infinitive") and not _AHEAD.isdisjoint(told)) or any(
        word in table.plans or word in table.scheduled for word in words
    )


def _is_open(words: Sequence[str], code: str) -> bool:
    """Say whether the words tell what can or has to be done, by whomever: «খোলা যাবে», «আবেদন করতে হবে»."""
    if code not in available() or len(words) < 2:
        return False
    before, last = _form(words[-2], code), _form(words[-1], code)
    if before is None or last is None:
        return False
    must = read(code, "contrasts", ContrastTable).must
    has_to = before.tense == "infinitive" and last.verb in must and last.tense == "future"
    return has_to or is_able(words[-2], last, code)


def _form(word: str, code: str) -> Form | None:
    return next(iter(forms(word, code)), None)
