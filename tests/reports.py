"""Small reports for the tests of the library, written from a few templates."""

from pathlib import Path

_PLACES = ("বরিশাল", "খুলনা", "সিলেট", "রংপুর", "কুমিল্লা", "যশোর", "ফরিদপুর", "বগুড়া")
_ACCIDENTS = (
    ("বাস খাদে পড়ে", "বাসটি ঢাকা থেকে ছেড়ে এসেছিল। চালক পালিয়ে গেছেন।"),
    ("নৌকা ডুবে", "নৌকাটিতে অতিরিক্ত যাত্রী ছিল। ডুবুরিরা উদ্ধারকাজ চালাচ্ছেন।"),
    ("দেয়াল ধসে", "দেয়ালটি অনেক পুরোনো ছিল। এলাকাবাসী আগেই অভিযোগ করেছিলেন।"),
    ("আগুন লেগে", "ফায়ার সার্ভিসের তিনটি ইউনিট আগুন নেভায়। ক্ষয়ক্ষতি এখনো জানা যায়নি।"),
)


def report(number: int) -> str:
    """Return a report that differs from that of every other number."""
    place = _PLACES[number % len(_PLACES)]
    act, more = _ACCIDENTS[number // len(_PLACES) % len(_ACCIDENTS)]
    dead = number % 7 + 2
    return (
        f"{place} জেলায় {act} নিহত {dead}\n"
        f"{place} প্রতিনিধি, {number + 1} নম্বর প্রতিবেদন\n"
        f"{place} জেলায় {act} অন্তত {dead} জন নিহত হয়েছেন। আহত হয়েছেন আরও {number + 3} জন। {more}\n"
        f"জেলা প্রশাসক বলেন, ‘নিহত প্রত্যেকের পরিবারকে {number + 20} হাজার টাকা দেওয়া হবে।’\n"
    )


def write_reports(folder: Path, count: int) -> Path:
    """Write the first `count` reports into the folder, one a file, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(report(number), encoding="utf-8")
    return folder
