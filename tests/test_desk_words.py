"""What the desk says: all of it in the reader's language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex
from lxml.html import HtmlElement

import shutro
from desk import make_client, make_library, token
from shutro.errors import DecisionError, LibraryError
from shutro.publish.catalogue import word_table
from shutro.publish.decided import say_refusal
from shutro.publish.wording import wording
from shutro.web.press import Press
from shutro.web.settings import Settings
from walking import walk

ENGLISH = regex.compile(r"[A-Za-z]{2,}(?:[ ,;:]+[A-Za-z]{2,})+")
# Commands, names of what maps are made of, and codes.
KNOWN = {
    "shutro alert add",
    "shutro watch",
    "Natural Earth",
    "GeoNames, CC BY",
    "JSON, Markdown",
    "CONSULT, ACCUSE",
}
SAID = ("title", "aria-label", "placeholder", "alt")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("library") / "shutro.db")


def test_the_bengali_desk_says_nothing_in_english(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Press, "pdf", lambda *_: b"")
    client = make_client(Settings(library=library))
    client.cookies.set("language", "bn")
    pages = [leaf for leaf in walk(client, of_a_kind=1) if leaf.media == "text/html"]
    found = {
        words for leaf in pages for said in said_in_bengali(leaf.tree) for words in ENGLISH.findall(said)
    }
    assert len(pages) > 20
    assert found - KNOWN == set()


def test_every_case_in_which_a_decision_is_refused_has_words() -> None:
    cases = set(refusals())
    assert len(cases) > 15
    for language in ("bn", "en"):
        assert cases - word_table(language).refusals.keys() == set()


@pytest.mark.parametrize("error", [DecisionError("no case of its own"), LibraryError("the file is busy")])
def test_a_refusal_without_words_of_its_own_is_told_in_the_reader_s_language(error: Exception) -> None:
    assert isinstance(error, DecisionError | LibraryError)
    assert ENGLISH.search(say_refusal(error, wording("bn"))) is None


def test_the_log_on_paper_says_in_bengali_what_stands(library: Path) -> None:
    client = make_client(Settings(library=library))
    client.cookies.set("language", "bn")
    first, second = client.get("/?as=json").json()["rows"][:2]
    form = {"act": "merge", "of": first["story"], "against": second["story"], "who": "রিনা"}
    client.post("/decisions", data={**form, "csrf": token(client)})
    assert f"রিনা, {word_table('bn').states['stands']}" in client.get("/decisions?as=md").text


def said_in_bengali(tree: HtmlElement) -> Iterator[str]:
    """Yield what a page says in Bengali: its words, and those that are read out or shown on pointing."""
    for part in tree.iter():
        if not isinstance(part.tag, str) or part.tag in ("script", "style"):
            continue
        around = [part, *part.iterancestors()]
        language = next((one.get("lang") for one in around if one.get("lang")), None)
        if language == "bn" and not any(one.tag in ("code", "kbd") for one in around):
            texts = (part.text, *(child.tail for child in part), *(part.get(name) for name in SAID))
            yield from (text for text in texts if text)


def refusals() -> Iterator[str]:
    """Yield the case of each refusal in the source."""
    for path in Path(shutro.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DecisionError":
                yield from (str(case.value) for case in node.args[1:2] if isinstance(case, ast.Constant))
