"""A dossier as it is shown: named, counted and linked, the same for the page and for the terminal."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shutro.model import Agreement, Doc, Entity, Finding
from shutro.publish.acts import Act, Place, Quad
from shutro.publish.dossier import Dossier, Question
from shutro.publish.naming import Naming
from shutro.publish.quadchart import ORDER, Chart, counts_of, draw_chart
from shutro.publish.sayings import Saying
from shutro.publish.wording import Wording

_BETWEEN: Mapping[Agreement, str] = {"disputed": " ↔ ", "revised": " → ", "outcome": " → "}
_ARROWS = {"first": "→", "second": "←", "both": "↔"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A report behind an act or a saying."""

    outlet: str
    published: str
    url: str | None
    article: str = ""
    start: int = 0  # of the sentence
    story: str = ""  # where a page of the desk leads


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """An act in words."""

    when: str
    is_dated: bool
    kind: str
    quad: int  # its class, from 1; 0: none
    arrow: str
    hedge: str
    text: str
    origins: int
    sources: tuple[SourceView, ...]
    agents: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingView:
    """A saying in words."""

    when: str
    speaker: str
    text: str
    chain: tuple[str, ...]
    source: SourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class KindView:
    """How often there was an act of a kind."""

    code: str
    name: str
    quad: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeView:
    """On what the sources of the acts differ."""

    short: str
    agreement: Agreement
    text: str
    values: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """All that is shown of a dossier."""

    title: str
    about: str
    language: str
    is_pair: bool
    names: tuple[str, str]
    acts: tuple[ActView, ...]
    kinds: tuple[KindView, ...]
    sayings: tuple[SayingView, ...]
    quoted: tuple[tuple[str, int], ...]
    disputes: tuple[DisputeView, ...]
    chart: Chart


def view_dossier(
    dossier: Dossier,
    question: Question,
    entities: Sequence[Entity],
    docs: Mapping[str, Doc],
    wording: Wording,
) -> DossierView:
    """Return the dossier as it is shown; `entities` are those of its stories, `docs` their articles by id."""
    naming = Naming(entities, wording.words.code)
    viewer = Viewer(naming, wording, lambda place: _source(docs[place.article], naming, wording))
    first, second = viewer.names(dossier.first), viewer.names(dossier.second)
    pair = wording.phrase("dossier_and").format(first, second)
    title = pair if dossier.second else wording.phrase("dossier_of").format(first)
    kinds = Counter((act.code, act.quad) for act in dossier.acts if act.is_told_as_done)
    languages = Counter(docs[act.places[0].article].article.language for act in dossier.acts)
    quoted = Counter(viewer.source(one.place).outlet for one in dossier.sayings)
    return DossierView(
        title=title,
        about=wording.phrase("dossier_on").format(question.on) if question.on else "",
        language=languages.most_common(1)[0][0] if languages else wording.words.code,
        is_pair=bool(dossier.second),
        names=(first, second),
        acts=tuple(viewer.act(act) for act in dossier.acts),
        kinds=view_kinds(kinds, wording),
        sayings=tuple(viewer.saying(one) for one in dossier.sayings),
        quoted=tuple(sorted(quoted.items(), key=lambda row: (-row[1], row[0]))),
        disputes=tuple(viewer.dispute(finding) for finding in dossier.disputes),
        chart=draw_chart(counts_of(dossier.acts), wording),
    )


def view_kinds(kinds: Mapping[tuple[str, Quad | None], int], wording: Wording) -> tuple[KindView, ...]:
    """Return how often there was an act of each code, by class and by how often."""
    ordered = sorted(kinds.items(), key=lambda row: (_place(row[0][1]) or 9, -row[1], row[0][0]))
    return tuple(
        KindView(code=code, name=wording.words.codes[code], quad=_place(quad), count=count)
        for (code, quad), count in ordered
    )


def _place(quad: Quad | None) -> int:
    return ORDER.index(quad) + 1 if quad else 0


def _source(doc: Doc, naming: Naming, wording: Wording) -> SourceView:
    url = doc.article.url
    return SourceView(
        outlet=naming.outlet(doc) or doc.article.file.rpartition("/")[2],
        published=wording.when(doc.dating.value),
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


class Viewer:
    """Puts the parts of a dossier into words; `source` tells what is shown of the report of a sentence."""

    def __init__(self, naming: Naming, wording: Wording, source: Callable[[Place], SourceView]) -> None:
        self._naming = naming
        self._wording = wording
        self.source = source

    def names(self, ids: Sequence[str]) -> str:
        """Return the names of these, between commas."""
        return ", ".join(self._naming.name(id_) for id_ in ids)

    def act(self, act: Act) -> ActView:
        """Return an act in words."""
        sources = dict.fromkeys(self.source(place) for place in act.places)
        return ActView(
            when=self._wording.when(act.when),
            is_dated=act.is_dated,
            kind=self._wording.words.codes[act.code],
            quad=_place(act.quad),
            arrow=_ARROWS[act.direction],
            hedge=self._wording.words.modalities[act.modality],
            text=act.text,
            origins=act.origins,
            sources=tuple(sources),
            agents=tuple(self._naming.name(one) for one in act.agents),
            others=tuple(self._naming.name(one) for one in act.others),
        )

    def saying(self, saying: Saying) -> SayingView:
        """Return a saying in words."""
        return SayingView(
            when=self._wording.when(saying.when),
            speaker=self._naming.name(saying.speaker),
            text=saying.text,
            chain=tuple(self._naming.name(part) for part in saying.via),
            source=self.source(saying.place),
        )

    def dispute(self, finding: Finding) -> DisputeView:
        """Return on what the sources differ, in words."""
        attribute = finding.point.attribute
        named = ((value.value, self._naming.name(value.value)) for value in finding.values)
        values = [name if name != value else self._wording.value(value, attribute) for value, name in named]
        return DisputeView(
            short=self._wording.words.agreements[finding.agreement].short,
            agreement=finding.agreement,
            text=" ".join(finding.text.split()),
            values=_BETWEEN.get(finding.agreement, ", ").join(values),
        )
