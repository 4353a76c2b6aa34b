"""The JSON that others rely on: every key with its type, ids in common, the same bytes at every run."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from shutro.examples import EXAMPLES
from shutro.publish.schema import json_schema

FERRY = EXAMPLES["ferry"]
NULL = type(None)
PLACE = {"start": int, "end": int}
WORDS = {**PLACE, "text": str}
NUMBER = (int, float, NULL)
NAME = (str, NULL)
CLAIM = {"article": str, **WORDS, "via": [str], "published": NAME}
CLAIM_OR_NONE = frozenset(CLAIM)  # the keys of an object that may be missing

# A type, several types, an object with its keys, or a list of one of these.
ANNOTATED: dict[str, Any] = {
    "schema": int,
    "article": str,
    "file": str,
    "outlet": NAME,
    "language": str,
    "published": NAME,
    "published_how": {"given", "page", "dateline", "inferred"},
    "title": str,
    "text": str,
    "dropped": [{"text": str, "reason": str}],
    "credits": [{**WORDS, "name": str, "entity": NAME, "role": {"origin", "cited"}}],
    "sentences": [PLACE],
    "mentions": [{**WORDS, "kind": {"PER", "ORG", "LOC", "FAC", "MISC"}, "lemma": str, "entity": NAME}],
    "times": [{**WORDS, "type": {"DATE", "TIME", "DURATION", "SET"}, "value": str, "mod": NAME}],
    "quantities": [{**WORDS, "low": NUMBER, "high": NUMBER, "unit": str, "counted": str}],
    "quotes": [
        {
            **WORDS,
            "kind": {"direct", "indirect"},
            "speaker": NAME,
            "speaker_text": NAME,
            "cue": WORDS,
            "via": [str],
        }
    ],
    "events": [
        {
            **WORDS,
            "code": str,
            "mode": str,
            "agents": [str],
            "patients": [str],
            "partners": [str],
            "place": NAME,
            "time": NAME,
            "polarity": {"+", "-"},
            "modality": {"asserted", "planned", "possible", "requested", "wished", "denied"},
            "source": [str],
        }
    ],
}
STORY: dict[str, Any] = {
    "schema": int,
    "story": str,
    "title": str,
    "articles": [
        {"article": str, "file": str, "outlet": NAME, "published": NAME, "origin": [str], "revises": NAME}
    ],
    "entities": [{"entity": str, "kind": str, "names": dict, "wikidata": NAME}],
    "copies": [
        {
            "article": str,
            "from": str,
            "relation": {"copy", "rewrite", "translation", "shared credit"},
            "score": (int, float),
            "ordered": bool,
            "credit": NAME,
            "likeness": (dict, type(None)),
            "evidence": [{**PLACE, "from_start": int, "from_end": int, "share": (int, float)}],
        }
    ],
    "findings": [
        {
            "finding": str,
            "text": str,
            "agreement": {"agreed", "single", "disputed", "revised", "outcome"},
            "point": {
                "event": str,
                "attribute": {"happened", "date", "place", "count", "participant", "object", "said"},
            },
            "reports": int,
            "origins": int,
            "origin_names": [str],
            "origin_steps": [{"origin": str, "article": str, "test": str, "on": NAME, **WORDS}],
            "arithmetic": str,
            "first": CLAIM_OR_NONE,
            "first_unknown": NAME,
            "values": [{"value": str, "claims": [CLAIM], "first": CLAIM_OR_NONE, "first_unknown": NAME}],
        }
    ],
    "timeline": [
        {
            "when": str,
            "text": str,
            "findings": [str],
            "evidence": [{"article": str, **PLACE}],
            "modality": str,
        }
    ],
    "marks": [
        {
            "decision": int,
            "judgement": {"wrong", "checked"},
            "who": str,
            "at": str,
            "note": str,
            "finding": NAME,
            "attribute": str,
            "value": str,
            "claim": {"article": str, **WORDS, "via": [str], "published": NAME},
        }
    ],
    "events": [{"event": str, "told": [{"article": str, **WORDS}]}],
}


def run(command: str, seed: str = "0") -> bytes:
    """Return what the command prints of the ferry's articles, in a process of its own."""
    files = [*map(str, sorted(FERRY.glob("0*"))), "--published", str(FERRY / "articles.tsv"), "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "shutro", command, *files],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return done.stdout


@pytest.fixture(scope="module")
def docs() -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("annotate").splitlines()]


@pytest.fixture(scope="module")
def story() -> dict[str, Any]:
    (line,) = run("story").splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def faults(found: Any, shape: Any, at: str) -> list[str]:
    """Return where the value has not the shape; an object has the keys of its shape in their order, and no more."""
    if isinstance(shape, list):
        if not isinstance(found, list):
            return [f"{at}: no list"]
        return [fault for n, item in enumerate(found) for fault in faults(item, shape[0], f"{at}[{n}]")]
    if isinstance(shape, dict):
        if not isinstance(found, dict) or list(found) != list(shape):
            return [f"{at}: {found} has not the keys {list(shape)}"]
        return [fault for key, part in shape.items() for fault in faults(found[key], part, f"{at}.{key}")]
    if isinstance(shape, frozenset):
        return [] if found is None or shape == set(found) else [f"{at}: {found!r} has other keys"]
    if isinstance(shape, set):
        return [] if found in shape else [f"{at}: {found!r} is none of {sorted(shape)}"]
    return [] if isinstance(found, shape) else [f"{at}: {found!r}"]


def test_every_key_of_an_article_is_there_with_its_type(docs: list[dict[str, Any]]) -> None:
    assert len(docs) == len(list(FERRY.glob("0*")))
    for doc in docs:
        # A quote without reporting words has null for its cue: the one object that may be missing.
        quotes = [
            {**quote, "cue": quote["cue"] or {"start": 0, "end": 0, "text": ""}} for quote in doc["quotes"]
        ]
        assert faults({**doc, "quotes": quotes}, ANNOTATED, doc["file"]) == []


@pytest.mark.parametrize("key", [key for key, shape in ANNOTATED.items() if isinstance(shape, list)])
def test_every_layer_of_an_article_holds_something(docs: list[dict[str, Any]], key: str) -> None:
    assert any(doc[key] for doc in docs)


def test_every_key_of_a_story_is_there_with_its_type(story: dict[str, Any]) -> None:
    assert faults(story, STORY, "story") == []
    assert all(story[key] for key in STORY if key != "marks")  # nobody has decided anything


def test_offsets_count_code_points_of_the_text(docs: list[dict[str, Any]]) -> None:
    for doc in docs:
        for key in ("credits", "mentions", "times", "quantities", "quotes", "events"):
            for found in doc[key]:
                assert doc["text"][found["start"] : found["end"]] == found["text"] != ""
        for quote in doc["quotes"]:
            if quote["cue"]:
                assert doc["text"][quote["cue"]["start"] : quote["cue"]["end"]] == quote["cue"]["text"]


def test_sentences_cover_every_word_of_the_text(docs: list[dict[str, Any]]) -> None:
    for doc in docs:
        covered = "".join(doc["text"][part["start"] : part["end"]] for part in doc["sentences"])
        assert "".join(covered.split()) == "".join(doc["text"].split())


def test_articles_and_entities_have_one_id_in_both(docs: list[dict[str, Any]], story: dict[str, Any]) -> None:
    texts = {doc["article"]: doc["text"] for doc in docs}
    assert {article["article"] for article in story["articles"]} == texts.keys()
    named = {mention["entity"] for doc in docs for mention in doc["mentions"]} - {None}
    assert named <= {entity["entity"] for entity in story["entities"]}
    for finding in story["findings"]:
        for claim in (claim for value in finding["values"] for claim in value["claims"]):
            assert texts[claim["article"]][claim["start"] : claim["end"]] == claim["text"]


def test_what_a_story_points_at_is_in_it(story: dict[str, Any]) -> None:
    articles = {article["article"] for article in story["articles"]}
    findings = {finding["finding"] for finding in story["findings"]}
    assert len(findings) == len(story["findings"])
    assert {copy[end] for copy in story["copies"] for end in ("article", "from")} <= articles
    assert {finding for row in story["timeline"] for finding in row["findings"]} <= findings
    for finding in story["findings"]:
        assert finding["origins"] == len(finding["origin_names"])
        assert finding["arithmetic"].endswith(
            f"= {finding['origins']} origin{'s' * (finding['origins'] != 1)}"
        )


@pytest.mark.parametrize("command", ["annotate", "story"])
def test_a_second_run_changes_no_byte(command: str) -> None:
    assert run(command, seed="1") == run(command, seed="2")


def test_the_json_schema_names_the_same_keys() -> None:
    schema = json_schema()
    assert list(schema["DocOut"]["properties"]) == list(ANNOTATED)
    assert list(schema["StoryOut"]["properties"]) == list(STORY)
