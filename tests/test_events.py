from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.annotate.events import check_examples, find_events
from shutro.annotate.sentences import find_sentences
from shutro.annotate.triggerwords import rows
from shutro.annotate.verbs import check_verbs, forms
from shutro.api import read
from shutro.evaluate.modes import modes_note
from shutro.model import (
    Article,
    Dating,
    Doc,
    Event,
    Mention,
    MentionKind,
    Quote,
    Reference,
    Span,
    TimeExpression,
)
from shutro.text.normalize import normalize


def doc_of(text: str, *names: tuple[str, MentionKind]) -> Doc:
    """Return a doc whose mentions are the names, each where it first stands; "রহিম-কে" has the lemma রহিম."""
    text = normalize(text)
    article = Article(
        id="a",
        file="a.txt",
        page="",
        outlet=None,
        url=None,
        language="bn",
        title="",
        text=text,
        title_span=None,
        published=None,
    )
    mentions = tuple(
        sorted((mention(text, name, kind) for name, kind in names), key=lambda found: found.span)
    )
    doc = Doc(article=article, dating=Dating(article="a", value=None, how="inferred"), mentions=mentions)
    return replace(doc, sentences=find_sentences(doc))


def mention(text: str, name: str, kind: MentionKind) -> Mention:
    lemma, _, ending = normalize(name).partition("-")
    return Mention(span=place(text, lemma + ending), kind=kind, lemma=lemma)


def place(text: str, words: str) -> Span:
    words = normalize(words)
    start = text.index(words)
    return Span(start, start + len(words))


def triggers(doc: Doc) -> list[tuple[str, str]]:
    return [(event.trigger.of(doc.text), event.code) for event in find_events(doc)]


def words(doc: Doc, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(doc.text) for span in spans]


def only_event(doc: Doc) -> Event:
    (event,) = find_events(doc)
    return event


def test_every_example_of_the_language_data_is_found() -> None:
    assert check_examples("bn") == []
    assert check_verbs("bn") == []


@pytest.mark.parametrize(
    ("word", "verb", "tense", "negative"),
    [
        ("করেননি", "করা", "perfect", True),
        ("করবেন", "করা", "future", False),
        ("দিতে", "দেওয়া", "infinitive", False),
        ("পেয়েছেনও", "পাওয়া", "perfect", False),
        ("হয়নি", "হওয়া", "perfect", True),
        ("জানিয়েছেন", "জানানো", "perfect", False),
        ("এসেছিলেন", "আসা", "pluperfect", False),
        ("নেয়ার", "নেওয়া", "genitive", False),
        ("উঠলে", "ওঠা", "conditional", False),
    ],
)
def test_a_form_leads_to_its_verb_and_tense(word: str, verb: str, tense: str, negative: bool) -> None:
    found = forms(normalize(word), "bn")
    assert (normalize(verb), tense, negative) in [(form.verb, form.tense, form.negative) for form in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("মন্ত্রী দুর্গত এলাকা পরিদর্শন করেছেন।", [("পরিদর্শন করেছেন", "CONSULT")]),
        ("শ্রমিকেরা বেতনের দাবিতে সড়ক অবরোধ করেন।", [("দাবিতে", "REQUEST"), ("অবরোধ করেন", "PROTEST")]),
        ("নৌকাডুবিতে চারজন নিহত হয়েছেন।", [("নৌকাডুবিতে", "OTHER"), ("নিহত হয়েছেন", "OTHER")]),
        ("বিমান হামলায় চারজন নিহত হয়েছেন।", [("হামলায়", "ASSAULT"), ("নিহত হয়েছেন", "ASSAULT")]),
        ("দুই দেশ চুক্তি স্বাক্ষর করেনি।", [("চুক্তি স্বাক্ষর করেনি", "AGREE")]),
        ("মন্তব্য ঘিরে শুরু হয়েছে বিতর্ক।", [("বিতর্ক", "OTHER")]),
        ("কমিটি রূপরেখাটি সভায় উপস্থাপন করবে।", [("সভায়", "CONSULT"), ("উপস্থাপন করবে", "OTHER")]),
        ("পুলিশ গিয়ে অবরোধ তুলে দেয়।", [("অবরোধ তুলে দেয়", "COERCE")]),
        ("শহরে তীব্র অসন্তোষ দেখা দেয়।", []),
        ("কমিশন সব দেখছে, কেউ কাজ ফেলে কথা বলে ফেলেছেন।", []),
        ("তিনি বলেন, আবহাওয়া ভালো।", []),
        ("তিনি এ কথা বলেন।", []),
        ("আহতদের নাম জানা যায়নি।", []),
        ("এই সফরের খরচ অনেক।", []),
        ("সফরটি দীর্ঘ।", []),
        ("শহরে সভা হয়েছে। সভায় অনেকে ছিলেন।", [("সভা হয়েছে", "CONSULT"), ("সভায়", "CONSULT")]),
    ],
)
def test_triggers_and_their_codes(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert triggers(doc_of(sentence)) == [(normalize(trigger), code) for trigger, code in expected]


@pytest.mark.parametrize(
    ("sentence", "polarity", "modality"),
    [
        ("দলটি সমাবেশ করেছে।", "+", "asserted"),
        ("দলটি সমাবেশ করেনি।", "-", "asserted"),
        ("দলটি সমাবেশ করবে না।", "-", "planned"),
        ("দলটি কাল সমাবেশ করবে।", "+", "planned"),
        ("দলটি সমাবেশ করতে পারে।", "+", "possible"),
        ("দলটি সমাবেশ করতে পারেনি।", "-", "asserted"),
        ("দলটি সমাবেশ করতে চেয়েছিল।", "+", "wished"),
        ("দলটি সমাবেশ করলে ভিড় হবে।", "+", "possible"),
        ("দলটি যদি সমাবেশ করে তবে ভিড় হবে।", "+", "possible"),
        ("নেতা সমাবেশ করার আহ্বান জানান।", "+", "requested"),
        ("এলাকায় হামলার আশঙ্কা রয়েছে।", "+", "possible"),
    ],
)
def test_polarity_and_modality(sentence: str, polarity: str, modality: str) -> None:
    event = find_events(doc_of(sentence))[0]
    assert (event.polarity, event.modality) == (polarity, modality)


def test_partner_stands_with_the_postposition_and_the_place_bears_the_locative() -> None:
    doc = doc_of("রহিম ঢাকায় করিমের সঙ্গে বৈঠক করেন।", ("রহিম", "PER"), ("ঢাকা-য়", "LOC"), ("করিম-ের", "PER"))
    event = only_event(doc)
    assert words(doc, event.agents) == ["রহিম"]
    assert words(doc, event.partners) == ["করিমের"]
    assert event.place is not None and event.place.of(doc.text) == normalize("ঢাকায়")


def test_subject_may_close_the_sentence() -> None:
    doc = doc_of("গতকাল নেপাল সফর শেষ করেন রহিম।", ("নেপাল", "LOC"), ("রহিম", "PER"))
    event = only_event(doc)
    assert words(doc, event.agents) == ["রহিম"]
    assert event.place is not None and event.place.of(doc.text) == "নেপাল"


def test_giver_is_the_agent_whether_one_gives_or_receives() -> None:
    given = doc_of("রহিম করিমকে উপহার দিয়েছেন।", ("রহিম", "PER"), ("করিম-কে", "PER"))
    received = doc_of("করিম রহিমের কাছ থেকে উপহার পেয়েছেন।", ("করিম", "PER"), ("রহিম-ের", "PER"))
    assert words(given, only_event(given).agents) == ["রহিম"]
    assert words(given, only_event(given).patients) == ["করিমকে"]
    assert words(received, only_event(received).agents) == ["রহিমের"]
    assert words(received, only_event(received).patients) == ["করিম"]


def test_passive_makes_the_object_a_patient() -> None:
    doc = doc_of("রহিমকে গ্রেপ্তার করা হয়েছে।", ("রহিম-কে", "PER"))
    event = only_event(doc)
    assert (event.agents, words(doc, event.patients)) == ((), ["রহিমকে"])


def test_joined_participants_act_together_and_on_each_other() -> None:
    doc = doc_of("রহিম ও করিম একে অপরকে উপহার দিয়েছেন।", ("রহিম", "PER"), ("করিম", "PER"))
    event = only_event(doc)
    assert words(doc, event.agents) == words(doc, event.patients) == ["রহিম", "করিম"]


def test_subject_serves_the_second_clause_but_not_what_it_only_tells() -> None:
    acts = doc_of("রহিম কারখানা পরিদর্শন করেন এবং শ্রমিকদের সঙ্গে আলোচনা করেন।", ("রহিম", "PER"))
    tells = doc_of("রহিম জানান, হামলায় চারজন নিহত হয়েছেন।", ("রহিম", "PER"))
    assert [words(acts, event.agents) for event in find_events(acts)] == [["রহিম"], ["রহিম"]]
    assert all(not event.agents and not event.patients for event in find_events(tells))


def test_a_body_that_introduces_a_person_does_not_act() -> None:
    doc = doc_of("নদী কমিশন চেয়ারম্যান রহিম পদত্যাগ করেছেন।", ("নদী কমিশন", "ORG"), ("রহিম", "PER"))
    assert words(doc, only_event(doc).agents) == ["রহিম"]


def test_a_trigger_inside_a_name_is_no_event() -> None:
    doc = doc_of("ছাত্র আন্দোলন পরিষদ আজ ব্যস্ত।", ("ছাত্র আন্দোলন পরিষদ", "ORG"))
    assert find_events(doc) == ()


def test_a_trigger_inside_a_time_is_no_event() -> None:
    doc = doc_of("দলটি ৫ মার্চ জড়ো হয়।")
    march = TimeExpression(span=place(doc.text, "৫ মার্চ"), kind="DATE", value="XXXX-03-05")
    assert [event.mode for event in find_events(replace(doc, times=(march,)))] == ["gather"]


def test_reference_stands_for_its_name() -> None:
    doc = doc_of("তিনি ঢাকা ত্যাগ করেন।")
    doc = replace(doc, references=(Reference(span=place(doc.text, "তিনি")),))
    assert words(doc, only_event(doc).agents) == ["তিনি"]


def test_time_of_the_clause_and_source_of_the_quote_go_to_the_event() -> None:
    doc = doc_of("রহিম বলেন, সোমবার দলটি মিছিল করেছে।", ("রহিম", "PER"))
    monday = TimeExpression(span=place(doc.text, "সোমবার"), kind="DATE", value="2025-01-06")
    speaker = place(doc.text, "রহিম")
    said = Quote(
        span=place(doc.text, "সোমবার দলটি মিছিল করেছে"),
        kind="indirect",
        speaker=speaker,
        cue=None,
        via=(speaker,),
    )
    event = only_event(replace(doc, times=(monday,), quotes=(said,)))
    assert (event.time, event.source) == (monday.span, (speaker,))


def test_who_says_i_is_the_speaker() -> None:
    doc = doc_of("রহিম বলেন, ‘আমরা হামলার নিন্দা জানাচ্ছি।’", ("রহিম", "PER"))
    speaker = place(doc.text, "রহিম")
    said = Quote(
        span=place(doc.text, "আমরা হামলার নিন্দা জানাচ্ছি"), kind="direct", speaker=speaker, cue=None, via=(speaker,)
    )
    events = find_events(replace(doc, quotes=(said,)))
    assert events[-1].agents == (speaker,)


def test_other_languages_have_no_events_until_they_have_data() -> None:
    doc = doc_of("সফর করেন।")
    assert find_events(replace(doc, article=replace(doc.article, language="xx"))) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["রহিম", "হামলা", "করে", "করা", "হয়েছে", "না", "ও", ",", "।", "সফরের", "সঙ্গে", "\n", "x", "৫"]
        )
    )
)
def test_any_words_give_triggers_in_order_that_share_nothing(pieces: list[str]) -> None:
    events = find_events(doc_of(" ".join(pieces)))
    spans = [event.trigger for event in events]
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_a_long_text_without_spaces_is_read() -> None:
    assert find_events(doc_of("হামলা" * 50_000)) == ()


def test_a_long_text_without_stops_gives_all_its_events() -> None:
    assert len(find_events(doc_of("হামলা চালায় " * 5_000))) == 5_000


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("দুই দেশের আলোচনা কাল আবার শুরু হবে।", ["আলোচনা"]),
        ("মৃতের সংখ্যা বেড়ে নয়জনে দাঁড়িয়েছে।", ["মৃতের", "বেড়ে"]),
        ("একই রাতে পৃথক অভিযানে বস্তিতে অভিযান চালায় পুলিশ।", ["অভিযান চালায়"]),
        ("থানায় সাধারণ ডায়েরি (জিডি) করা হয়।", ["সাধারণ ডায়েরি"]),
        ("ছিনতাই ও ডাকাতির অভিযোগ ওঠে।", ["ছিনতাই", "ডাকাতির", "অভিযোগ ওঠে"]),
    ],
)
def test_one_event_named_twice_close_by_is_told_once(sentence: str, told: list[str]) -> None:
    assert [words for words, _ in triggers(doc_of(sentence))] == told


def test_begin_and_end_of_a_named_event_say_how_it_stands() -> None:
    assert only_event(doc_of("দুই দেশের আলোচনা কাল আবার শুরু হবে।")).modality == "planned"


@pytest.mark.parametrize(
    "sentence", ["তদন্ত কমিটির প্রধান ছুটিতে।", "দুর্ঘটনা রোধে নীতিমালা দরকার।", "তিনি সেখানে আছেন বলে জানা গেছে।"]
)
def test_a_kind_of_thing_or_what_is_averted_is_no_event(sentence: str) -> None:
    assert triggers(doc_of(sentence)) == []


def test_a_postposition_behind_a_noun_is_not_its_verb() -> None:
    assert triggers(doc_of("চুক্তি নিয়ে সবাই চুপ।")) == [("চুক্তি", "AGREE")]


def test_the_note_of_modes_is_current() -> None:
    note = Path(__file__).parent.parent / "docs" / "modes.md"
    assert note.read_text(encoding="utf-8") == modes_note("bn"), "run python -m shutro.evaluate.modes"


def test_every_row_of_the_lexicon_tells_something_else() -> None:
    found = rows("bn")
    assert len(found) >= 700
    assert len({(row.code, row.mode, row.words, row.before, row.near) for row in found}) == len(found)


def test_a_mode_stands_under_one_code() -> None:
    codes = defaultdict(set)
    for row in rows("bn"):
        codes[row.mode].add(row.code)
    assert [mode for mode, found in codes.items() if len(found) > 1] == []


def test_who_was_arrested_is_who_is_remanded_where_nobody_else_is_told_of() -> None:
    doc = doc_of("পুলিশ রহিমকে গ্রেপ্তার করেছে। পরে জিজ্ঞাসাবাদ করা হয়।", ("রহিম-কে", "PER"))
    assert [words(doc, event.patients) for event in find_events(doc)] == [["রহিমকে"], ["রহিমকে"]]


def test_plain_people_take_a_part_so_that_nobody_named_is_put_there() -> None:
    doc = doc_of("পুলিশ রহিমকে গ্রেপ্তার করেছে। পরে তিনজনকে জিজ্ঞাসাবাদ করা হয়।", ("রহিম-কে", "PER"))
    assert [words(doc, event.patients) for event in find_events(doc)] == [["রহিমকে"], []]


def test_what_a_body_tells_in_the_passive_is_its_own_act() -> None:
    doc = doc_of("নদী কমিশন জানায়, কাল সভা করা হবে।", ("নদী কমিশন", "ORG"))
    speaker = place(doc.text, "নদী কমিশন")
    said = Quote(
        span=place(doc.text, "কাল সভা করা হবে"), kind="indirect", speaker=speaker, cue=None, via=(speaker,)
    )
    assert only_event(replace(doc, quotes=(said,))).agents == (speaker,)


def test_who_is_charged_is_said_to_have_done_it() -> None:
    doc = doc_of("ঘুষ গ্রহণের অভিযোগে রহিমকে আটক করেছে পুলিশ।", ("রহিম-কে", "PER"))
    bribe = next(event for event in find_events(doc) if event.mode == "bribe")
    assert words(doc, bribe.agents) == ["রহিমকে"]


def test_an_agreement_that_is_signed_is_one_event() -> None:
    doc = doc_of("রহিম আগামী মাসে চুক্তি সই করবেন।", ("রহিম", "PER"))
    assert (only_event(doc).mode, only_event(doc).modality) == ("sign-agreement", "planned")


def roles_of(text: str, mode: str) -> tuple[list[str], list[str]]:
    """Return the agents and the patients of the first event of a mode."""
    doc = read(text, published="2026-11-21")
    event = next(event for event in doc.events if event.mode == mode)
    return words(doc, event.agents), words(doc, event.patients)


def test_who_confirms_a_death_has_not_died() -> None:
    text = "থানার পরিদর্শক কবির হোসেন মৃত্যুর বিষয়টি নিশ্চিত করেছেন।"
    assert roles_of(text, "die") == ([], [])
    assert roles_of(text, "confirm") == ([normalize("কবির হোসেন")], [])


def test_what_somebody_is_told_to_do_is_not_done_by_who_tells_him() -> None:
    text = "হাইকোর্ট কবির হোসেনকে আত্মসমর্পণের নির্দেশ দিয়েছেন।"
    assert roles_of(text, "surrender") == ([normalize("কবির হোসেনকে")], [])


def test_nobody_phones_himself() -> None:
    assert roles_of("রফিকুল ইসলামকে ফোন করলেও তিনি ধরেননি।", "phone-call") == ([], [normalize("রফিকুল ইসলামকে")])


@pytest.mark.parametrize("owner", ["আলমগীর হোসেনের", "সোহেল রানার"])
def test_the_dead_man_is_not_his_brother(owner: str) -> None:
    assert roles_of(f"নিহত {owner} ভাই ইলিয়াস মুন্সী মামলা করেছেন।", "die") == ([], [normalize(owner)])


def test_who_remarks_takes_no_part_in_what_he_remarks_on() -> None:
    assert roles_of("বিশ্লেষক শুভময় মৈত্রের পর্যবেক্ষণ, জোট না হলে লাভ শাসক দলের।", "partner") == ([], [])


@pytest.mark.parametrize(
    ("text", "mode", "agents", "patients"),
    [
        ("বিএনপির হামলায় রহিম উদ্দিন আহত হয়েছেন।", "attack", ["বিএনপির"], []),
        ("ইসরায়েলি হামলায় ৪০ জন নিহত হয়েছে।", "attack", ["ইসরায়েলি"], []),
        ("বিএনপির হামলায় দুজন আহত হয়েছেন।", "attack", ["বিএনপির"], []),
        ("জামায়াত-বিএনপির সংঘর্ষে ১৫ জন আহত হয়েছেন।", "clash", ["জামায়াত", "বিএনপির"], []),
        ("হত্যা মামলার আসামি জসিম উদ্দিন পালিয়ে গেছেন।", "kill", [], []),
    ],
)
def test_whose_act_a_noun_tells_of(text: str, mode: str, agents: list[str], patients: list[str]) -> None:
    assert roles_of(text, mode) == ([normalize(name) for name in agents], patients)


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("ফাইনালে রংপুরকে হারাল খুলনা।", ["খুলনা"]),
        ("কাল রাতে সিলেট ৫ উইকেটে কুমিল্লাকে হারিয়েছে।", ["সিলেট"]),
        ("বন্দরে রংপুরের চাল বিক্রি করল খুলনা।", []),
    ],
)
def test_the_name_of_a_town_plays_but_does_nothing_else(text: str, agents: list[str]) -> None:
    (event,) = find_events(doc := read(text, published="2026-11-21"))
    assert words(doc, event.agents) == [normalize(name) for name in agents]


def test_participles_have_the_subject_of_the_verb_that_they_lead_on_to() -> None:
    text = "টসে হেরে ব্যাটিংয়ে নেমে ১৬৮ রান তোলে খুলনা টাইগার্স।"
    assert [roles_of(text, mode)[0] for mode in ("toss", "bat-or-bowl", "score")] == [
        [normalize("খুলনা টাইগার্স")]
    ] * 3


def test_a_verbal_noun_may_describe_the_subject_behind_the_verb() -> None:
    text = "৮০ মিনিটে সমতা ফেরান দ্বিতীয়ার্ধে নামা স্ট্রাইকার রফিকুল ইসলাম।"
    assert roles_of(text, "equalise") == ([normalize("রফিকুল ইসলাম")], [])


def test_whom_a_press_conference_was_told_of_did_not_hold_it() -> None:
    text = "অভিনেত্রী শিরিন আক্তার সম্মাননা পাবেন বলে সংবাদ সম্মেলনে জানানো হয়।"
    assert roles_of(text, "press-conference") == ([], [])


@pytest.mark.parametrize(
    ("text", "mode", "agents"),
    [
        ("চীন পাকিস্তানকে সেনা সরাতে বলেছে।", "withdraw-troops", ["পাকিস্তানকে"]),
        ("হামলা বন্ধ করতে ইসরায়েলকে আহ্বান জানিয়েছে চীন।", "attack", ["ইসরায়েলকে"]),
        ("শিক্ষার্থীরা উপাচার্য হারুন অর রশিদকে পদত্যাগ করতে বাধ্য করেন।", "resign", ["হারুন অর রশিদকে"]),
        ("গ্রামবাসীকে হামলা করতে উসকানি দেন আবদুল হাই।", "attack", []),
    ],
)
def test_who_is_asked_or_made_to_do_a_thing_does_it(text: str, mode: str, agents: list[str]) -> None:
    assert roles_of(text, mode)[0] == [normalize(name) for name in agents]


def test_what_somebody_is_told_to_do_is_asked_for() -> None:
    asked = find_events(doc_of("চীন পাকিস্তানকে সেনা সরাতে বলেছে।"))[0]
    assert asked.modality == "requested"


@pytest.mark.parametrize("people", ["কর্মীরা", "কর্মীরা শিক্ষক", "দুই কর্মী", "কয়েকজন কর্মী", "একটি দল"])
def test_people_of_a_body_are_no_title_of_whom_they_act_upon(people: str) -> None:
    text = f"ছাত্রলীগের {people} হারুন অর রশিদকে মারধর করেন।"
    assert roles_of(text, "beat") == ([normalize("ছাত্রলীগের")], [normalize("হারুন অর রশিদকে")])


def test_whom_one_met_before_does_not_take_part_in_what_comes_after() -> None:
    left = find_events(doc_of("আবদুল হাই কবির হোসেনের সঙ্গে বৈঠক করে ঢাকা ছাড়েন।"))[-1]
    assert (left.mode, left.partners) == ("leave", ())


def test_a_side_goes_ahead_by_the_shot_of_its_player() -> None:
    text = "সপ্তম মিনিটে রিনা আক্তারের শটে এগিয়ে যায় বাংলাদেশ।"
    assert roles_of(text, "advance") == ([normalize("বাংলাদেশ")], [])


def test_a_house_that_falls_in_does_not_hurt_its_owner_by_that() -> None:
    assert roles_of("রহিমা বেগমের বাড়ির ছাদ ধসে পড়ে।", "collapse") == ([], [])


def test_what_a_firm_is_called_before_its_name_does_not_sign_for_it() -> None:
    text = "মার্কিন প্রযুক্তি কোম্পানি ইনটেলের সঙ্গে রবি চুক্তি সই করেছে।"
    assert roles_of(text, "sign-agreement")[0] != [normalize("মার্কিন")]


def test_the_last_sentence_of_a_quote_is_no_headline() -> None:
    assert triggers(doc_of("তিনি বলেন, ‘তবে ফাইনাল আলাদা ম্যাচ।’")) == []


def acting(text: str, *names: tuple[str, MentionKind]) -> list[list[str]]:
    doc = doc_of(text, *names)
    return [words(doc, event.agents) for event in find_events(doc)]


def test_both_countries_are_the_two_that_the_report_names() -> None:
    text = "নেপালের সেনারা গুলি চালায়। এর নিন্দা জানায় ভুটান। পরে যুদ্ধবিরতিতে সম্মত হয় দুই দেশ।"
    names: list[tuple[str, MentionKind]] = [("নেপাল-ের", "LOC"), ("ভুটান", "LOC")]
    assert acting(text, *names)[-1] == [normalize("নেপালের"), normalize("ভুটান")]


def test_both_countries_of_three_are_those_named_together() -> None:
    text = "চীন বৈঠকের আয়োজন করে। নেপাল ও ভুটান চুক্তিতে সই করে। দু’দেশই সেনা প্রত্যাহার করবে।"
    names: list[tuple[str, MentionKind]] = [("চীন", "LOC"), ("নেপাল", "LOC"), ("ভুটান", "LOC")]
    assert acting(text, *names)[-1] == [normalize("নেপাল"), normalize("ভুটান")]


def test_both_countries_of_three_that_no_sentence_joins_are_nobody() -> None:
    text = "চীন নিন্দা জানায়। নেপাল নিন্দা জানায়। ভুটান নিন্দা জানায়। দুই দেশ সেনা প্রত্যাহার করবে।"
    names: list[tuple[str, MentionKind]] = [("চীন", "LOC"), ("নেপাল", "LOC"), ("ভুটান", "LOC")]
    assert acting(text, *names)[-1] == []


def test_troops_of_both_countries_act_for_both() -> None:
    text = "নেপাল ও ভুটানের মধ্যে উত্তেজনা চলছে। দুই দেশের সেনাদের মধ্যে গোলাগুলি হয়েছে।"
    names: list[tuple[str, MentionKind]] = [("নেপাল", "LOC"), ("ভুটান-ের", "LOC")]
    assert acting(text, *names)[-1] == [normalize("নেপাল"), normalize("ভুটানের")]


def test_both_sides_are_those_between_whom_something_was() -> None:
    text = "আলো সমিতি ও মাটি সংঘের মধ্যে সংঘর্ষ হয়। পরে দুই পক্ষ সমঝোতায় পৌঁছায়।"
    names: list[tuple[str, MentionKind]] = [("আলো সমিতি", "ORG"), ("মাটি সংঘ-ের", "ORG")]
    assert acting(text, *names)[-1] == [normalize("আলো সমিতি"), normalize("মাটি সংঘের")]


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("চাচি পুকুরে লাশ ভাসতে দেখেন।", "লাশ ভাসতে", "asserted"),
        ("ওসি বলেন, অভিযান চালানো হলে ডাকাতেরা পালিয়ে গেছে।", "অভিযান চালানো হলে", "asserted"),
        ("গাড়িটির কাগজ ছিল কি না, খতিয়ে দেখা হচ্ছে।", "খতিয়ে দেখা হচ্ছে", "asserted"),
        ("আসামিপক্ষ রিমান্ড বাতিল চেয়ে আবেদন করে।", "বাতিল", "requested"),
        ("ট্রাকটি ধাক্কা দিলে বাসটি উল্টে যায়।", "ধাক্কা দিলে", "asserted"),
        ("হামলাকারীদের শনাক্তের চেষ্টা চলছে।", "শনাক্তের", "possible"),
    ],
)
def test_what_was_seen_or_came_before_is_told_as_done(text: str, trigger: str, modality: str) -> None:
    doc = read(text)
    (event,) = (event for event in doc.events if event.trigger.of(doc.text) == normalize(trigger))
    assert event.modality == modality


def test_a_bare_noun_before_a_comma_is_nobodys_who_acts_behind_it() -> None:
    doc = doc_of("রাজধানীতে বিস্ফোরণ, প্রতিবেশীকে দুষলেন রহিম", ("রহিম", "PER"))
    assert [words(doc, event.agents) for event in find_events(doc)] == [[], ["রহিম"]]


def test_those_behind_the_bare_noun_that_ends_a_headline_do_it() -> None:
    names: list[tuple[str, MentionKind]] = [("করিম-ের", "PER"), ("নেপাল", "LOC"), ("ভুটান", "LOC")]
    assert acting("করিমের সফরের আগে শুল্ক কমাতে রাজি নেপাল ও ভুটান", *names)[-1] == ["নেপাল", "ভুটান"]


def test_each_other_belongs_to_the_act_right_behind_it() -> None:
    text = "নেপাল ও ভুটান একে অপরের পণ্যে শুল্ক আরোপ স্থগিত রাখতে একমত হয়েছে।"
    doc = doc_of(text, ("নেপাল", "LOC"), ("ভুটান", "LOC"))
    assert words(doc, find_events(doc)[-1].patients) == []


def test_what_is_feared_to_have_happened_is_only_possible() -> None:
    article = read("খবর\n\nতিনজন মারা গেছেন বলে আশঙ্কা করছে রেড ক্রিসেন্ট।")
    assert [event.modality for event in article.events] == ["possible"]


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("৪১ রানে প্রথম উইকেট হারায় আয়ারল্যান্ড।", ["wicket"]),
        ("চিনির দাম বাড়ায় বাজারে ক্ষোভ", []),
    ],
)
def test_a_verb_that_looks_like_a_noun_in_a_case_closes_a_sentence(text: str, modes: list[str]) -> None:
    told = [event.mode for event in read(text, published="2026-11-21").events]
    assert [mode for mode in told if mode in ("wicket", "raise")] == modes


def test_the_title_of_a_film_tells_no_event() -> None:
    text = "উৎসবে ‘নৌকাডুবির আগে’ ছবিটি দেখানো হয়।"
    assert [event.mode for event in read(text, published="2026-11-21").events] == ["show"]


def test_the_bowler_gets_the_batter_out() -> None:
    text = "হাসান মাহমুদের বলে এলবিডব্লিউ হন কবির হোসেন।"
    assert roles_of(text, "dismissal") == ([normalize("হাসান মাহমুদের")], [normalize("কবির হোসেন")])


def test_who_had_to_do_something_did_it() -> None:
    text = "খবর\n\nঅভিনেতা সুমন কবিরকে দুই কোটি টাকা কর দিতে হয়েছে।"
    event = read(text, published="2026-11-21").events[-1]
    assert event.modality == "asserted"
    assert roles_of(text, "pay-money") == ([normalize("সুমন কবিরকে")], [])


def test_who_is_to_be_freed_has_to_do_nothing() -> None:
    assert roles_of("সুমন কবিরকে মুক্তি দিতে হবে।", "release")[0] == []


def test_those_listed_behind_the_comma_of_a_closed_verb_were_there() -> None:
    text = "উপস্থিত ছিলেন, ব্যাংকের পরিচালক সুমন কবির এবং প্রধান শিক্ষক জামাল উদ্দিন।"
    assert roles_of(text, "attend")[0] == ["সুমন কবির", "জামাল উদ্দিন"]


def test_whom_the_article_told_of_still_acts_behind_a_sentence_without_a_subject() -> None:
    text = "খবর\n\nঅভিনেতা সুমন কবির বেরিয়ে আসেন। এরপর সেখানে নীরবতা। চট্টগ্রামের শিশুদের পুরস্কার দেন।"
    assert roles_of(text, "award")[0] == ["সুমন কবির"]


@pytest.mark.parametrize(
    "text", ["দলটি হিসাবে ভুল করে ফেলেছে।", "ব্যয় বৃদ্ধি সংসারকে চাপে ফেলেছে।", "শঙ্কা কেটে গেছে।"]
)
def test_a_turn_of_speech_tells_no_act_of_its_verb(text: str) -> None:
    assert [event.mode for event in read(text).events if event.mode in ("put", "cut")] == []


def test_a_body_in_a_list_of_persons_tells_of_which_the_next_one_is() -> None:
    text = "তথ্য মন্ত্রণালয়ের মিজানুর রহমান, সাবেক সচিব কামাল হোসেন ও ভূমি মন্ত্রণালয়ের নাসির হককে সাময়িক বরখাস্ত করা হয়েছে।"
    patients = [normalize(name) for name in ("মিজানুর রহমান", "কামাল হোসেন", "নাসির হককে")]
    assert roles_of(text, "suspend") == ([], patients)


def test_all_who_are_listed_behind_the_verb_attend() -> None:
    text = "আরও উপস্থিত ছিলেন সদস্যসচিব মিঠুন সরকার, কৃষক সমিতির আদনান আজাদ ও আহ্বায়ক খালিদ হাসানসহ অনেকে।"
    agents = [normalize(name) for name in ("মিঠুন সরকার", "আদনান আজাদ", "খালিদ হাসানসহ")]
    assert roles_of(text, "attend") == (agents, [])


@pytest.mark.parametrize(
    "text",
    [
        "সত্য কথা হলো, সমাজ একই আছে।",
        "কৃষি কাউন্সিলের চেয়ারম্যান ভালো আছেন।",
        "এতে প্রমাণিত হয় যে সবাই এক।",
        "এ খাতে তারা শিক্ষা নেবে।",
        "হত্যার রাজনীতি এ দেশে নতুন নয়।",
    ],
)
def test_a_turn_of_speech_tells_no_event(text: str) -> None:
    assert [event.mode for event in read(text, published="2026-11-21").events] == []


def test_those_who_pay_tribute_do_it_and_a_passive_takes_no_subject_from_before_it() -> None:
    assert roles_of("বেদিতে শ্রদ্ধা নিবেদন শেষে সেলিম রেজা এসব কথা বলেন।", "pay-tribute")[0] == [
        normalize("সেলিম রেজা")
    ]
    text = "রাষ্ট্রপতি সেলিম রেজা স্মৃতিসৌধ ত্যাগ করার পর ফটক উন্মুক্ত করে দেওয়া হয়।"
    assert roles_of(text, "open") == ([], [])


def test_a_body_right_before_a_body_tells_whose_branch_it_is() -> None:
    assert roles_of("উপ-উপাচার্য আসায় সভা বর্জন করল চবি ছাত্রদল", "walk-out")[0] == [normalize("ছাত্রদল")]


def test_all_persons_of_a_list_attend_whatever_crowds_stand_between() -> None:
    text = (
        "সভায় সমিতির সভাপতি নির্মল রোজারিও, বিভিন্ন শাখার কর্মকর্তারা, যুগ্ম মহাসচিব সুব্রত হাজরা ও অপু সরকার প্রমুখ উপস্থিত ছিলেন।"
    )
    agents = [normalize(name) for name in ("নির্মল রোজারিও", "সুব্রত হাজরা", "অপু সরকার")]
    assert roles_of(text, "attend") == (agents, [])


def test_the_year_of_a_fair_and_the_feast_in_view_are_not_when_it_happens() -> None:
    text = "বুধবার বিকেলে বইমেলা-২০২৬-এর তারিখ নির্ধারণে এক সভায় সিদ্ধান্ত নেওয়া হয়। বড়দিনকে ঘিরে নেতারা সন্তোষ প্রকাশ করেন।"
    doc = read(text, published="2025-12-20")
    told = {event.mode: event.time.of(doc.text) if event.time else None for event in doc.events}
    assert (told["resolve"], told["satisfaction"]) == (normalize("বুধবার বিকেলে"), None)


def test_a_part_of_a_headline_leaves_out_its_verb_beside_one_that_has_its_own() -> None:
    doc = read("জাহাজে এসেছে নতুন মাদক, বন্দরে বিপুল ফেনসিডিল জব্দ\n\nবন্দরে সেগুলো খোলা হয়।")
    assert "seize" in [event.mode for event in doc.events if event.trigger.start < doc.text.index("\n")]


@pytest.mark.parametrize(
    "text",
    [
        "ঘরের পাশেই ছিল গোয়ালঘর।",
        "তিনি দুটি গাভী লালন-পালন করেন।",
        "গ্রামের ঘরে ঘরে আলো জ্বালাচ্ছেন সেলিম মিয়া।",
        "উপজেলা কমান্ড কাউন্সিলের কার্যালয় বন্ধ।",
        "পরিস্থিতি নিয়ন্ত্রণে আনা হয়েছে।",
    ],
)
def test_words_that_only_look_like_an_act_tell_no_event(text: str) -> None:
    assert read(text).events == ()


def test_with_whom_somebody_quarrels_takes_no_part_in_what_comes_of_it() -> None:
    article = read("জনতা কংগ্রেসের সঙ্গে বিরোধের জেরে সুমন কবির সফর বাতিল করেন।")
    assert [event.partners for event in article.events] == [()] * len(article.events)


def test_who_opens_something_is_not_opened() -> None:
    text = "রোববার চেয়ারম্যান সুমন কবির লিগের উদ্বোধন ও ফাইনালের তারিখ ঘোষণা করেছেন।"
    assert roles_of(text, "inaugurate") == (["সুমন কবির"], [])


def test_whose_getting_of_a_gift_is_told_of_got_it() -> None:
    assert roles_of("সুমন কবিরের উপহার পাওয়া ঘড়িটি দামি।", "gift") == ([], [normalize("সুমন কবিরের")])


def test_an_announcement_that_introduces_what_is_said_is_no_event() -> None:
    text = "ভোট হবে মার্চে বলে ঘোষণা দিয়েছে নির্বাচন কমিশন।"
    assert "announce" not in [event.mode for event in read(text).events]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("আজ কিছু তরুণ এসে এরশাদ স্যারের ছবি ভাঙচুর করেছে।", "vandalize"),
        ("মোদি বিরোধী আন্দোলন চলছে।", "movement"),
    ],
)
def test_whose_picture_or_against_whom_it_is_does_not_do_it(text: str, mode: str) -> None:
    assert roles_of(text, mode)[0] == []
