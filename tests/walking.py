"""A walk over the desk from its first page: every link, so that pages are tried as they come."""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

from lxml import html
from starlette.testclient import TestClient

_OF_A_PAGE = 4
_PARSER = html.HTMLParser(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What an address of the desk answered, and the page on which it was found."""

    address: str
    found_on: str
    status: int
    media: str
    text: str

    @property
    def tree(self) -> html.HtmlElement:
        """Return the page as a tree."""
        return html.document_fromstring(self.text.encode(), parser=_PARSER)


def walk(client: TestClient, start: str = "/", *, of_a_kind: int = 4) -> list[Leaf]:
    """Return the answers to the links that lead on from a page, of each kind of address the first few."""
    waiting, known, seen = deque([(start, "")]), {start}, Counter[tuple[str, ...]]()
    leaves = []
    while waiting:
        address, found_on = waiting.popleft()
        kind = kind_of(address)
        page = kind[:2]  # queries have many kinds: of a page no more than some are asked
        if seen[kind] >= of_a_kind or seen[page] >= _OF_A_PAGE * of_a_kind:
            continue
        seen.update({kind, page})
        leaf = _ask(client, address, found_on)
        leaves.append(leaf)
        for link in _links(leaf):
            if link not in known:
                known.add(link)
                waiting.append((link, address))
    return leaves


def kind_of(address: str) -> tuple[str, ...]:
    """Return what is alike in addresses of one kind: the first word, the depth, and the names of the query."""
    parts = urlsplit(address)
    words = parts.path.strip("/").split("/")
    forms = [value for name, value in parse_qsl(parts.query) if name == "as"]
    return (
        words[0],
        str(len(words)),
        *words[2:],
        *sorted({name for name, _ in parse_qsl(parts.query)}),
        *forms,
    )


def one_of_each(addresses: Iterable[str]) -> list[str]:
    """Return an address of each page: of those that differ only in what they ask, that which asks most."""
    found: dict[tuple[str, ...], str] = {}
    for address in addresses:
        words = tuple(urlsplit(address).path.strip("/").split("/"))
        page = (words[0], str(len(words)), *words[2:])
        if page not in found or len(kind_of(address)) > len(kind_of(found[page])):
            found[page] = address
    return list(found.values())


def values_of(leaves: list[Leaf]) -> dict[str, list[str]]:
    """Return the words that addresses held, by the name of the query or the first word of the path."""
    found: dict[str, dict[str, None]] = {}
    for leaf in leaves:
        parts = urlsplit(leaf.address)
        words = parts.path.strip("/").split("/")
        if len(words) > 1:
            found.setdefault(words[0], {})[unquote(words[1])] = None
        for name, value in parse_qsl(parts.query):
            found.setdefault(name, {})[value] = None
    return {name: list(values) for name, values in found.items()}


def _ask(client: TestClient, address: str, found_on: str) -> Leaf:
    answer = client.get(address)
    media = answer.headers.get("content-type", "").partition(";")[0]
    is_page = media == "text/html"
    return Leaf(
        address=address,
        found_on=found_on,
        status=answer.status_code,
        media=media,
        text=answer.text if is_page else "",
    )


def _links(leaf: Leaf) -> list[str]:
    """Return the addresses of the desk to which a page leads."""
    if leaf.media != "text/html" or leaf.status != 200:
        return []
    links = (
        urljoin(leaf.address, urldefrag(link.get("href")).url) for link in leaf.tree.iterfind(".//a[@href]")
    )
    return [link for link in links if link.startswith("/") and not link.startswith("//")]
