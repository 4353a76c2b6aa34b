"""Tables that are made from all the others: how much each outlet wrote, and who is named where."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shutro.scale.kept import digest_of, key_of
from shutro.scale.parquet import write_query
from shutro.scale.writing import Written

# What is read are the tables beside them; `{by}` is month or day.
_QUERIES = {
    "coverage": """
        SELECT "{by}", outlet, language, count(*) AS articles, count(DISTINCT story) AS stories,
          count(copy.article) AS taken_over
        FROM {articles} AS article
        LEFT JOIN (SELECT DISTINCT article FROM {copies} WHERE relation <> 'shared credit') AS copy USING (article)
        GROUP BY ALL ORDER BY ALL""",
    "actors": """
        SELECT entity.entity, min(entity.kind) AS kind, min(entity.wikidata) AS wikidata, min(entity.names) AS names,
          count(DISTINCT entity.story) AS stories, min(story.first) AS first, max(story.last) AS last
        FROM {entities} AS entity JOIN {stories} AS story USING (story)
        GROUP BY entity.entity ORDER BY entity.entity""",
}
TABLES = tuple(_QUERIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReduceTables:
    """A table that is made from others."""

    key: str
    kind: str
    by: str
    folder: str  # of the archive
    spill: str

    def __str__(self) -> str:
        return self.kind


def reduce_tasks(
    written: Sequence[Written], by: str, version: str, folder: Path, spill: Path
) -> list[ReduceTables]:
    """Return the tables that are made from what was written."""
    digests = sorted((one.path, one.digest) for one in written)
    return [
        ReduceTables(
            key=key_of(version, kind, digests), kind=kind, by=by, folder=str(folder), spill=str(spill)
        )
        for kind in TABLES
    ]


def reduce_table(task: ReduceTables) -> Written:
    """Write the table and return what it has come to."""
    folder, way = Path(task.folder), Path(task.spill) / task.key
    way.mkdir(parents=True, exist_ok=True)
    unfinished, path = way / "rows.parquet", f"{task.kind}/part-00000.parquet"
    rows = write_query(_QUERIES[task.kind], task.by, folder, unfinished, Path(task.spill))
    written = Written(
        path=path,
        kind=task.kind,
        rows=rows,
        bytes=unfinished.stat().st_size,
        digest=digest_of(unfinished),
    )
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    unfinished.replace(folder / path)
    shutil.rmtree(way, ignore_errors=True)
    return written
