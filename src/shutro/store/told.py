"""Stories in few bytes: in columns, what stands in them more than once only once."""

import msgspec

from shutro.model import Story
from shutro.store.records import pack_columns, unpack_columns


def pack_story(story: Story) -> bytes:
    """Return a story with all that it tells, packed."""
    return pack_columns([story], Story)


def unpack_story(record: bytes) -> Story:
    """Return the story that was packed; raises DecodeError where the bytes are none."""
    found = unpack_columns(record, Story)
    if len(found) != 1:
        raise msgspec.DecodeError(f"{len(found)} stories")
    return found[0]
