"""Whatever is asked of the desk, by its own description of itself and with words that are on it: no page fails."""

from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from desk import make_client, make_library
from hostile import HARM
from shutro.web.settings import Settings
from walking import values_of, walk

# The same in every run, and done in less than a minute.
FIXED = settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
FORMS = ("csv", "json", "md", "pdf", "x")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    library = make_library(tmp_path_factory.mktemp("library") / "shutro.db")
    with make_client(Settings(library=library, changes=1_000_000)) as client:
        yield client


@pytest.fixture(scope="module")
def known(client: TestClient) -> dict[str, list[str]]:
    """Return the words that addresses on the desk hold, by the name of the query or of the path."""
    return {**values_of(walk(client, of_a_kind=1)), "as": list(FORMS)}


def test_no_address_fails_whatever_is_asked(client: TestClient, known: dict[str, list[str]]) -> None:
    described = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    failed: list[str] = []
    for path, method in [(one, method) for one in described for method in described[one]]:
        operation = described[path][method]

        @FIXED
        @given(case=operation.as_strategy(), chance=st.randoms(use_true_random=False))
        def ask(case: schemathesis.Case[Any], chance: Random) -> None:
            answer = send(client, case, known, chance)
            if answer >= 500:
                failed.append(
                    f"{answer}: {case.method} {case.formatted_path} {case.query} {case.body!r:.300}"
                )

        ask()
    assert not failed, "\n".join(failed)


def send(
    client: TestClient, case: schemathesis.Case[Any], known: dict[str, list[str]], chance: Random
) -> int:
    """Ask as the case says, half of its words being some of the desk's own or hostile ones; return the status."""
    words = case.path.strip("/").split("/")
    path = case.formatted_path
    if "{" in case.path and (own := known.get(words[0])) and chance.random() < 0.7:
        name = next(word for word in words if word.startswith("{"))
        path = case.path.replace(name, quote(chance.choice(own), safe=""))
    mixed: dict[str, Any] = {
        name: mix(name, value, known, chance) for name, value in (case.query or {}).items()
    }
    if case.method == "GET":
        return client.get(path, params=mixed, follow_redirects=False).status_code
    body = case.body if isinstance(case.body, dict) else {}
    form = {name: mix(name, value, known, chance) for name, value in body.items() if name != "files"}
    token = client.get("/settings").text.partition('name="csrf" value="')[2].partition('"')[0]
    return client.post(path, params=mixed, data={**form, "csrf": token}, follow_redirects=False).status_code


def mix(name: str, value: object, known: dict[str, list[str]], chance: Random) -> object:
    """Return the value as it was made up, or one that the desk knows under this name, or a hostile one."""
    kind = chance.random()
    if kind < 0.5 and name in known:
        return chance.choice(known[name])
    return chance.choice(HARM)[:2000] if kind > 0.85 else printable(value)


def printable(value: object) -> object:
    """Return a value in characters that can be sent."""
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return (
        value
        if value is None or isinstance(value, int | float)
        else str(value).encode(errors="replace").decode()
    )
