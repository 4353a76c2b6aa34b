"""The rows that a story has in the index."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import msgspec

from shutro.claims.told import Tellers
from shutro.model import Copy, Doc, Story
from shutro.publish.acts import Act, find_acts
from shutro.publish.brief import make_brief
from shutro.publish.cards import Card, Report, make_card
from shutro.publish.sayings import Saying, find_sayings
from shutro.store.records import pack
from shutro.text.edtf import days

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]  # by table
_KINDS = {"PER": "who", "ORG": "body", "LOC": "place", "FAC": "place", "MISC": "other"}
_BITS = 56  # of the numbers of acts and quotes; hashes, so that a second run gives the same ones


def fingerprint_of(story: Story, docs: Sequence[Doc], version: str) -> str:
    """Return a hash of all that the rows of a story are made from, but for the order of arrival."""
    digest = hashlib.sha256(version.encode())
    digest.update(msgspec.json.encode(replace(story, joins=())))
    for doc in docs:
        digest.update(msgspec.json.encode(doc))
    return digest.hexdigest()


def rows_of(story: Story, docs: Sequence[Doc], arrivals: Mapping[str, int], fingerprint: str) -> Rows:
    """Return the rows of a story by table; `docs` are its articles' in its order."""
    by_id = {doc.article.id: doc for doc in docs}
    reports = {
        id_: Report(dated=doc.dating.value, language=doc.article.language) for id_, doc in by_id.items()
    }
    tellers = Tellers(docs)
    acts = list(_acts(find_acts(story, docs, tellers), story))
    quotes = list(_quotes(find_sayings(docs, tellers), story))
    sources = list(_sources(story, docs, arrivals))
    credited = sorted({key for doc in docs for key in _credits(doc)})
    facets = {
        *((_KINDS[entity.kind], entity.id) for entity in story.entities),
        *(("act", event.code) for doc in docs for event in doc.events),
        *(("outlet", row["outlet"]) for row in sources if row["outlet"]),
        *(("agency", source) for source, _, role in credited if role == "origin"),
    }
    return {
        "card": [card_row(make_card(story, reports), fingerprint)],
        "brief": [{"story": story.id, "record": pack(make_brief(story, by_id))}],
        "facet": [{"kind": kind, "value": value, "story": story.id} for kind, value in sorted(facets)],
        "named": list(_named(story, docs, arrivals)),
        "act": [row for row, _ in acts],
        "party": [party for _, parties in acts for party in parties],
        "quoted": [row for row, _ in quotes],
        "voice": [voice for _, voices in quotes for voice in voices],
        "source": sources,
        "credited": [
            {"source": source, "article": article, "role": role, "story": story.id}
            for source, article, role in credited
        ],
    }


def card_row(card: Card, fingerprint: str) -> Row:
    """Return the row of a card."""
    lists = {name: msgspec.json.encode(getattr(card, name)).decode() for name in ("days", "fresh")}
    return {**asdict(card), **lists, "is_told": int(card.is_told), "fingerprint": fingerprint}


def _named(story: Story, docs: Sequence[Doc], arrivals: Mapping[str, int]) -> Iterator[Row]:
    known = {entity.id for entity in story.entities}
    for doc in docs:
        counts = Counter(link.entity for link in doc.links if link.entity in known)
        # A capital that acts for its state names that state, too.
        acting = {link.acts_for for link in doc.links if link.acts_for in known}
        for entity in sorted({*counts, *(one for one in acting if one)}):
            yield {
                "entity": entity,
                "arrival": arrivals[doc.article.id],
                "article": doc.article.id,
                "story": story.id,
                "mentions": counts[entity],
            }


def _acts(acts: Iterator[Act], story: Story) -> Iterator[tuple[Row, list[Row]]]:
    taken: Counter[tuple[object, ...]] = Counter()
    for act in acts:
        if not (act.agents or act.others):
            continue  # nobody could ask for it
        place = act.places[0]
        key = (story.id, place.article, place.span.start, act.code, act.mode)
        taken[key] += 1
        number = number_of(*key, taken[key])
        told = days(act.when)
        first = told.first.isoformat() if told else "~"
        row = {
            "number": number,
            "story": story.id,
            "article": place.article,
            "start": place.span.start,
            "end": place.span.end,
            "day": act.when,
            "first": first,
            "last": told.last.isoformat() if told else None,
            "code": act.code,
            "mode": act.mode,
            "quad": act.quad,
            "modality": act.modality,
            "polarity": act.polarity,
            "record": pack(act),
        }
        roles = {**dict.fromkeys(act.others, "other"), **dict.fromkeys(act.agents, "agent")}
        parties = [
            {"entity": entity, "first": first, "act": number, "role": role}
            for entity, role in sorted(roles.items())
        ]
        yield row, parties


def _quotes(sayings: Iterator[Saying], story: Story) -> Iterator[tuple[Row, list[Row]]]:
    taken: Counter[tuple[object, ...]] = Counter()
    for saying in sayings:
        key = (saying.place.article, saying.span.start, saying.span.end)
        taken[key] += 1
        number, day = number_of(*key, taken[key]), (saying.when or "")[:10]
        row = {
            "number": number,
            "story": story.id,
            "article": saying.place.article,
            "start": saying.span.start,
            "end": saying.span.end,
            "kind": saying.kind,
            "day": day,
            "speaker": saying.speaker,
            "chain": msgspec.json.encode(saying.via).decode(),
        }
        roles = {
            *(("speaker", name) for name in saying.speakers),
            *(("about", name) for name in saying.about),
            *(("via", name) for name in saying.via[:-1]),
        }
        voices = [{"role": role, "name": name, "day": day, "quote": number} for role, name in sorted(roles)]
        yield row, voices


def _sources(story: Story, docs: Sequence[Doc], arrivals: Mapping[str, int]) -> Iterator[Row]:
    outlets = {doc.article.id: doc.article.outlet for doc in docs}
    dates = sorted(doc.dating.value for doc in docs if doc.dating.value)
    first = dates[0] if len(dates) == len(docs) and dates.count(dates[0]) == 1 else None
    derived: dict[str, Copy] = {}
    for copy in sorted(story.copies, key=lambda one: (one.score, one.source)):
        if copy.relation != "shared credit" and copy.ordered:
            derived[copy.article] = copy
    for doc in docs:
        article, value = doc.article, doc.dating.value
        taken = derived.get(article.id)
        origins = [credit.source or credit.name for credit in doc.credits if credit.role == "origin"]
        yield {
            "article": article.id,
            "arrival": arrivals[article.id],
            "story": story.id,
            "outlet": article.outlet,
            "agency": origins[0] if origins else None,
            "day": value[:10] if value else None,
            "published": value,
            "language": article.language,
            "title": article.title,
            "relation": taken.relation if taken else None,
            "derived_from": taken.source if taken else None,
            "of_outlet": outlets.get(taken.source) if taken else None,
            "revises": article.revises,
            "is_first": int(value is not None and value == first),
        }


def _credits(doc: Doc) -> Iterator[tuple[str, str, str]]:
    for credit in doc.credits:
        yield credit.source or credit.name, doc.article.id, credit.role


def number_of(*parts: object) -> int:
    """Return the number of an act or a quote: a hash of what tells it from others."""
    digest = hashlib.blake2b(msgspec.json.encode(parts), digest_size=_BITS // 8).digest()
    return int.from_bytes(digest)
