"""What a form on the desk asks to decide, read and made a decision in the way of `shutro decide`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from sqlalchemy import Connection
from starlette.requests import Request

from shutro.decisions.records import Decision
from shutro.errors import DecisionError
from shutro.store import deciding
from shutro.store.places import Places

_SET, _WAS = "set.", "was."  # before the names of fields: what they should be, and what they were


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The fields of a form that decides; `of` and `against` name its two sides."""

    act: str
    story: str  # the story that findings are looked for in
    of: tuple[str, ...]
    against: tuple[str, ...]
    layer: str
    value: str | None
    fields: tuple[str, ...]
    who: str
    note: str
    next: str

    @property
    def one(self) -> str:
        """Return what is decided on, where that is one thing."""
        return self.of[0]


async def read_asked(request: Request) -> Asked:
    """Return what the form holds, without what was left empty."""
    form = await request.form()

    def many(name: str) -> tuple[str, ...]:
        values = (value.strip() for value in form.getlist(name) if isinstance(value, str))
        return tuple(value for value in values if value)

    def one(name: str) -> str:
        return next(iter(many(name)), "")

    fields = {name: str(value).strip() for name, value in form.items() if name.startswith((_SET, _WAS))}
    changed = [
        f"{name.removeprefix(_SET)}={value}"
        for name, value in fields.items()
        if name.startswith(_SET) and value != fields.get(_WAS + name.removeprefix(_SET), "")
    ]
    return Asked(
        act=one("act"),
        story=one("story"),
        of=many("of"),
        against=tuple(_id(value) for value in many("against")),
        layer=one("layer"),
        value=one("value") or None,
        fields=tuple(changed),
        who=one("who"),
        note=one("note"),
        next=one("next"),
    )


AskedOf = Annotated[Asked, Depends(read_asked)]


def decide(connection: Connection, asked: Asked) -> Decision:
    """Return the decision that is asked for; raise ShutroError where it names what is not there."""
    judge = _JUDGES.get(asked.act)
    needed = asked.of and (asked.against or asked.act not in _TWO_SIDED)
    if judge is None or not needed or (asked.act == "change" and not asked.fields):
        raise DecisionError(
            "the form does not say on what, or to what; choose it in the form", "nothing_chosen"
        )
    return judge(Places(connection, asked.story), asked)


def _id(value: str) -> str:
    """Return the id of a story of which the address was given."""
    return value.rpartition("/story/")[2].partition("?")[0].partition("#")[0].strip("/ ")


_TWO_SIDED = frozenset(
    {
        "merge",
        "split",
        "same-event",
        "not-same-event",
        "same-name",
        "not-same-name",
        "rests-on",
        "independent",
    }
)
_JUDGES: Mapping[str, Callable[[Places, Asked], Decision]] = {
    "merge": lambda places, asked: deciding.merge(places, asked.of + asked.against),
    "split": lambda places, asked: deciding.split(places, asked.one, asked.against),
    "same-event": lambda places, asked: deciding.one_event(places, asked.of + asked.against),
    "not-same-event": lambda places, asked: deciding.two_events(places, asked.of, asked.against),
    "same-name": lambda places, asked: deciding.one_entity(places, asked.of + asked.against),
    "not-same-name": lambda places, asked: deciding.two_entities(places, asked.one, asked.against),
    "remove": lambda places, asked: deciding.remove(places, asked.layer, asked.one),
    "change": lambda places, asked: deciding.change(places, asked.layer, asked.one, asked.fields),
    "add": lambda places, asked: deciding.add(places, asked.layer, asked.one, asked.fields),
    "wrong": lambda places, asked: deciding.wrong(places, asked.one, asked.value),
    "checked": lambda places, asked: deciding.checked(places, asked.one, asked.value),
    "rests-on": lambda places, asked: deciding.rests_on(places, asked.one, asked.against[0]),
    "independent": lambda places, asked: deciding.independent(places, asked.one, asked.against[0]),
}
