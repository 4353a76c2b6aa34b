"""Outlets and agencies: the registry finds them by id, domain, address, alias and byline."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.errors import SourceError
from shutro.sources import registry
from shutro.text.normalize import normalize


@pytest.mark.parametrize(
    ("domain", "outlet"),
    [
        ("prothomalo.com", "prothom_alo"),
        ("www.prothomalo.com", "prothom_alo"),
        ("epaper.samakal.com", "samakal"),
        ("bangla.hindustantimes.com", "ht_bangla"),
        ("hindustantimes.com", "hindustan_times"),
        ("M.JUGANTOR.COM", "jugantor"),
        ("nodi24.example", "nodi24"),
        ("unb.com.bd", "unb"),
    ],
)
def test_a_domain_and_its_subdomains_lead_to_the_outlet(domain: str, outlet: str) -> None:
    found = registry.outlet_of_domain(domain)
    assert found is not None
    assert found.id == outlet


@pytest.mark.parametrize(
    "domain", ["", "com", "notprothomalo.com", "prothomalo.com.example.org", "[bad", "..."]
)
def test_a_foreign_or_broken_domain_leads_nowhere(domain: str) -> None:
    assert registry.outlet_of_domain(domain) is None


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.bbc.com/bengali/articles/c1", "bbc_bangla"),
        ("https://www.bbc.com/news/world", "bbc"),
        ("https://www.dw.com/bn/a-1", "dw_bangla"),
    ],
)
def test_a_service_with_its_own_path_is_told_from_the_site(url: str, outlet: str) -> None:
    found = registry.outlet_of_url(url)
    assert found is not None
    assert found.id == outlet


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("আল-জাজিরা", "aljazeera"),
        ("আল জাজিরা", "aljazeera"),
        ("আলজাজিরা", "aljazeera"),
        ("kcna", "kcna"),
        ("কেসিএনএ", "kcna"),
        ("রয়টার্স", "reuters"),
        ("বাসস", "bss"),
        ("বার্তা২৪.কম", "barta24"),
        ("বার্তা 24", "barta24"),
        ("নিউ ইয়র্ক টাইমস", "nyt"),
    ],
)
def test_an_alias_is_found_however_it_is_spaced(words: str, source: str) -> None:
    alias = registry.find_alias(words)
    assert alias is not None
    assert alias.source == source


@pytest.mark.parametrize("words", ["তাস", "সময়", "যুগান্তর", "এপি", "সানা", "বর্তমান", "এই সময়", "পিটিআই"])
def test_an_alias_that_is_also_a_plain_word_is_guarded(words: str) -> None:
    alias = registry.find_alias(words)
    assert alias is not None
    assert alias.guarded


@pytest.mark.parametrize(
    ("byline", "outlet"),
    [
        ("আন্তর্জাতিক ডেস্ক বার্তা২৪.কম", "barta24"),
        ("স্টাফ রিপোর্টার, সময় টিভি", "somoy_tv"),
        ("নিজস্ব প্রতিবেদক, ঢাকা পোস্ট", "dhaka_post"),
        ("বাসস, ঢাকা", "bss"),
        ("ডেস্ক রিপোর্ট", None),
        ("", None),
    ],
)
def test_a_byline_leads_to_the_outlet_it_names(byline: str, outlet: str | None) -> None:
    found = registry.outlet_of_byline(byline)
    assert (found.id if found else None) == outlet


def test_the_longest_alias_wins() -> None:
    found = registry.longest_alias(["হিন্দুস্তান", "টাইমস", "বাংলা", "জানায়"])
    assert found is not None
    assert (found[0], found[1].source) == (3, "ht_bangla")


def test_every_alias_is_found_by_its_own_words() -> None:
    for agency in registry.agencies():
        for names in agency.aliases.values():
            for name in names:
                alias = registry.find_alias(name)
                assert alias is not None, name
                assert alias.source == agency.id


def test_every_alias_leads_to_a_name_and_a_house_to_its_outlets() -> None:
    for source in {alias.source for alias in registry.aliases().values()}:
        assert registry.name_of(source)
    transcom = {outlet.id for outlet in registry.outlets() if outlet.family == "Transcom"}
    assert transcom == {"prothom_alo", "daily_star"}


def test_the_registry_is_broad() -> None:
    bengali = [outlet for outlet in registry.outlets() if "bn" in outlet.languages]
    assert len(registry.agencies()) >= 50
    assert len(bengali) >= 75
    assert {"BD", "IN"} <= {outlet.country for outlet in bengali}


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ('id = "a"\nname = "B"\naliases = ["B"]\ndomains = ["b.example"]', "id 'a'"),
        ('id = "b"\nname = "B"\naliases = ["B"]\ndomains = ["a.example"]', "domain 'a.example'"),
        ('id = "b"\nname = "B"\naliases = ["a-a"]\ndomains = ["b.example"]', "alias 'a-a'"),
        ('id = "b"\nname = "B"\naliases = ["B"]\nguarded = ["C"]\ndomains = ["b.example"]', "guarded 'C'"),
        ('id = "b"\nname = "B"\naliases = ["B"]', "domains"),
    ],
)
def test_a_faulty_declaration_names_its_file_and_entry(tmp_path: Path, second: str, fault: str) -> None:
    rest = '\ncountry = "BD"\nlanguages = ["bn"]\n\n'
    first = 'id = "a"\nname = "A"\naliases = ["A A"]\ndomains = ["a.example"]'
    path = tmp_path / "mine.toml"
    path.write_text(f"[[outlet]]\n{first}{rest}[[outlet]]\n{second}{rest}", encoding="utf-8")
    with pytest.raises(SourceError, match=r"^mine\.toml") as caught:
        registry.index_aliases(registry.read_outlets((path,)))
    assert fault in str(caught.value)


@settings(deadline=None)
@given(st.text())
def test_any_words_can_be_looked_up(words: str) -> None:
    alias = registry.find_alias(words)
    assert alias is None or registry.alias_key(words)
    for outlet in (registry.outlet_of_byline(words), registry.outlet_of_domain(words)):
        assert outlet is None or outlet in registry.outlets()


@settings(deadline=None)
@given(st.text())
def test_a_key_does_not_change_when_it_is_made_again(words: str) -> None:
    key = registry.alias_key(normalize(words))
    assert registry.alias_key(key) == key


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0x980, max_codepoint=0x9FF)))
def test_a_key_is_made_of_plain_words_as_of_others(words: str) -> None:
    # What stands in front is unspoken, and keeps the words from being taken as they are.
    assert registry.alias_key(words) == registry.alias_key(f"-{words}")
