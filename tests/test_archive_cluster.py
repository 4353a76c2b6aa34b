"""Archives on a cluster: two nodes of Ray, of which one is lost in the middle; without Ray nothing of it is asked."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from archives import bytes_of, page_of, told, write_warc
from shutro.errors import ArchiveError, ExtraError
from shutro.scale import cluster
from shutro.scale.archive import make_archive
from shutro.scale.cluster import RayEngine
from shutro.scale.engine import LocalEngine

HERE = Path(__file__).parent


@pytest.fixture
def two_nodes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    pytest.importorskip("ray")
    cluster_of: Any = import_module("ray.cluster_utils").Cluster
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("PYTHONPATH", f"{HERE.parent / 'src'}")
    node = {"num_cpus": 1, "object_store_memory": 80_000_000}
    nodes = cluster_of(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    try:
        nodes.add_node(**node)
        yield nodes
    finally:
        nodes.shutdown()


def test_a_node_that_is_lost_changes_no_byte(two_nodes: Any, tmp_path: Path) -> None:
    pages = [
        (f"https://nodi.test/{number}", page_of(doc)) for number, doc in enumerate(told("ferry", "budget"))
    ]
    warc = write_warc(tmp_path / "news.warc.gz", pages)
    lost: list[int] = []

    def watch(stage: str, done: int, total: int) -> None:
        if stage == "read" and 0 < done < total and not lost:
            lost.append(done)
            (node,) = two_nodes.worker_nodes
            two_nodes.remove_node(node, allow_graceful=False)

    with RayEngine(address=two_nodes.address) as engine:
        summary = make_archive([warc], tmp_path / "ray", engine, pages=2, watch=watch)
    assert summary.lost == ()
    assert lost
    with LocalEngine(1) as alone:
        make_archive([warc], tmp_path / "local", alone, pages=5)
    assert bytes_of(tmp_path / "ray") == bytes_of(tmp_path / "local")


def test_without_ray_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    with pytest.raises(ExtraError, match=r"pip install 'shutro\[ray\]'"):
        RayEngine()


@pytest.mark.parametrize("address", ["127.0.0.1:9", "nobody", "ray://127.0.0.1:9"])
def test_where_no_cluster_answers_it_is_said_at_once(address: str) -> None:
    pytest.importorskip("ray")
    with pytest.raises(ArchiveError, match="no Ray cluster answers at"), RayEngine(address=address):
        pass


def test_nothing_of_an_extra_is_imported_before_it_is_asked_for() -> None:
    code = "import sys, shutro.cli.archive; print([m for m in ('ray', 'duckdb') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
