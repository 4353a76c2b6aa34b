"""What migrations delete because it is made again: how it was stored is known to the code of its own time only."""

from alembic import op

# The views among these hold rows of numbers, which go with them.
_OF_STORIES = (
    "act", "actor", "affair", "bearing", "brief", "called", "card", "credited", "derivation", "party", "source",
    "story", "tally", "named_row", "facet_row", "voice_row", "quoted_row", "label",
)  # fmt: skip


def forget_stories() -> None:
    """Delete all stories and their index; their ids lead to where their articles are when these are grouped again."""
    for name in _OF_STORIES:
        op.execute(f"DELETE FROM {name}")  # noqa: S608 - our own names
    op.execute("UPDATE vector SET story = NULL")
    op.execute("UPDATE story_id SET redirect = ''")
    op.execute("INSERT INTO searched(searched) VALUES ('delete-all')")
