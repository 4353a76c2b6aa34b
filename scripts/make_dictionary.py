"""Make what packed records of a library have in common, from records of the invented stories in stories/dev.

A library is read with the dictionary that it was packed with: a file that was released is never changed, a better one
gets a name of its own.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from shutro.claims.told import Tellers
from shutro.ingest.files import read_pages
from shutro.ingest.given import read_given
from shutro.model import Doc, Story
from shutro.pipeline import read_docs, tell_story
from shutro.publish.acts import find_acts
from shutro.publish.brief import make_brief
from shutro.store.docs import layers_of

# Bytes of each kind, 32 kB in all, since zlib looks no farther back; what is packed most often stands last.
ROOM = {"brief": 4_000, "links": 4_000, "act": 8_000, "layers": 16_700}
_TURNS = 5


def main() -> None:
    """Write the dictionary to the file that the command line names."""
    records: dict[str, list[bytes]] = {kind: [] for kind in ROOM}
    for folder in sorted(path for path in Path("stories/dev").iterdir() if path.is_dir()):
        docs = [
            doc
            for doc in read_docs(read_pages([folder]), read_given(str(folder / "articles.tsv")))
            if isinstance(doc, Doc)
        ]
        story, linked = tell_story(docs, ())
        for kind, record in _records(story, linked):
            records[kind].append(msgspec.json.encode(record))
    parts = [_fitting(records[kind], room) for kind, room in ROOM.items()]
    Path(sys.argv[1]).write_bytes(b"\n".join(parts))


def _records(story: Story, docs: Sequence[Doc]) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = [("brief", make_brief(story, {doc.article.id: doc for doc in docs}))]
    found += [("act", act) for act in find_acts(story, docs, Tellers(docs))]
    for doc in docs:
        found += [("layers", layers_of(doc)), ("links", doc.links)]
    return found


def _fitting(records: Sequence[bytes], room: int) -> bytes:
    """Return the beginning of the records, taken from all stories in turn."""
    turns = (records[first::_TURNS] for first in range(_TURNS))
    return b"\n".join(record for turn in turns for record in turn)[:room]


if __name__ == "__main__":
    main()
