"""What pages list, count and search; derived from docs and stories by `store/index.py`, a story at a time."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from shutro.store.schema.metadata import metadata

card = Table(  # a line of the list of stories
    "card",
    metadata,
    Column("story", String, primary_key=True),
    Column("fingerprint", String, nullable=False),  # of the story and its docs
    Column("title", String, nullable=False),
    Column("language", String, nullable=False),
    Column("first", String),
    Column("last", String),
    Column("articles", Integer, nullable=False),
    Column("origins", Integer, nullable=False),  # the most behind one finding
    Column("agreed", Integer, nullable=False),
    Column("single", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    Column("revised", Integer, nullable=False),
    Column("outcome", Integer, nullable=False),
    Column("changed", String, nullable=False),  # the day of the newest change; "" where no report is dated
    Column("weight", Integer, nullable=False),  # how much that day brought
    Column("days", String, nullable=False),  # JSON: days and how many reports they had
    Column("fresh", String, nullable=False),  # JSON: the findings that the day brought
    Column("is_told", Integer, nullable=False),  # whether its findings are made of all its articles
    Index("ix_card_changed_weight_story", "changed", "weight", "story"),
)

brief = Table(  # what a story comes down to: dearer to make than all else that its page shows
    "brief",
    metadata,
    Column("story", String, primary_key=True),
    Column("record", LargeBinary, nullable=False),  # `publish.brief.Brief`, packed
)

facet = Table(  # by what stories are filtered
    "facet",
    metadata,
    Column("kind", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("story", String, primary_key=True),
)

tally = Table(  # how many stories have a facet
    "tally",
    metadata,
    Column("kind", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("stories", Integer, nullable=False),
    Index("ix_tally_kind_stories", "kind", "stories"),
    sqlite_with_rowid=False,
)

actor = Table(  # persons, states, bodies and places of all stories
    "actor",
    metadata,
    Column("entity", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("names", String, nullable=False),  # JSON: pairs of language and name
    Column("wikidata", String),
    Column("mentions", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("stories", Integer, nullable=False),
    Index("ix_actor_kind_mentions", "kind", "mentions"),
    sqlite_with_rowid=False,
)

bearing = Table(  # in how many stories an actor bears a name, and in how many it is the one that is shown
    "bearing",
    metadata,
    Column("entity", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("stories", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    sqlite_with_rowid=False,
)

called = Table(  # by what actors are looked up: their names, and how these sound
    "called",
    metadata,
    Column("key", String, primary_key=True),
    Column("entity", String, primary_key=True),
    sqlite_with_rowid=False,
)

named = Table(  # who is named in an article
    "named",
    metadata,
    Column("entity", String, primary_key=True),
    Column("arrival", Integer, primary_key=True),  # of the article
    Column("article", String, nullable=False),
    Column("story", String, nullable=False),
    Column("mentions", Integer, nullable=False),
)

act = Table(  # what one or several reports tell as one act; article and span are those of the telling that is shown
    "act",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", String, nullable=False, index=True),
    Column("article", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("day", String),  # EDTF
    Column("first", String, nullable=False),  # the first day that it may mean; "~" where it is not known
    Column("last", String),
    Column("code", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("quad", String),
    Column("modality", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("record", LargeBinary, nullable=False),  # `publish.acts.Act`, packed
)

party = Table(  # who takes part in an act
    "party",
    metadata,
    Column("entity", String, primary_key=True),
    Column("first", String, primary_key=True),  # of the act; "~" where its day is not known
    Column("act", Integer, primary_key=True),
    Column("role", String, nullable=False),  # agent, or other
    Index("ix_party_act_entity", "act", "entity"),
    sqlite_with_rowid=False,
)

quoted = Table(
    "quoted",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", String, nullable=False),
    Column("article", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("day", String, nullable=False),  # of the report; "" where it is not known
    Column("speaker", String),  # an entity, or the words themselves
    Column("chain", String, nullable=False),  # JSON: entities or words, from the outermost to the speaker
)

voice = Table(  # who speaks, who is spoken about, through whom
    "voice",
    metadata,
    Column("role", String, primary_key=True),  # speaker, about or via
    Column("name", String, primary_key=True),
    Column("day", String, primary_key=True),  # of the quote; "" where it is not known
    Column("quote", Integer, primary_key=True),
)

source = Table(  # an article as its outlet's: what it rests on
    "source",
    metadata,
    Column("article", String, primary_key=True),
    Column("arrival", Integer, nullable=False, unique=True),
    Column("story", String, nullable=False, index=True),
    Column("outlet", String),
    Column("agency", String),  # the first that the article names as its source
    Column("day", String),
    Column("published", String),
    Column("language", String, nullable=False),
    Column("title", String, nullable=False),
    Column("relation", String),  # to the article that it derives from; NULL for one of its own
    Column("derived_from", String),
    Column("of_outlet", String),  # the outlet of that article
    Column("revises", String),
    Column("is_first", Integer, nullable=False),  # of the reports of its story
    Index("ix_source_outlet_day", "outlet", "day"),
    Index(  # what is counted of an outlet
        "ix_source_counted",
        "outlet",
        "relation",
        "of_outlet",
        "is_first",
        "revises",
    ),
    Index("ix_source_of_outlet_outlet", "of_outlet", "outlet"),
    Index("ix_source_agency_day", "agency", "day"),
    Index("ix_source_day", "day"),
)

credited = Table(  # which agencies and outlets an article names as its source, or cites
    "credited",
    metadata,
    Column("source", String, primary_key=True),
    Column("article", String, primary_key=True),
    Column("role", String, primary_key=True),
    Column("story", String, nullable=False),
    Index("ix_credited_story", "story"),
    sqlite_with_rowid=False,
)

# A story's rows bear its id; those of some articles are known as its by their row in `source`, which is the last.
BY_STORY = (card, brief, facet, named, act, quoted, credited, source)
# Views: the file holds their rows with numbers in the place of ids and names (`label` has these), and no words twice.
SHOWN = (facet, named, quoted, voice)
