"""Who takes part in an event, where and when, in sentences that are easy to get wrong."""

import pytest

from shutro.api import read
from shutro.model import Doc, Event
from shutro.text.normalize import normalize


def event_of(doc: Doc, trigger: str) -> Event:
    return next(event for event in doc.events if event.trigger.of(doc.text) == normalize(trigger))


def agents(doc: Doc, trigger: str) -> list[str]:
    return [span.of(doc.text) for span in event_of(doc, trigger).agents]


def patients(doc: Doc, trigger: str) -> list[str]:
    return [span.of(doc.text) for span in event_of(doc, trigger).patients]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("ইসরায়েলি বাহিনী সিরিয়ায় হামলা চালিয়েছে।", "হামলা চালিয়েছে", ["ইসরায়েলি"]),
        ("গাজায় হামলার নিন্দা জানিয়েছে তুরস্ক।", "হামলার", []),
        ("গাজায় হামলার নিন্দা জানিয়েছে তুরস্ক।", "নিন্দা জানিয়েছে", ["তুরস্ক"]),
        ("শেখ হাসিনাকে ফেরত দেওয়ার আহ্বান জানিয়েছে বাংলাদেশ।", "ফেরত দেওয়ার", []),
        ("জাতীয় সংসদ নির্বাচন বানচালের চেষ্টা চলছে।", "বানচালের", []),
        ("সাংবাদিক আনিস আলমগীরকে গ্রেপ্তার করেছে পুলিশ।", "গ্রেপ্তার করেছে", []),
        ("সভায় উপাচার্য রহিমা খাতুন বলেন, কাউকে ছাড় দেওয়া হবে না।", "সভায়", []),
        ("রহিম মিয়া বলেন, তার ছেলে ভারতে যায়নি।", "যায়নি", []),
        ("অনাস্থা ঘিরে রণক্ষেত্র দিনহাটা, গুলিবিদ্ধ পঞ্চায়েত সদস্য রহিম বর্মণ", "রণক্ষেত্র", []),
    ],
)
def test_only_who_acts_is_an_agent(sentence: str, trigger: str, expected: list[str]) -> None:
    assert agents(read(sentence), trigger) == [normalize(name) for name in expected]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("বরিশালে মো. সুমন হাওলাদার (২৭) নামের একজনকে গ্রেপ্তার করা হয়।", "গ্রেপ্তার করা হয়", ["মো. সুমন হাওলাদার"]),
        ("সাংবাদিক আনিস আলমগীরসহ তিনজনকে গ্রেপ্তার করেছে পুলিশ।", "গ্রেপ্তার করেছে", ["আনিস আলমগীরসহ"]),
    ],
)
def test_patient_is_named_beside_the_noun_that_bears_its_case(
    sentence: str, trigger: str, expected: list[str]
) -> None:
    assert patients(read(sentence), trigger) == [normalize(name) for name in expected]


def test_everybody_in_a_list_behind_the_verb_takes_part() -> None:
    doc = read("সভায় উপস্থিত ছিলেন মেয়র আনিসুল হক, জেলা প্রশাসক রেজাউল করিম ও সিভিল সার্জন নাসির উদ্দিন।")
    assert len(event_of(doc, "উপস্থিত ছিলেন").agents) == 3


def test_time_of_telling_is_not_the_time_of_what_is_told() -> None:
    doc = read("মঙ্গলবার পুতিন বলেন, কিম রাশিয়া সফর করবেন।", published="2025-12-17")
    assert event_of(doc, "সফর করবেন").time is None


def test_year_of_a_law_is_not_when_something_happened() -> None:
    doc = read("২০১২ সালের আইনের কয়েকটি ধারা নিয়ে দুই মন্ত্রী বৈঠক করেন।", published="2025-12-17")
    assert event_of(doc, "বৈঠক করেন").time is None


def test_place_may_be_told_by_a_plain_noun_after_the_name() -> None:
    doc = read("ঢাকার মিরপুর এলাকায় সংঘর্ষ হয়েছে।")
    place = event_of(doc, "সংঘর্ষ হয়েছে").place
    assert place is not None and place.of(doc.text) == "মিরপুর"


@pytest.mark.parametrize(
    ("sentence", "trigger", "modality"),
    [
        ("আহত চালককে হাসপাতালে নিয়ে গেলে চিকিৎসক মৃত ঘোষণা করেন।", "নিয়ে গেলে", "asserted"),
        ("পুতিন উত্তর কোরিয়া সফরের আমন্ত্রণ গ্রহণ করেছেন।", "সফরের", "planned"),
        ("সরকারকে বন্দীদের মুক্তি দেওয়ার জন্য আহ্বান জানায় জাতিসংঘ।", "মুক্তি দেওয়ার", "requested"),
        ("আসামিদের গ্রেপ্তার ও বিচারের দাবি জানান শিক্ষার্থীরা।", "গ্রেপ্তার", "requested"),
        ("সেনাবাহিনী গ্রামে হামলা চালিয়েছে বলে অস্বীকার করেছে সরকার।", "হামলা চালিয়েছে", "denied"),
        ("দুই দেশ চুক্তি করবে বলে ধারণা করছেন বিশ্লেষকেরা।", "চুক্তি করবে", "possible"),
    ],
)
def test_words_around_an_event_tell_whether_it_happened(sentence: str, trigger: str, modality: str) -> None:
    assert event_of(read(sentence), trigger).modality == modality


def test_what_could_not_be_done_did_not_happen() -> None:
    event = event_of(read("শিশুটিকে এখনো উদ্ধার করা সম্ভব হয়নি।"), "উদ্ধার করা")
    assert (event.polarity, event.modality) == ("-", "asserted")


def test_owner_of_the_object_does_not_act() -> None:
    doc = read("বিচারক জাকির হোসেনের আদালতে আবেদন করেন আইনজীবী আহসান হাবীব।")
    assert agents(doc, "আবেদন করেন") == ["আহসান হাবীব"]


def test_pronoun_before_a_word_that_is_also_a_name_makes_no_person() -> None:
    assert read("মুক্তিযোদ্ধাদের সহায়তা ছাড়া তারা এ বিজয় অর্জন করতে পারত না।").mentions == ()


def test_an_idiom_holds_no_name() -> None:
    assert read("ঘটনার পর থেকে মালিক গা ঢাকা দিয়েছেন।").mentions == ()


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("বিএসএফের গুলিতে এক যুবকের মৃত্যু হয়েছে।", "মৃত্যু হয়েছে", ["বিএসএফের"]),
        ("ইসরায়েলের হামলায় ২০ জন নিহত হয়েছেন।", "নিহত হয়েছেন", ["ইসরায়েলের"]),
        ("দুর্ঘটনায় ২০ জন নিহত হয়েছেন।", "নিহত হয়েছেন", []),
    ],
)
def test_who_strikes_the_blow_kills(sentence: str, trigger: str, expected: list[str]) -> None:
    assert agents(read(sentence), trigger) == [normalize(name) for name in expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("আমরা কাউকে আটক করিনি", "ঢাকা মহানগর পুলিশের"),
        ("আমি কাউকে আটক করিনি", "রহিম উদ্দিন"),
    ],
)
def test_we_are_the_body_that_the_speaker_speaks_for(words: str, expected: str) -> None:
    doc = read(f"ঢাকা মহানগর পুলিশের (ডিএমপি) লালবাগ বিভাগের উপকমিশনার রহিম উদ্দিন বলেন, “{words}।”")
    assert agents(doc, "আটক করিনি") == [normalize(expected)]


def test_a_body_sends_out_those_who_are_counted() -> None:
    doc = read("ঢাকা মহানগর পুলিশ নিরাপত্তায় ১৫ হাজার সদস্য মোতায়েন করছে।")
    assert agents(doc, "মোতায়েন করছে") == [normalize("ঢাকা মহানগর পুলিশ")]


def test_who_does_the_last_of_several_deeds_does_the_first() -> None:
    doc = read("ভারতকে ২-১ গোলে হারিয়ে শিরোপা জিতে নিল বাংলাদেশ।")
    assert agents(doc, "হারিয়ে") == ["বাংলাদেশ"]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("রংপুরে আজ বিক্ষোভ করেছে বাম সংগঠনগুলোর ঐক্যবদ্ধ জোট ছাত্র ইউনিয়ন।", "বিক্ষোভ করেছে", ["ছাত্র ইউনিয়ন"]),
        ("কুয়ালালামপুরে ভারতীয় হাইকমিশন আজ শ্রমিকদের আবাসে যায়।", "যায়", ["ভারতীয় হাইকমিশন"]),
        ("যুদ্ধবিরতিতে সম্মত হয়েছে কঙ্গো সরকার ও বিদ্রোহী গোষ্ঠী এম২৩।", "সম্মত হয়েছে", ["কঙ্গো", "এম২৩"]),
        (
            "মার্কিন প্রেসিডেন্ট ডোনাল্ড ট্রাম্প ও চীনা প্রেসিডেন্ট শি জিনপিংয়ের বৈঠকের পর দাম কমেছে।",
            "বৈঠকের",
            ["ডোনাল্ড ট্রাম্প", "শি জিনপিংয়ের"],
        ),
    ],
)
def test_who_acts_is_found_past_what_describes_him(sentence: str, trigger: str, expected: list[str]) -> None:
    assert agents(read(sentence), trigger) == [normalize(name) for name in expected]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("মিয়ানমারের রাষ্ট্রদূত অং কিয়াও সোয়েকে তলব করেছে ঢাকা।", "তলব করেছে", ["অং কিয়াও সোয়েকে"]),
        ("পুলিশ করিম উদ্দিনসহ ২৬ জনের বিরুদ্ধে অভিযোগপত্র দিয়েছে।", "অভিযোগপত্র দিয়েছে", ["করিম উদ্দিনসহ"]),
        ("নিহত গৃহবধূর স্বামী করিম উদ্দিন মামলা করেছেন।", "নিহত", []),
        ("নিহত গৃহবধূ রেবেকা খাতুনের লাশ পাওয়া গেছে।", "নিহত", ["রেবেকা খাতুনের"]),
    ],
)
def test_patient_is_the_one_it_is_done_to(sentence: str, trigger: str, expected: list[str]) -> None:
    assert patients(read(sentence), trigger) == [normalize(name) for name in expected]


def test_title_in_brackets_belongs_to_the_name_behind_it() -> None:
    doc = read("রংপুর বিশ্ববিদ্যালয়ের উপাচার্য (ভিসি) অধ্যাপক ড. করিম উদ্দিনের বিরুদ্ধে মামলা হয়েছে।")
    assert agents(doc, "মামলা হয়েছে") == []
    assert patients(doc, "মামলা হয়েছে") == [normalize("করিম উদ্দিনের")]


def test_what_would_follow_from_an_act_is_no_act_of_the_speaker() -> None:
    doc = read("ঢাকা চেম্বারের সভাপতি করিম উদ্দিন বলেন, আমদানি সীমিত করা হলে দাম বাড়বে।")
    assert agents(doc, "সীমিত করা হলে") == []


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("নৌবাহিনী বাংলাদেশের জলসীমায় অনুসন্ধান চালায়।", "অনুসন্ধান চালায়", ["নৌবাহিনী"]),
        ("বাংলাদেশের জলসীমায় অনুপ্রবেশ করে কয়েকটি ট্রলার।", "অনুপ্রবেশ করে", []),
        (
            "ঘটনা নিশ্চিত করেছেন মাগুরা সদর থানার ভারপ্রাপ্ত কর্মকর্তা (ওসি) মো. আশিকুর রহমান।",
            "নিশ্চিত করেছেন",
            ["মো. আশিকুর রহমান"],
        ),
    ],
)
def test_owner_of_a_place_or_an_office_does_not_act(sentence: str, trigger: str, expected: list[str]) -> None:
    assert agents(read(sentence), trigger) == [normalize(name) for name in expected]


def test_party_is_not_arrested_in_its_member() -> None:
    assert patients(read("মাগুরায় ছাত্রলীগ কর্মী আটক"), "আটক") == []


def test_noun_stands_for_the_only_body_that_ends_in_it_even_before_that_is_named() -> None:
    doc = read("মশা মারতে ড্রোন কিনছে পুরসভা\n\nকলকাতা পুরসভা গতকাল এ কথা জানিয়েছে।")
    assert agents(doc, "কিনছে") == [normalize("কলকাতা পুরসভা")]


def test_described_noun_does_not_stand_for_a_body_that_ends_in_it() -> None:
    doc = read("ঢাকা জজ আদালত তাকে জামিন দেন। পরে উচ্চ আদালত জামিন স্থগিত করেছেন।")
    assert agents(doc, "স্থগিত করেছেন") == []


def test_who_comes_to_the_house_of_the_killed_is_alive() -> None:
    doc = read("খবর পেয়ে নিহতের বাড়িতে ছুটে আসেন উপজেলা নির্বাহী কর্মকর্তা রুপম দাস।")
    assert patients(doc, "নিহতের") == []


def test_who_finds_the_killed_is_alive() -> None:
    doc = read("করিম উদ্দিন বলেন, “আমরা দুর্ঘটনায় নিহত চারজনের মরদেহ উদ্ধার করেছি।”")
    assert patients(doc, "নিহত") == []


def test_who_only_tells_of_an_act_behind_it_takes_no_part() -> None:
    doc = read("বিদ্যুৎ সরবরাহ স্বাভাবিক করা হবে বলেও জানান করিম উদ্দিন।")
    (event,) = doc.events
    assert (event.agents, event.patients) == ((), ())


@pytest.mark.parametrize("who", ["দুই সহযোগীকে", "ছেলেকে", "৩ সহযোগীকে"])
def test_owner_of_the_arrested_is_not_arrested(who: str) -> None:
    assert patients(read(f"বিজিবি ফিলিপ সরকারের {who} আটক করেছে।"), "আটক করেছে") == []


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("উদ্ধার হওয়া রহিম মিয়া এখন হাসপাতালে আছেন।", "উদ্ধার হওয়া", ["রহিম মিয়া"]),
        ("ক্ষমতাচ্যুত সাবেক প্রধানমন্ত্রী শেখ হাসিনা কিছু বলেননি।", "ক্ষমতাচ্যুত", ["শেখ হাসিনা"]),
        ("নিহতের নাম রাশিদা বেগম।", "নিহতের", ["রাশিদা বেগম"]),
    ],
)
def test_participle_is_of_the_one_named_behind_it(sentence: str, trigger: str, expected: list[str]) -> None:
    assert patients(read(sentence), trigger) == [normalize(name) for name in expected]


def test_body_before_somebodys_brother_is_no_title_of_his() -> None:
    doc = read("রহিম মিয়া পালিয়ে গেছেন। সোমবার রাতে কোস্টগার্ড তাঁর ভাই মিন্টু মিয়াকে গ্রেপ্তার করে।")
    assert patients(doc, "গ্রেপ্তার করে") == [normalize("মিন্টু মিয়াকে")]
    assert agents(doc, "গ্রেপ্তার করে") == [normalize("কোস্টগার্ড")]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("আজ রাতে ঘূর্ণিঝড় ‘রিমাল’ উপকূলে আঘাত হানতে পারে।", "উপকূলে আঘাত হানতে পারে", ["রিমাল"]),
        ("চুরির মামলায় সীমান্ত রক্ষী বাহিনী, পরে পুলিশ রহিম মিয়াকে আটক করে।", "আটক করে", []),
        ("মন্ত্রী করিম খানের সঙ্গে সাক্ষাৎ শেষে দূত রহিম মিয়া কথাটি জানান।", "সাক্ষাৎ", ["রহিম মিয়া"]),
    ],
)
def test_agent_is_a_storm_or_who_meets_and_not_two_parted_by_later(
    sentence: str, trigger: str, expected: list[str]
) -> None:
    assert agents(read(sentence), trigger) == [normalize(name) for name in expected]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("এবার সেরা বইয়ের পুরস্কার জিতেছেন রহিম মিয়া।", "পুরস্কার জিতেছেন", ["রহিম মিয়া"]),
        ("সংঘর্ষে রহিম মিয়ার পায়ে গুলি লাগে।", "গুলি লাগে", ["রহিম মিয়ার"]),
        ("সংঘর্ষে প্রক্টর রহিম মিয়া ও তিন সাংবাদিকসহ ১৭ জন আহত হয়েছেন।", "আহত হয়েছেন", ["রহিম মিয়া"]),
    ],
)
def test_patient_wins_the_prize_is_hit_or_among_the_counted(
    sentence: str, trigger: str, expected: list[str]
) -> None:
    assert patients(read(sentence), trigger) == [normalize(name) for name in expected]


def test_who_arrives_is_the_subject_behind_what_tells_when() -> None:
    doc = read("ঢাকায় পৌঁছানোর পর রহিম মিয়া কথাটি জানান।")
    assert agents(doc, "পৌঁছানোর") == [normalize("রহিম মিয়া")]


def test_who_confirms_an_act_has_not_done_it() -> None:
    doc = read("উপকমিশনার রহিম মিয়া করিম খানকে থানায় নেওয়ার বিষয়টি নিশ্চিত করেন।")
    assert agents(doc, "নেওয়ার") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("ব্যবসায়ী রাজীব হাসান হত্যা মামলায় দুজনকে দণ্ড দেওয়া হয়েছে।", ["রাজীব হাসান"]),
        ("রাজীব হাসান হত্যা করেছে তার ভাইকে।", []),
    ],
)
def test_bare_name_before_a_crime_is_the_victims(sentence: str, expected: list[str]) -> None:
    doc = read(sentence)
    found = [event for event in doc.events if event.trigger.of(doc.text).startswith(normalize("হত্যা"))]
    assert [span.of(doc.text) for span in found[0].patients] == [normalize(name) for name in expected]
    assert bool(found[0].agents) != bool(expected)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("নদীপুর কলেজে শিক্ষার্থীদের অবরোধ চলছে।", "অবরোধ চলছে", []),
        ("সচিব রহিম উদ্দিনকে বাণিজ্য মন্ত্রণালয়ে বদলি করা হয়েছে।", "বদলি করা হয়েছে", []),
        ("মিছিল করেছে গণফোরাম। দলটি সংসদে বিল জমা দেয়।", "জমা দেয়", ["গণফোরাম"]),
        ("গণফোরামের পক্ষ থেকে এক বিবৃতিতে হামলার নিন্দা জানানো হয়েছে।", "হামলার", []),
        ("গণফোরামের পক্ষ থেকে এক বিবৃতিতে হামলার নিন্দা জানানো হয়েছে।", "নিন্দা জানানো হয়েছে", ["গণফোরামের"]),
        ("রহিম উদ্দিনের নেতৃত্বে কমিটি গড়েছেন করিম শেখ।", "কমিটি গড়েছেন", ["করিম শেখ"]),
        ("পল্টন থানার ওসি রহিম উদ্দিন বলেন, মিছিল থেকে ইট ছোড়া হয়।", "ইট ছোড়া হয়", []),
        ("মিছিল করেছে গণফোরাম। মেয়রের সঙ্গে বৈঠক করে সংগঠনটি।", "বৈঠক করে", ["গণফোরাম"]),
        ("গণফোরাম ও জাসদ মিছিল করেছে। দলটি বিল জমা দেয়।", "জমা দেয়", []),
        ("মন্ত্রী সেলিম রেজা, দুই সচিবসহ ২০ কর্মকর্তা উপস্থিত ছিলেন।", "উপস্থিত ছিলেন", ["সেলিম রেজা"]),
    ],
)
def test_body_acts_where_it_is_no_mere_place(text: str, trigger: str, expected: list[str]) -> None:
    assert agents(read(text), trigger) == [normalize(name) for name in expected]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("প্রজ্ঞাপন বাতিল না হলে অনশনের হুঁশিয়ারি দেন রহিম উদ্দিন।", "বাতিল না হলে", []),
        ("দুর্নীতির অভিযোগ ওঠায় রহিম উদ্দিনকে বরখাস্ত করা হয়।", "অভিযোগ ওঠায়", ["রহিম উদ্দিনকে"]),
        ("রহিম উদ্দিনকে কমিটির আহ্বায়ক করা হয়েছে।", "আহ্বায়ক করা হয়েছে", ["রহিম উদ্দিনকে"]),
    ],
)
def test_who_undergoes_an_act_stands_in_its_own_clause(text: str, trigger: str, expected: list[str]) -> None:
    assert patients(read(text), trigger) == [normalize(name) for name in expected]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("রমজান আলী জমিতে বেড়া দিতে গেলে করিম মিয়া বাধা দেন।", "বাধা দেন", ["করিম মিয়া"]),
        ("রহিম মিয়া বাজারে যাওয়ার সময় করিম মিয়া হামলা চালান।", "হামলা চালান", ["করিম মিয়া"]),
        ("জিজ্ঞাসাবাদে করিম মিয়া অপহরণের কথা স্বীকার করেছেন।", "অপহরণের", ["করিম মিয়া"]),
        ("ওসি রহিম মিয়া জানান, বাসটি জব্দ করা হলেও চালক ও তার সহকারী পালিয়ে গেছেন।", "পালিয়ে গেছেন", []),
    ],
)
def test_who_acts_stands_behind_the_verb_that_another_one_leaves(
    sentence: str, trigger: str, expected: list[str]
) -> None:
    assert agents(read(sentence), trigger) == [normalize(name) for name in expected]


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("শিশুকে খাগড়াছড়ির মাটিরাঙ্গা থেকে উদ্ধার করেছে র‍্যাব।", "উদ্ধার করেছে"),
        ("আদালত উত্তরার একটি ফ্ল্যাট জব্দের আদেশ দেন।", "জব্দের"),
    ],
)
def test_where_a_thing_lies_is_no_patient(sentence: str, trigger: str) -> None:
    assert patients(read(sentence), trigger) == []


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("ধৃতদের ধর্মনগর আদালতে তোলা হলে বিচারক জামিন দেন।", "তোলা হলে"),
        ("আসামিদের কাশিমপুর কারাগারে পাঠানো হয়।", "পাঠানো হয়"),
    ],
)
def test_those_held_are_brought_to_a_court_or_jail_with_a_name(sentence: str, trigger: str) -> None:
    doc = read(f"পুলিশ রহিম মিয়া ও চালক করিম মিয়াকে গ্রেপ্তার করেছে। {sentence}")
    assert patients(doc, trigger) == [normalize("রহিম মিয়া"), normalize("করিম মিয়াকে")]


def test_all_who_are_named_behind_a_copula_were_held() -> None:
    doc = read("গ্রেপ্তার ব্যক্তিরা হলেন শিবচরের রহিম মিয়া (৩৫), তাঁর ভাই করিম মিয়া ও সুজন হাওলাদার।")
    assert patients(doc, "গ্রেপ্তার") == [normalize(name) for name in ("রহিম মিয়া", "করিম মিয়া", "সুজন হাওলাদার")]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("মৃতের স্ত্রী সালমা বেগম মামলা করেন।", "মৃতের", []),
        ("সদর থানার হত্যাচেষ্টা মামলায় রহিম মিয়া জামিন পান।", "হত্যাচেষ্টা", []),
        ("রহিম মিয়া-সহ চার জনকে গ্রেফতার করেছে পুলিশ।", "গ্রেফতার করেছে", ["রহিম মিয়া-সহ"]),
        ("মূল অভিযুক্ত রহিম মিয়া এখন জামিনে মুক্ত।", "জামিনে মুক্ত", ["রহিম মিয়া"]),
    ],
)
def test_who_is_held_or_killed_is_a_person_named_as_such(
    sentence: str, trigger: str, expected: list[str]
) -> None:
    assert patients(read(sentence), trigger) == [normalize(name) for name in expected]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("সালমাকে নির্যাতন করতেন রহিম মিয়া ও তাঁর মা।", "নির্যাতন করতেন", ["রহিম মিয়া"]),
        ("সীমান্তরক্ষী বাহিনীর (বিএসএফ) গুলিতে রহিম মিয়া আহত হন।", "গুলিতে", ["সীমান্তরক্ষী বাহিনীর"]),
        ("বিএসএফের জগদল ক্যাম্পের টহল দল গুলি ছোড়ে।", "গুলি ছোড়ে", ["বিএসএফের"]),
    ],
)
def test_who_strikes_is_named_before_a_bracket_or_behind_the_verb(
    sentence: str, trigger: str, expected: list[str]
) -> None:
    assert agents(read(sentence), trigger) == [normalize(name) for name in expected]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("শিশুকে শ্বাসরোধে হত্যার ঘটনায় আকাশ শেখকে (২৩) গ্রেপ্তার করেছে পুলিশ।", "শ্বাসরোধে হত্যার", []),
        ("নাঈম হাসান বলেন, আকাশ শেখ ধর্ষণ ও হত্যার দায় স্বীকার করেছেন।", "ধর্ষণ ও হত্যার", []),
        ("নৌবাহিনী ফেরে। তাঁদের অপহরণ করা হয়েছিল।", "অপহরণ করা হয়েছিল", []),
        ("রহিম মিয়ার চিকিৎসা চলছে হাসপাতালে।", "চিকিৎসা চলছে", ["রহিম মিয়ার"]),
        (
            "রহিম মিয়া ও করিম মিয়াসহ পাঁচজনের বিদেশযাত্রায় নিষেধাজ্ঞা দিয়েছেন আদালত।",
            "বিদেশযাত্রায় নিষেধাজ্ঞা দিয়েছেন",
            ["রহিম মিয়া", "করিম মিয়াসহ"],
        ),
    ],
)
def test_whom_it_befell_is_not_who_is_charged_with_it(
    sentence: str, trigger: str, expected: list[str]
) -> None:
    assert patients(read(sentence), trigger) == [normalize(name) for name in expected]


def test_those_who_are_counted_are_the_ones_named_further_on() -> None:
    doc = read(
        "রাজাপুরে গ্রেপ্তার তিন\n\nরাজাপুর থানা পুলিশ তিনজনকে গ্রেপ্তার করেছে।\n\n"
        "গ্রেপ্তারকৃত ইউপি সদস্যরা হলেন—রাজাপুর ইউনিয়নের আব্দুল জলিল (৪২), নূর হোসেন ওরফে বাবলু (৪০) ও কামাল হোসেন (৩৪)।"
    )
    assert patients(doc, "গ্রেপ্তার করেছে") == ["আব্দুল জলিল", "নূর হোসেন", "কামাল হোসেন"]
    assert patients(doc, "গ্রেপ্তারকৃত") == ["আব্দুল জলিল", "নূর হোসেন", "কামাল হোসেন"]


def test_two_who_are_counted_are_not_the_three_named_further_on() -> None:
    doc = read("কালীপুরে বাস উল্টে দুজন মারা গেছেন। নিহতরা হলেন আব্দুল জলিল, নূর হোসেন ও কামাল হোসেন।")
    assert patients(doc, "মারা গেছেন") == []


def test_one_who_was_killed_is_the_one_whose_name_is_told() -> None:
    doc = read("সেতুতে ট্রাকের চাপায় এক পথচারী নিহত হয়েছেন। নিহত যুবকের নাম সুমন মিয়া (২০)।")
    assert patients(doc, "নিহত হয়েছেন") == ["সুমন মিয়া"]


def test_one_who_was_killed_is_nobody_where_two_are_named_one_by_one() -> None:
    doc = read("সেতুতে এক পথচারী মারা গেছেন। বিকেলে নিহত হন সুমন মিয়া। রাতে মারা যান করিম শেখ। সকালে মারা যান রহিম মোল্লা।")
    assert patients(doc, "মারা গেছেন") == []


def test_who_lists_those_arrested_is_none_of_them() -> None:
    doc = read("গ্রেপ্তাররা হলেন আব্দুল জলিল ও কামাল হোসেন বলে জানান ওসি রহমত আলী।")
    assert patients(doc, "গ্রেপ্তাররা হলেন") == ["আব্দুল জলিল", "কামাল হোসেন"]


def test_the_party_of_one_who_is_called_by_name_was_not_killed() -> None:
    doc = read("কালীপুরে বিরোধের জেরে কামরুল হাসান (৪৮) নামে এক বিএনপি নেতা নিহত হয়েছেন।")
    assert patients(doc, "নিহত হয়েছেন") == ["কামরুল হাসান"]


def test_one_who_gets_bail_in_murder_cases_was_not_murdered() -> None:
    doc = read("আরও তিন হত্যা মামলায় জামিন পেলেন সেলিম মিয়া। সেলিম মিয়া হত্যা মামলায় জামিন লাভ করেছেন।")
    assert patients(doc, "হত্যা") == []
    assert patients(doc, "জামিন পেলেন") == ["সেলিম মিয়া"]
    assert patients(doc, "জামিন লাভ করেছেন") == ["সেলিম মিয়া"]


def test_one_murder_of_many_has_not_the_victim_of_another() -> None:
    doc = read("রাতে খুন হন করিম শেখ। সেলিমের বিরুদ্ধে দশটি হত্যা মামলা রয়েছে।")
    assert patients(doc, "হত্যা") == []


def test_the_police_of_a_station_arrest_whom_they_are_named_before() -> None:
    doc = read("রাজাপুর থানা পুলিশ সেলিম মিয়া ওরফে কালুকে গ্রেপ্তার করেছে।")
    assert agents(doc, "গ্রেপ্তার করেছে") == ["রাজাপুর থানা"]
    assert patients(doc, "গ্রেপ্তার করেছে") == ["সেলিম মিয়া"]
