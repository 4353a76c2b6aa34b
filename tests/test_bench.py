"""What speed is measured on."""

from shutro.evaluate.sample import cut_articles


def test_articles_for_measuring_speed_are_different_and_of_one_length() -> None:
    articles = cut_articles(150, 250)
    assert len({article.text for article in articles}) == 150
    assert len({article.id for article in articles}) == 150
    assert {article.language for article in articles} == {"bn"}
    lengths = [len(article.text.split()) for article in articles]
    assert sum(lengths) > 0.97 * 150 * 250
    assert max(lengths) == 250


def test_a_few_long_articles_are_cut_as_well() -> None:
    lengths = [len(article.text.split()) for article in cut_articles(2, 4000)]
    assert all(3800 < length <= 4000 for length in lengths)
