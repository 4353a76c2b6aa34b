"""Make what records of articles have in common, from the invented reports in stories/dev, for `store/letters.py`.

A library is read with the text that it was packed with: a file that was released is never changed, a better one gets a
name of its own.
"""

import heapq
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import regex

from shutro.ingest.files import read_pages
from shutro.ingest.given import read_given
from shutro.model import Doc
from shutro.pipeline import read_docs

ROOM = 30_800  # letters, of the 32,768 that zlib looks back; records without their texts take some more
_RUN = 7  # letters that count as common where several stories have them
_LONG = 15  # letters of a sentence
_RECORDS = 3
_SENTENCE = regex.compile(r"(?<=[\u0964?!\n])\s*")


def main() -> None:
    """Write the text to the file that the command line names."""
    stories = [
        [
            doc
            for doc in read_docs(read_pages([folder]), read_given(str(folder / "articles.tsv")))
            if isinstance(doc, Doc)
        ]
        for folder in sorted(path for path in Path("stories/dev").iterdir() if path.is_dir())
    ]
    sentences = [msgspec.json.encode(one).decode()[1:-1] for one in _chosen(stories)]
    docs = [docs[0] for docs in stories[:_RECORDS]]
    dropped = dict.fromkeys(line for doc in docs for line in doc.dropped)
    records = [replace(doc.article, text="") for doc in docs]
    parts = ["\\n\\n".join(reversed(sentences)), *map(_plain, (tuple(dropped), *records))]
    Path(sys.argv[1]).write_text("\n".join(parts), encoding="utf-8")


def _plain(record: object) -> str:
    return msgspec.json.encode(record).decode()


def _chosen(stories: list[list[Doc]]) -> Iterator[str]:
    """Yield sentences until there is no room, first those with most that other stories have, too."""
    common: Counter[str] = Counter()
    for docs in stories:
        common.update({run for doc in docs for run in _runs(doc.text)})
    taken: set[str] = set()

    def worth(sentence: str) -> float:
        return sum(common[run] - 1 for run in _runs(sentence) - taken) / (len(sentence) + 1)

    texts = dict.fromkeys(
        part.strip() for docs in stories for doc in docs for part in _SENTENCE.split(doc.text)
    )
    waiting = [(-worth(sentence), sentence) for sentence in texts if len(sentence) > _LONG]
    heapq.heapify(waiting)
    room = ROOM
    while waiting and room > 0:
        _, sentence = heapq.heappop(waiting)
        now = -worth(sentence)
        if waiting and now > waiting[0][0]:
            heapq.heappush(waiting, (now, sentence))
            continue
        taken |= _runs(sentence)
        room -= len(sentence) + len("\\n\\n")
        yield sentence


def _runs(text: str) -> set[str]:
    return {text[at : at + _RUN] for at in range(len(text) - _RUN)}


if __name__ == "__main__":
    main()
