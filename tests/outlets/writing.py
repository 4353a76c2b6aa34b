"""What invented reporters write: reports of happenings that never took place, drawn by a seed."""

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_MONTHS = [
    "জানুয়ারি",
    "ফেব্রুয়ারি",
    "মার্চ",
    "এপ্রিল",
    "মে",
    "জুন",
    "জুলাই",
    "আগস্ট",
    "সেপ্টেম্বর",
    "অক্টোবর",
    "নভেম্বর",
    "ডিসেম্বর",
]
_PLACES = (
    ("রূপদিয়া", "যশোর"),
    ("চরহাজীপুর", "কিশোরগঞ্জ"),
    ("নন্দীরহাট", "বগুড়া"),
    ("কাশিমনগর", "মাদারীপুর"),
    ("শালবন", "টাঙ্গাইল"),
    ("উলানিয়া", "বরিশাল"),
    ("ভাটেরচর", "মুন্সীগঞ্জ"),
    ("সোনাতলী", "জামালপুর"),
    ("দেওভোগ", "নারায়ণগঞ্জ"),
    ("হাতিভাঙা", "কুড়িগ্রাম"),
    ("মধুপুর", "হবিগঞ্জ"),
    ("পাথরাইল", "সাতক্ষীরা"),
)
_FIRST = ["আবদুল", "রহিমা", "শাহিন", "নাসরিন", "কামরুল", "সেলিনা", "মাহবুব", "তানিয়া", "রফিকুল", "হাসিনা", "জাহিদ", "মরিয়ম"]
_LAST = ["করিম", "খাতুন", "আলম", "বেগম", "ইসলাম", "পারভীন", "হোসেন", "সরকার", "মিয়া", "চৌধুরী", "তালুকদার", "মোল্লা"]
_KINDS = (
    (
        "{place} বাজারে আগুন, পুড়ল {n} দোকান",
        "{place} বাজারের আগুনে ছাই {n}টি দোকান",
        (
            "{district} জেলার {place} বাজারে আগুন লেগে {n}টি দোকান পুড়ে গেছে। গতকাল রাত ১১টার দিকে বাজারের পশ্চিম পাশের একটি কাপড়ের দোকান থেকে আগুনের সূত্রপাত হয়।",
            "ফায়ার সার্ভিসের {m}টি ইউনিট প্রায় তিন ঘণ্টা চেষ্টা চালিয়ে আগুন নিয়ন্ত্রণে আনে। সরু গলির কারণে গাড়ি ভেতরে ঢুকতে পারেনি।",
            "ফায়ার সার্ভিসের উপসহকারী পরিচালক {person} বলেন, ‘বৈদ্যুতিক গোলযোগ থেকে আগুন লেগেছে বলে প্রাথমিকভাবে ধারণা করা হচ্ছে।’",
            "ব্যবসায়ীদের দাবি, আগুনে অন্তত {money} লাখ টাকার ক্ষতি হয়েছে। বাজার কমিটি বলছে, ক্ষতিগ্রস্ত দোকানের তালিকা করা হচ্ছে।",
            "দোকানি {other} বলেন, ‘ঈদের জন্য নতুন মাল তুলেছিলাম। কিছুই বাঁচাতে পারিনি।’",
            "এ ঘটনায় কেউ হতাহত হয়নি। উপজেলা নির্বাহী কর্মকর্তা ঘটনাস্থল পরিদর্শন করে সহায়তার আশ্বাস দিয়েছেন।",
        ),
    ),
    (
        "{place} সড়কে বাস-ট্রাক সংঘর্ষে নিহত {n}",
        "{place}: বাস ও ট্রাকের সংঘর্ষে গেল {n} প্রাণ",
        (
            "{district} জেলার {place} এলাকায় বাস ও ট্রাকের মুখোমুখি সংঘর্ষে {n} জন নিহত হয়েছেন। আহত হয়েছেন আরও {m} জন। আজ ভোরে ঘন কুয়াশার মধ্যে এ দুর্ঘটনা ঘটে।",
            "হাইওয়ে পুলিশের ওসি {person} জানান, বাসটি ঢাকার দিকে যাচ্ছিল। উল্টো দিক থেকে আসা পাথরবোঝাই ট্রাকের সঙ্গে সেটির ধাক্কা লাগে।",
            "আহত ব্যক্তিদের জেলা সদর হাসপাতালে ভর্তি করা হয়েছে। তাঁদের মধ্যে তিনজনের অবস্থা আশঙ্কাজনক বলে জানিয়েছেন চিকিৎসকেরা।",
            "বেঁচে যাওয়া যাত্রী {other} বলেন, ‘চালক বারবার ঘুমে ঢলে পড়ছিলেন। আমরা সাবধান করেছিলাম, তিনি শোনেননি।’",
            "দুর্ঘটনার পর মহাসড়কে প্রায় {money} মিনিট যান চলাচল বন্ধ ছিল। পরে রেকার দিয়ে গাড়ি দুটি সরিয়ে নেওয়া হয়।",
            "ট্রাকের চালক ও তাঁর সহকারী পালিয়ে গেছেন। এ ঘটনায় থানায় একটি মামলার প্রস্তুতি চলছে।",
        ),
    ),
    (
        "{place} বাঁধ ভেঙে পানিবন্দী {money} গ্রাম",
        "নদীর বাঁধে ধস, ডুবল {place} ও আশপাশের {money} গ্রাম",
        (
            "টানা বৃষ্টি ও উজানের ঢলে {district} জেলার {place} এলাকায় নদীর বাঁধ ভেঙে {money}টি গ্রাম প্লাবিত হয়েছে। পানিবন্দী হয়ে পড়েছে প্রায় {n} হাজার পরিবার।",
            "পানি উন্নয়ন বোর্ডের নির্বাহী প্রকৌশলী {person} জানান, বাঁধের প্রায় {m}০ মিটার অংশ ধসে গেছে। জিও ব্যাগ ফেলে ভাঙন ঠেকানোর চেষ্টা চলছে।",
            "দুর্গত মানুষের জন্য {m}টি আশ্রয়কেন্দ্র খোলা হয়েছে। সেখানে শুকনা খাবার ও বিশুদ্ধ পানি পাঠানো হয়েছে।",
            "চরের বাসিন্দা {other} বলেন, ‘রাতে হঠাৎ ঘরে পানি ঢুকে পড়ে। গরু-ছাগল নিয়ে বাঁধে উঠেছি, এখনো কেউ খোঁজ নেয়নি।’",
            "জেলা প্রশাসন বলছে, দুর্গত এলাকায় {n} মেট্রিক টন চাল বরাদ্দ দেওয়া হয়েছে। তবে স্থানীয় লোকজন জানান, নৌকার অভাবে ত্রাণ পৌঁছাচ্ছে না।",
            "আবহাওয়া কার্যালয় আগামী দুই দিন ভারী বৃষ্টির পূর্বাভাস দিয়েছে। এতে পানি আরও বাড়তে পারে।",
        ),
    ),
    (
        "{place} হাটে পেঁয়াজের কেজি {money} টাকা",
        "এক সপ্তাহে পেঁয়াজের দাম বেড়ে {money} টাকা, {place} হাটে ক্ষোভ",
        (
            "{district} জেলার {place} হাটে এক সপ্তাহের ব্যবধানে পেঁয়াজের দাম কেজিতে {n} টাকা বেড়ে {money} টাকায় উঠেছে। ক্রেতারা বলছেন, বাজারে তদারকি নেই।",
            "আড়তদার {other} বলেন, ‘মোকামেই দাম বেশি। আমরা কেজিতে দুই টাকার বেশি লাভ করি না।’",
            "জাতীয় ভোক্তা অধিকার সংরক্ষণ অধিদপ্তরের সহকারী পরিচালক {person} জানান, গতকাল অভিযান চালিয়ে {m}টি প্রতিষ্ঠানকে জরিমানা করা হয়েছে।",
            "কৃষি বিপণন কর্মকর্তারা বলছেন, নতুন পেঁয়াজ উঠতে আরও তিন সপ্তাহ লাগবে। তত দিন দাম কমার সম্ভাবনা কম।",
            "হাটে আসা এক স্কুলশিক্ষক বলেন, আয় বাড়েনি, অথচ সব জিনিসের দাম বেড়েছে। তিনি আধা কেজি পেঁয়াজ কিনে ফিরেছেন।",
            "ট্রেডিং করপোরেশন আগামী রোববার থেকে খোলাবাজারে পেঁয়াজ বিক্রি শুরু করবে বলে জানানো হয়েছে।",
        ),
    ),
    (
        "{place} কলেজে সংঘর্ষ, আহত {n} শিক্ষার্থী",
        "{place} কলেজে দুই পক্ষের মারামারি, আহত {n}",
        (
            "{district} জেলার {place} কলেজে দুই দল শিক্ষার্থীর সংঘর্ষে অন্তত {n} জন আহত হয়েছেন। আজ দুপুরে কলেজের মিলনায়তনের সামনে এ ঘটনা ঘটে।",
            "প্রত্যক্ষদর্শীরা জানান, নবীনবরণ অনুষ্ঠানের আসন নিয়ে কথা-কাটাকাটির জের ধরে সংঘর্ষ বাধে। এ সময় {m}টি কক্ষের জানালা ভাঙচুর করা হয়।",
            "কলেজের অধ্যক্ষ {person} বলেন, ‘ঘটনা তদন্তে তিন সদস্যের কমিটি গঠন করা হয়েছে। আগামী রোববার পর্যন্ত ক্লাস স্থগিত থাকবে।’",
            "পুলিশ গিয়ে পরিস্থিতি নিয়ন্ত্রণে আনে। থানার এক কর্মকর্তা জানান, এ ঘটনায় {m} জনকে আটক করা হয়েছে।",
            "আহত শিক্ষার্থী {other} বলেন, ‘আমরা মঞ্চের সামনে বসেছিলাম। হঠাৎ লাঠি নিয়ে হামলা চালানো হয়।’",
            "আহত ব্যক্তিদের উপজেলা স্বাস্থ্য কমপ্লেক্সে চিকিৎসা দেওয়া হয়েছে। কলেজের সামনে পুলিশ মোতায়েন রয়েছে।",
        ),
    ),
    (
        "{place} মাঠে {n} রানে জিতল {district} একাদশ",
        "ফাইনালে {n} রানের জয় {district} একাদশের",
        (
            "আঞ্চলিক টুর্নামেন্টের ফাইনালে {n} রানে জিতেছে {district} একাদশ। গতকাল {place} মাঠে টস হেরে আগে ব্যাট করে তারা তোলে {money}১ রান।",
            "দলের পক্ষে সর্বোচ্চ {money} রান করেন {other}। তাঁর ইনিংসে ছিল {m}টি চার ও দুটি ছক্কা।",
            "জবাব দিতে নেমে প্রতিপক্ষ শুরুতেই তিন উইকেট হারায়। শেষ পর্যন্ত ১৮ ওভারে গুটিয়ে যায় তাদের ইনিংস।",
            "ম্যাচ শেষে অধিনায়ক {person} বলেন, ‘উইকেট ধীর ছিল। আমরা জানতাম, দেড় শ রানই যথেষ্ট হবে।’",
            "খেলা দেখতে মাঠে এসেছিলেন প্রায় {m} হাজার দর্শক। বৃষ্টির কারণে খেলা শুরু হতে আধা ঘণ্টা দেরি হয়।",
            "চ্যাম্পিয়ন দল ট্রফির সঙ্গে পেয়েছে {money} হাজার টাকা। আগামী মাসে তারা জাতীয় পর্বে খেলবে।",
        ),
    ),
)
_LATER = (
    "পরে জেলা প্রশাসন জানায়, হালনাগাদ হিসাবে সংখ্যাটি {n}।",
    "সবশেষ পাওয়া খবরে সংখ্যাটি বেড়ে {n} হয়েছে বলে জানিয়েছেন কর্মকর্তারা।",
)
DESKS = ("নিজস্ব প্রতিবেদক", "জেলা প্রতিনিধি", "স্টাফ রিপোর্টার", "অনলাইন ডেস্ক")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A report as its reporter handed it in; `version` counts from 1."""

    number: int
    happening: int
    title: str
    paragraphs: tuple[str, ...]
    byline: str
    caption: str
    published: datetime
    updated: datetime | None = None
    version: int = 1

    @property
    def body(self) -> str:
        """Return the paragraphs, a line each."""
        return "\n".join(self.paragraphs)


def write(number: int, happening: int, published: datetime, *, telling: int = 0, seed: int = 0) -> Written:
    """Return a report of a happening; `telling` says in which words and order it is told."""
    facts = Random(f"{seed}-{happening}")
    title, other_title, sentences = facts.choice(_KINDS)
    place, district = facts.choice(_PLACES)
    filled = {
        "place": place,
        "district": district,
        "n": bengali(facts.randint(3, 60)),
        "m": bengali(facts.randint(2, 9)),
        "money": bengali(facts.randint(11, 99)),
        "person": _person(facts),
        "other": _person(facts),
    }
    words = Random(f"{seed}-{happening}-{telling}")
    rest = list(sentences[1:])
    words.shuffle(rest)
    chosen = [sentences[0], *rest[: words.randint(4, 5)]]
    return Written(
        number=number,
        happening=happening,
        title=(title if words.random() < 0.5 else other_title).format(**filled),
        paragraphs=tuple(sentence.format(**filled) for sentence in chosen),
        byline=words.choice(DESKS),
        caption=f"{place} এলাকার আজকের চিত্র। ছবি: সংগৃহীত",
        published=published,
    )


def rewrite(written: Written, updated: datetime) -> Written:
    """Return the next version of a report: a figure later, a sentence more."""
    drawn = Random(f"{written.number}-{written.version}")
    later = drawn.choice(_LATER).format(n=bengali(60 + 10 * written.version + drawn.randint(0, 9)))
    return replace(
        written,
        paragraphs=(*written.paragraphs, later),
        updated=updated,
        version=written.version + 1,
    )


def bengali(number: int) -> str:
    """Return a number in Bengali digits."""
    return str(number).translate(_DIGITS)


def date_line(moment: datetime) -> str:
    """Return a day as pages print it."""
    return f"{bengali(moment.day)} {_MONTHS[moment.month - 1]} {bengali(moment.year)}"


def clock_line(moment: datetime, *, halves: bool = False) -> str:
    """Return a time of day as pages print it, by twelve or by twenty-four hours."""
    if halves:
        half = "পিএম" if moment.hour >= 12 else "এএম"
        return f"{(moment.hour - 1) % 12 + 1:02}:{moment.minute:02} ".translate(_DIGITS) + half
    return f"{moment.hour:02}:{moment.minute:02}".translate(_DIGITS)


def _person(drawn: Random) -> str:
    return f"{drawn.choice(_FIRST)} {drawn.choice(_LAST)}"
