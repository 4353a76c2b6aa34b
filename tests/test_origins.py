"""Origins: how many stand behind a statement, and the arithmetic that shows it."""

from hypothesis import given
from hypothesis import strategies as st

from shutro.claims.origins import Background, Signs, count_origins
from shutro.model import Claim, Point, Span

POINT = Point(event="e", attribute="happened")


def claim(article: str, *via: str) -> Claim:
    return Claim(
        point=POINT, value="happened", article=article, span=Span(0, 1), sentence=Span(0, 1), via=via
    )


def background(
    article: str,
    *,
    family: str | None = None,
    agencies: tuple[str, ...] = (),
    copied_from: frozenset[str] = frozenset(),
) -> Background:
    return Background(
        article=article,
        label=f"outlet {article}",
        family=family,
        agencies=agencies,
        copied_from=copied_from,
        names={
            "kcna": "KCNA",
            "peskov": "Peskov",
            "kremlin": "Kremlin",
            "police": "police",
            "x": "X",
            "y": "Y",
            "z": "Z",
        },
    )


def test_reports_that_all_cite_one_agency_have_one_origin() -> None:
    backgrounds = {name: background(name) for name in "abc"}
    count = count_origins([claim(name, "kcna") for name in "abc"], backgrounds, {})
    assert len(count.origins) == 1
    assert count.arithmetic == "3 reports − 2 that also cite KCNA = 1 origin"


def test_a_copy_is_no_second_origin() -> None:
    backgrounds = {"a": background("a"), "b": background("b", copied_from=frozenset("a"))}
    count = count_origins([claim("a"), claim("b")], backgrounds, {})
    assert count.arithmetic == "2 reports − 1 copy = 1 origin"


def test_two_outlets_of_one_house_are_one_origin() -> None:
    backgrounds = {name: background(name, family="house") for name in "ab"}
    assert len(count_origins([claim("a"), claim("b")], backgrounds, {}).origins) == 1


def test_articles_based_on_one_agency_are_one_origin() -> None:
    backgrounds = {"a": background("a", agencies=("kcna",)), "b": background("b", agencies=("kcna",))}
    count = count_origins([claim("a"), claim("b")], backgrounds, {})
    assert [(origin.name, origin.test) for origin in count.origins] == [("kcna", "agency")]


def test_a_spokesman_and_his_body_are_one_informant() -> None:
    backgrounds = {name: background(name) for name in "ab"}
    count = count_origins([claim("a", "peskov"), claim("b", "kremlin")], backgrounds, {"peskov": "kremlin"})
    assert len(count.origins) == 1


def test_informants_without_a_name_count_once() -> None:
    backgrounds = {name: background(name) for name in "ab"}
    assert (
        len(count_origins([claim("a", "an official"), claim("b", "a source")], backgrounds, {}).origins) == 1
    )


def test_a_statement_in_the_same_words_is_no_second_origin() -> None:
    backgrounds = {name: background(name) for name in "ab"}
    count = count_origins([claim("a"), claim("b")], backgrounds, {}, Signs(alike={("a", "b")}))
    assert count.arithmetic == "2 reports − 1 copy = 1 origin"


def test_an_article_that_names_its_informant_is_no_origin_besides_him() -> None:
    backgrounds = {"a": background("a")}
    assert len(count_origins([claim("a"), claim("a", "police")], backgrounds, {}).origins) == 1


def test_outlets_with_reports_of_their_own_are_independent() -> None:
    backgrounds = {name: background(name) for name in "ab"}
    count = count_origins([claim("a"), claim("b")], backgrounds, {})
    assert count.arithmetic == "2 reports = 2 origins"


ARTICLES = st.sampled_from("abcdef")
CLAIMS = st.lists(
    st.builds(lambda a, v: claim(a, *v), ARTICLES, st.lists(st.sampled_from("xyz"), max_size=2)), min_size=1
)
BACKGROUNDS = st.fixed_dictionaries(
    {
        name: st.builds(
            lambda family, agencies, copied, name=name: background(
                name, family=family, agencies=tuple(agencies), copied_from=frozenset(copied) - {name}
            ),
            st.none() | st.sampled_from("FG"),
            st.lists(st.sampled_from("xk"), max_size=1),
            st.lists(ARTICLES, max_size=1),
        )
        for name in "abcdef"
    }
)


@given(CLAIMS, BACKGROUNDS)
def test_the_arithmetic_adds_up(claims: list[Claim], backgrounds: dict[str, Background]) -> None:
    count = count_origins(claims, backgrounds, {})
    left, right = count.arithmetic.split(" = ")
    total = 0
    sign = 1
    for word in left.split():
        if word in "+−":
            sign = 1 if word == "+" else -1
        elif word.isdigit():
            total += sign * int(word)
    assert total == len(count.origins) == int(right.split()[0])
    assert len(count.origins) >= 1


@given(CLAIMS, BACKGROUNDS)
def test_a_copy_never_adds_an_origin(claims: list[Claim], backgrounds: dict[str, Background]) -> None:
    reports = {item.article for item in claims}
    informants = {item.via[-1] for item in claims if item.via}
    assert len(count_origins(claims, backgrounds, {}).origins) <= len(reports) + len(informants)
