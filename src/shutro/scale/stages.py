"""A stage over its shards: what is done already is passed over, what fails is tried once more and said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from shutro.errors import ArchiveError
from shutro.scale.engine import Engine, Failure
from shutro.scale.kept import read_note, write_note
from shutro.scale.measured import Measuring
from shutro.store.version import archive_version

R = TypeVar("R")
Watch = Callable[[str, int, int], None]  # is told a stage, and how many of how many of its shards are done
_NOTE = ".json"


class Task(Protocol):
    """A shard of a stage: what comes of it is known by its key, and people are told its name."""

    @property
    def key(self) -> str:
        """Return the name of what comes of it."""
        ...

    def __str__(self) -> str: ...


T = TypeVar("T", bound=Task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A shard that came to nothing twice, and why."""

    stage: str
    key: str
    shard: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Generic[R]):
    """What a stage came to: what each of its shards did, but for those that were lost, and what it took."""

    name: str
    keys: frozenset[str]  # of all its shards
    done: tuple[R, ...]
    lost: tuple[Lost, ...]
    known: int  # shards that were done before
    again: int  # that failed once
    seconds: float  # of the processor
    peak: float  # MB, of the largest worker


@dataclass(frozen=True, slots=True)
class Keeping(Generic[T, R]):
    """Work on a shard after which it is noted what came of it."""

    work: Callable[[T], R]
    folder: str
    version: str

    def __call__(self, task: T) -> R:
        """Return what the work returns, noted; raises ArchiveError where a worker has other code than who asks."""
        if archive_version() != self.version:
            raise ArchiveError("this worker has another version of Shutro; install the same one everywhere")
        result = self.work(task)
        write_note(Path(self.folder) / f"{task.key}{_NOTE}", result)
        return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """Who does the work, where it is kept, and who is told."""

    engine: Engine
    folder: Path
    watch: Watch

    def place(self, name: str) -> Path:
        """Return the folder of a stage."""
        return self.folder / name

    def run(
        self,
        name: str,
        work: Callable[[T], R],
        tasks: Sequence[T],
        kind: type[R],
        is_there: Callable[[T, R], bool] | None = None,
    ) -> Stage[R]:
        """Return what a stage comes to; `is_there` says whether what a note tells of can still be found."""
        folder = self.place(name)
        folder.mkdir(parents=True, exist_ok=True)
        notes = [read_note(folder / f"{task.key}{_NOTE}", kind) for task in tasks]
        done = {
            place: note
            for place, (task, note) in enumerate(zip(tasks, notes, strict=True))
            if note is not None and (is_there is None or is_there(task, note))
        }
        known = len(done)
        keeping = Measuring(Keeping(work, str(folder), archive_version()))
        seconds, peak = [0.0], [0.0]
        failed = self._attempt(name, keeping, tasks, done, seconds, peak)
        again = len(failed)
        if failed:
            failed = self._attempt(name, keeping, tasks, done, seconds, peak)
        return Stage(
            name=name,
            keys=frozenset(task.key for task in tasks),
            done=tuple(done[place] for place in sorted(done)),
            lost=tuple(
                Lost(stage=name, key=tasks[at].key, shard=str(tasks[at]), reason=why)
                for at, why in sorted(failed.items())
            ),
            known=known,
            again=again,
            seconds=sum(seconds),
            peak=max(peak),
        )

    def _attempt(
        self,
        name: str,
        work: Measuring[T, R],
        tasks: Sequence[T],
        done: dict[int, R],
        seconds: list[float],
        peak: list[float],
    ) -> dict[int, str]:
        """Have what is not done be done, and return why it was not."""
        missing = [place for place in range(len(tasks)) if place not in done]
        failed: dict[int, str] = {}
        self.watch(name, len(done), len(tasks))
        for at, result in self.engine.map(work, [tasks[place] for place in missing]):
            if isinstance(result, Failure):
                failed[missing[at]] = result.reason
            else:
                done[missing[at]] = result.result
                seconds.append(result.seconds)
                peak.append(result.peak)
            self.watch(name, len(done), len(tasks))
        return failed


def pass_over(stage: str, done: int, total: int) -> None:
    """Watch without looking."""
