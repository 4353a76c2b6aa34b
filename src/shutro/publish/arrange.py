"""Stories as they are shown: ids become names, claims numbered sentences, values words to read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from shutro.decisions.marks import marked
from shutro.model import (
    Agreement,
    Claim,
    Copy,
    Doc,
    Entity,
    Finding,
    Mark,
    MentionKind,
    Span,
    Step,
    Story,
    TimelineEntry,
    Value,
)
from shutro.publish import view
from shutro.publish.articles import Shelf
from shutro.publish.later import Later
from shutro.publish.naming import Naming, names_in
from shutro.publish.numbering import by_agreement
from shutro.publish.wording import Wording, around, shorten

_BETWEEN: dict[Agreement, str] = {
    "agreed": ", ",
    "disputed": " ↔ ",
    "revised": " → ",
    "outcome": " → ",
    "single": ", ",
}
_WORDS = 90  # clusters of the words that show why a report counts to an origin
_OPEN = 8  # findings of a kind that stand open
_OPEN_SINGLE = 6
_PLACES = 2  # in the line that says where
_KINDS: tuple[MentionKind, ...] = ("PER", "ORG", "LOC", "FAC", "MISC")


def arrange(story: Story, docs: Mapping[str, Doc], wording: Wording, number: int = 1) -> view.StoryView:
    """Return the story as it is shown; `docs` holds its articles by id, `number` tells stories apart."""
    return _Arrangement(story, docs, wording, number).story()


class _Arrangement:
    """The names, anchors and numbers of one story while it is arranged."""

    def __init__(self, story: Story, docs: Mapping[str, Doc], wording: Wording, number: int) -> None:
        self._story = story
        self._docs = [docs[article] for article in story.articles]
        self._wording = wording
        self._anchor = f"s{number}"
        self._naming = Naming(story.entities, wording.words.code)
        self._shelf = Shelf(self._docs, self._naming, wording, self._anchor)
        self._marks = marked(story.marks)
        told = Counter(finding.text for finding in story.findings if finding.point.attribute == "happened")
        self._repeated = {text for text, count in told.items() if count > 1}
        self._sums: dict[str, str] = {}  # findings rest on the same origins over and over

    def story(self) -> view.StoryView:
        sections = self._sections()
        marks = tuple(self._mark(mark) for mark in self._story.marks if mark.finding is None)
        timeline = tuple(self._moment(entry) for entry in self._story.timeline)
        return view.StoryView(
            id=self._story.id,
            anchor=self._anchor,
            language=Counter(doc.article.language for doc in self._docs).most_common(1)[0][0],
            title=self._story.title,
            when=self._when(),
            where=self._where(),
            figures=self._figures(sections),
            sections=sections,
            timeline=timeline,
            entities=self._entities(),
            copies=tuple(self._copy(copy) for copy in self._story.copies),
            articles=self._shelf.articles(lambda anchor: self._cited.get(anchor, ())),
            marks=marks,
        )

    def _sections(self) -> tuple[view.SectionView, ...]:
        found = by_agreement(self._story.findings)
        return tuple(self._section(agreement, numbered) for agreement, numbered in found)

    def _section(self, agreement: Agreement, numbered: Sequence[tuple[int, Finding]]) -> view.SectionView:
        words = self._wording.words.agreements[agreement]
        return view.SectionView(
            agreement=agreement,
            title=words.title,
            short=words.short,
            note=words.note,
            findings=Later(len(numbered), lambda number: self._finding(*numbered[number])),
            open=min(len(numbered), _OPEN_SINGLE if agreement == "single" else _OPEN),
        )

    def _finding(self, number: int, finding: Finding) -> view.FindingView:
        values = tuple(self._value(value, finding) for value in finding.values)
        return view.FindingView(
            id=finding.id,
            number=number,
            anchor=f"{self._anchor}f{number}",
            text=finding.text,
            claimed=self._claimed(values, finding),
            attribute=self._wording.words.attributes[finding.point.attribute],
            agreement=finding.agreement,
            values=values,
            reports=finding.reports,
            origins=tuple(
                view.OriginView(
                    name=self._naming.name(origin.name),
                    test=self._wording.words.tests[origin.test],
                    outlets=tuple(dict.fromkeys(self._shelf.outlet(article) for article in origin.articles)),
                    evidence=origin.evidence,
                    steps=self._steps(origin.steps),
                )
                for origin in finding.origins
            ),
            arithmetic=self._arithmetic(finding.arithmetic),
            marks=tuple(self._mark(mark) for mark in self._marks.get(finding.id, ())),
        )

    def _arithmetic(self, arithmetic: str) -> str:
        if arithmetic not in self._sums:
            self._sums[arithmetic] = self._wording.arithmetic(arithmetic, self._naming.name)
        return self._sums[arithmetic]

    def _mark(self, mark: Mark) -> view.MarkView:
        return view.MarkView(
            judgement=mark.judgement,
            words=self._wording.words.marks[mark.judgement],
            who=mark.who,
            when=self._wording.when(mark.at[:10]),
            note=mark.note,
            source=self._source_of_claim(mark.claim),
        )

    def _value(self, value: Value, finding: Finding) -> view.ValueView:
        named = self._naming.name(value.value)
        label = named if named != value.value else self._wording.value(value.value, finding.point.attribute)
        sources = self._sources(value.claims)
        obvious = label == finding.text or (
            len(finding.values) == 1 and value.value in self._wording.words.values
        )
        first = value.first if len(sources) > 1 else None
        return view.ValueView(
            label="" if obvious else label,
            sources=sources,
            first=self._source_of_claim(first.claim) if first and first.claim else None,
            first_unknown=self._wording.words.unknown[first.unknown] if first and first.unknown else "",
        )

    def _sources(self, claims: Sequence[Claim]) -> Sequence[view.SourceView]:
        told: dict[tuple[str, int], tuple[Claim, bool]] = {}
        sentences: set[str] = set()
        for claim in self._in_turn(claims):
            place = claim.article, claim.sentence.start
            if place not in told:
                said = claim.sentence.of(self._shelf.text(claim.article))
                told[place] = claim, said in sentences
                sentences.add(said)
        rows = tuple(told.values())
        return Later(len(rows), lambda number: self._source_of_claim(rows[number][0], same=rows[number][1]))

    def _steps(self, steps: Sequence[Step]) -> Sequence[view.StepView]:
        return Later(len(steps), lambda number: self._step(steps[number]))

    def _step(self, step: Step) -> view.StepView:
        start = self._shelf.sentence(step.article, step.span.start).start
        return view.StepView(
            outlet=self._shelf.outlet(step.article),
            reason=self._wording.words.steps[step.test],
            words=shorten(step.span.of(self._shelf.text(step.article)), _WORDS),
            anchor=self._shelf.anchor(step.article, start),
            article=step.article,
            start=start,
        )

    def _in_turn(self, claims: Sequence[Claim]) -> list[Claim]:
        """Return the first claim of each article, then the second of each, so that the outlets stand side by side."""
        ordered = sorted(claims, key=lambda claim: (self._shelf.number(claim.article), claim.span))
        told: Counter[str] = Counter()
        turns = []
        for claim in ordered:
            turns.append((told[claim.article], claim))
            told[claim.article] += 1
        return [claim for _, claim in sorted(turns, key=lambda turn: turn[0])]

    def _claimed(self, values: Sequence[view.ValueView], finding: Finding) -> str:
        if finding.point.attribute in ("happened", "said"):
            return self._act(finding) if finding.text in self._repeated else ""
        return _BETWEEN[finding.agreement].join(value.label for value in values if value.label)

    def _act(self, finding: Finding) -> str:
        """Return the words for the act, which tell a finding apart from another one on the same sentence."""
        for claim in finding.values[0].claims if len(finding.values) == 1 else ():
            text = self._shelf.text(claim.article)
            if claim.span != claim.sentence and claim.sentence.of(text) == finding.text:
                return shorten(claim.span.of(text), _WORDS)
        return ""

    def _source_of_claim(self, claim: Claim, *, same: bool = False) -> view.SourceView:
        shelf, article = self._shelf, claim.article
        before, words, after = around(shelf.text(article), claim.sentence, claim.span)
        via = (self._naming.name(part) for part in claim.via)
        return view.SourceView(
            anchor=shelf.anchor(article, claim.sentence.start),
            article=article,
            start=claim.sentence.start,
            outlet=shelf.outlet(article),
            published=shelf.published(article),
            said=self._said(claim),
            chain=tuple(dict.fromkeys((shelf.outlet(article), *shelf.origins(article), *via))),
            before=before,
            words=words,
            after=after,
            hedge=self._wording.words.modalities.get(claim.hedge or "", claim.hedge or ""),
            same=same,
        )

    def _said(self, claim: Claim) -> str:
        """Return in words as of when a claim is said, where that is not the day of its report."""
        published = self._shelf.day(claim.article) or ""
        return self._wording.when(claim.said) if claim.said and claim.said[:10] != published else ""

    def _sentence(self, article: str, sentence: Span) -> view.SourceView:
        shelf = self._shelf
        return view.SourceView(
            anchor=shelf.anchor(article, sentence.start),
            article=article,
            start=sentence.start,
            outlet=shelf.outlet(article),
            published=shelf.published(article),
            said="",
            chain=tuple(dict.fromkeys((shelf.outlet(article), *shelf.origins(article)))),
            before="",
            words=sentence.of(shelf.text(article)),
            after="",
            hedge="",
        )

    def _moment(self, entry: TimelineEntry) -> view.MomentView:
        places = dict.fromkeys(
            (article, self._shelf.sentence(article, span.start)) for article, span in entry.evidence
        )
        return view.MomentView(
            when=self._wording.when(entry.when),
            text=entry.text,
            sources=tuple(self._sentence(article, sentence) for article, sentence in places),
            hedge=self._wording.words.modalities[entry.modality],
        )

    @cached_property
    def _cited(self) -> dict[str, list[int]]:
        """Return the numbers of the findings by the anchors of the sentences that they rest on."""
        cited: dict[str, list[int]] = {}
        for _, numbered in by_agreement(self._story.findings):
            for number, finding in numbered:
                claims = (claim for value in finding.values for claim in value.claims)
                for sentence in {(claim.article, claim.sentence.start) for claim in claims}:
                    cited.setdefault(self._shelf.anchor(*sentence), []).append(number)
        return cited

    def _figures(self, sections: Sequence[view.SectionView]) -> tuple[view.FigureView, ...]:
        words = self._wording.words.figures
        outlets = {doc.article.outlet or doc.article.id for doc in self._docs}
        derived = {copy.article for copy in self._story.copies if copy.relation != "shared credit"}
        most = max((len(finding.origins) for finding in self._story.findings), default=0)
        figures = [
            view.FigureView(number=len(self._docs), words=words["reports"], kind="reports"),
            view.FigureView(number=len(outlets), words=words["outlets"], kind="outlets"),
            view.FigureView(number=len(derived), words=words["derived"], kind="derived"),
            view.FigureView(number=most, words=words["origins"], kind="origins"),
        ]
        figures += (
            view.FigureView(number=len(section.findings), words=section.short, kind=section.agreement)
            for section in sections
        )
        return tuple(figures)

    def _when(self) -> str:
        first, last = (day[:10] if day else None for day in (self._story.first, self._story.last))
        return self._wording.when(f"{first}/{last}" if first and last and first != last else first or last)

    def _where(self) -> tuple[str, ...]:
        """Return the places that most articles name, those where they put events before others."""
        places = {entity.id for entity in self._story.entities if entity.kind in ("LOC", "FAC")}
        weights: Counter[str] = Counter()
        for doc in self._docs:
            entities = {link.span: link.entity for link in doc.links if link.entity in places}
            weights.update(set(entities.values()))
            weights.update({entities[event.place] for event in doc.events if event.place in entities})
        least = 2 if len(self._docs) > 1 else 1
        ranked = sorted(
            (place for place in weights if weights[place] >= least), key=lambda p: (-weights[p], p)
        )
        return tuple(self._naming.name(place) for place in ranked[:_PLACES])

    def _copy(self, copy: Copy) -> view.CopyView:
        shelf = self._shelf
        return view.CopyView(
            article=shelf.label(copy.article),
            source=shelf.label(copy.source),
            relation=copy.relation,
            relation_words=self._wording.words.relations[copy.relation],
            percent=round(100 * copy.score),
            pairs=Later(len(copy.evidence), lambda number: self._pair(copy, *copy.evidence[number])),
        )

    def _pair(self, copy: Copy, mine: Span, theirs: Span) -> view.PairView:
        shelf = self._shelf
        return view.PairView(mine=shelf.piece(copy.article, mine), theirs=shelf.piece(copy.source, theirs))

    def _entities(self) -> tuple[view.EntitiesView, ...]:
        mentions: Counter[str] = Counter()
        articles: Counter[str] = Counter()
        for doc in self._docs:
            mentioned = {mention.span for mention in doc.mentions}
            linked = [link.entity for link in doc.links if link.span in mentioned]
            mentions.update(linked)
            articles.update(set(linked))
        groups = []
        for kind in _KINDS:
            entities = [
                entity for entity in self._story.entities if entity.kind == kind and mentions[entity.id]
            ]
            entities.sort(key=lambda entity: (-articles[entity.id], -mentions[entity.id], entity.id))
            shown = tuple(
                self._entity(entity, mentions[entity.id], articles[entity.id]) for entity in entities
            )
            if shown:
                groups.append(view.EntitiesView(title=self._wording.words.kinds[kind], entities=shown))
        return tuple(groups)

    def _entity(self, entity: Entity, mentions: int, articles: int) -> view.EntityView:
        name = self._naming.name(entity.id)
        mine = names_in(entity, self._wording.words.code)
        others = [other for code, other in entity.names if code != self._wording.words.code and other != name]
        return view.EntityView(
            id=entity.id,
            name=name,
            other=others[0] if others else None,
            spellings=tuple(spelling for spelling in mine if spelling != name),
            mentions=mentions,
            articles=articles,
        )
