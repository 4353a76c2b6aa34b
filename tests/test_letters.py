"""Records of articles come back from few bytes with all that they said."""

import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shutro.store.letters import pack_letters, unpack_letters

_BENGALI = "নদীর ধারে ছোট একটি গ্রাম। সেখানে ‘মেলা’ বসে – প্রতি বছর, ১২ মাঘ। "
_TEXTS = [
    _BENGALI * 5,
    "A village by the river, and a fair each year. " * 5,
    "Деревня у реки, где каждый год бывает ярмарка. " * 5,
    "川のそばの小さな村で、毎年お祭りがあります。" * 5,
    _BENGALI * 5 + '\n\n\U0001f33e \u0000\u0007\u001f\u007f\\ "x" \ufffe ☂ é',
]


@pytest.mark.parametrize("text", _TEXTS)
def test_a_text_in_any_script_comes_back(text: str) -> None:
    raw = msgspec.json.encode({"text": text})
    packed = pack_letters(raw)
    assert msgspec.json.decode(unpack_letters(packed)) == {"text": text}
    assert len(packed) < len(raw)


@given(st.lists(st.text(max_size=80) | st.text(alphabet=_BENGALI + '\u200d‘’"\\\n', max_size=80), max_size=5))
def test_whatever_is_written_comes_back(texts: list[str]) -> None:
    assert msgspec.json.decode(unpack_letters(pack_letters(msgspec.json.encode(texts)))) == texts


def test_letters_of_one_script_take_less_room_than_in_utf8() -> None:
    raw = "মাঝিরা ভোরে ঘাটে জাল শুকোতে দেন আর দুপুরে খেয়া পার করেন গঞ্জের হাটুরেদের".encode()
    assert len(pack_letters(raw)) < 0.8 * len(zlib.compress(raw, 9))


@pytest.mark.parametrize("raw", [b"", b"{}", b"[" + b'"",' * 40 + b'""]', b"\xff" * 100])
def test_what_is_no_packed_json_is_given_as_it_is(raw: bytes) -> None:
    assert unpack_letters(raw) == raw


def test_what_lost_its_end_is_given_as_it_is() -> None:
    packed = pack_letters(msgspec.json.encode(_BENGALI * 5))
    assert unpack_letters(packed[:-1]) == packed[:-1]
