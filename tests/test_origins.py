"""Origins: how many stand behind a statement, and the arithmetic that shows it."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from shutro.claims.informantwords import paper_in
from shutro.claims.origins import Background, Signs, count_origins
from shutro.model import Claim, Point, Span
from shutro.text.normalize import normalize

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


def test_of_two_agencies_the_one_that_others_credit_counts() -> None:
    backgrounds = {"a": background("a", agencies=("afp", "unb")), "b": background("b", agencies=("unb",))}
    count = count_origins([claim("a"), claim("b")], backgrounds, {})
    assert [(origin.name, origin.test) for origin in count.origins] == [("unb", "agency")]


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


def named(*people: str) -> dict[str, Background]:
    """Return backgrounds of three articles in which these people have their names as ids."""
    return {
        name: Background(article=name, label=f"outlet {name}", names={one: one for one in people})
        for name in "abc"
    }


def names_of(claims: list[Claim], backgrounds: dict[str, Background], **bodies: str) -> list[str]:
    return [origin.name for origin in count_origins(claims, backgrounds, bodies).origins]


def test_two_spellings_of_one_name_are_one_informant() -> None:
    backgrounds = named("মাহবুবুল করিম", "মাহবুব-উল করিম")
    claims = [claim("a", "মাহবুবুল করিম"), claim("b", "মাহবুব-উল করিম")]
    assert len(names_of(claims, backgrounds)) == 1


def test_two_officers_who_share_a_surname_are_two_informants() -> None:
    backgrounds = named("ফয়সাল করিম", "রেজাউল করিম")
    claims = [claim("a", "ফয়সাল করিম"), claim("b", "রেজাউল করিম")]
    assert len(names_of(claims, backgrounds)) == 2


def test_a_role_without_a_name_is_the_informant_whom_others_name() -> None:
    backgrounds = named("নাজমুল হুদা")
    assert names_of([claim("a", "পরিচালক"), claim("b", "নাজমুল হুদা")], backgrounds) == ["নাজমুল হুদা"]


def test_an_informant_left_open_may_be_another_than_the_named_one() -> None:
    backgrounds = named("নাজমুল হুদা")
    assert len(names_of([claim("a", "এক কর্মকর্তা"), claim("b", "নাজমুল হুদা")], backgrounds)) == 2


def test_a_paper_is_an_origin_for_those_who_name_nobody() -> None:
    assert names_of([claim("a", "প্রকল্পের নথি"), claim("b")], named()) == ["প্রকল্পের নথি"]


def test_all_papers_of_a_statement_are_one() -> None:
    claims = [claim("a", "মামলার নথি"), claim("b", "থানার এজাহারে")]
    assert len(names_of(claims, named())) == 1


def test_an_act_that_only_a_copy_tells_again_is_not_public() -> None:
    backgrounds = named("নাজমুল হুদা") | {"c": background("c", copied_from=frozenset("b"))}
    claims = [claim("a", "নাজমুল হুদা"), claim("b"), claim("c")]
    signs = Signs(public=[frozenset("bc")])
    assert len(count_origins(claims, backgrounds, {}, signs).origins) == 1
    assert len(count_origins(claims[:2], backgrounds, {}, Signs(public=[frozenset("ab")])).origins) == 2


def test_an_agency_that_names_nobody_adds_none_to_a_named_informant() -> None:
    backgrounds = named("নাজমুল হুদা") | {"c": background("c", agencies=("unb",))}
    count = count_origins([claim("a", "নাজমুল হুদা"), claim("c")], backgrounds, {})
    assert count.arithmetic == "2 reports − 1 that names nobody = 1 origin"


def test_a_report_by_way_of_an_agency_rests_on_that_agencys_informant() -> None:
    backgrounds = named("মোবারক আলী") | {
        "a": Background(article="a", label="A", agencies=("ইউএনবি",), names={"মোবারক আলী": "মোবারক আলী"})
    }
    claims = [claim("a", "মোবারক আলী"), claim("b", "ইউএনবি", "এক আমদানিকারক")]
    count = count_origins(claims, backgrounds, {})
    assert [origin.name for origin in count.origins] == ["মোবারক আলী"]


def test_a_copy_that_credits_an_agency_does_not_make_agency_and_source_one() -> None:
    backgrounds = {
        "a": background("a"),
        "b": background("b", agencies=("unb",)),
        "c": background("c", agencies=("unb",), copied_from=frozenset("a")),
    }
    assert len(count_origins([claim(name) for name in "abc"], backgrounds, {}).origins) == 2


def test_an_amount_that_only_papers_know_is_one_origin() -> None:
    backgrounds = {name: background(name) for name in "abc"}
    signs = Signs(sums=frozenset("abc"))
    assert len(count_origins([claim(name) for name in "abc"], backgrounds, {}, signs).origins) == 1


def test_an_outlet_whose_reporter_was_there_stands_beside_the_informant() -> None:
    backgrounds = named("নাজমুল হুদা")
    claims = [claim("a", "নাজমুল হুদা"), claim("b"), claim("c")]
    count = count_origins(claims, backgrounds, {}, Signs(seen=frozenset("b")))
    assert len(count.origins) == 2


def test_each_report_has_a_step_that_says_why_it_counts() -> None:
    backgrounds = {"a": background("a"), "b": background("b", copied_from=frozenset("a"))}
    (origin,) = count_origins([claim("a", "police"), claim("b")], backgrounds, {}).origins
    assert [(step.article, step.test, step.on) for step in origin.steps] == [
        ("a", "informant", "police"),
        ("b", "copy", "a"),
    ]


@given(CLAIMS, BACKGROUNDS, st.randoms(use_true_random=False))
def test_order_of_claims_does_not_matter(
    claims: list[Claim], backgrounds: dict[str, Background], random: Random
) -> None:
    shuffled = sorted(claims, key=lambda _: random.random())
    assert count_origins(shuffled, backgrounds, {}) == count_origins(claims, backgrounds, {})


def paper(sentence: str) -> str:
    words = normalize(sentence)
    found = paper_in(words, Span(0, len(words)), "bn")
    return found.of(words) if found else ""


def test_the_paper_that_a_sentence_goes_by_is_found() -> None:
    assert paper("বরাদ্দের তালিকা অনুযায়ী, ঘর পাবেন ৪০ জন।") == normalize("বরাদ্দের তালিকা")
    assert paper("এজাহার থেকে জানা যায়, ঘটনাটি রাতের।") == normalize("এজাহার")
    assert paper("থানার অভিযোগপত্রে উল্লেখ করা হয়, আসামি দুজন।") == normalize("থানার অভিযোগপত্রে")
    assert paper("রেওয়াজ অনুযায়ী মেলা বসে চৈত্রে।") == ""
    assert paper("") == ""


def test_a_report_that_may_tell_another_matter_adds_no_origin() -> None:
    unsure = Signs(unsure=[claim("b")])
    count = count_origins([claim("a")], {one: background(one) for one in ("a", "b")}, {}, unsure)
    assert len(count.origins) == 1
    assert count.arithmetic == "2 reports − 1 that may tell another matter = 1 origin"
