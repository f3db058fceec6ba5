"""Any executor gives the verdicts that this process gives, also a cluster that loses a worker."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

import pytest
from distributed import Client, LocalCluster

import mdderive
from mdderive.checked import Checked
from mdderive.report import formats
from tests.running.notes import FALSE, block

NOTES = [FALSE, "words only\n", *map(block, range(2, 30)), block(3, 4), "", FALSE + "\n" + block(2)]


def report(notes: Iterator[Checked]) -> str:
    return formats()["json"].render(list(notes), False)


@pytest.fixture(scope="module")
def local() -> str:
    return report(mdderive.check_many(NOTES))


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_an_executor_answers_as_this_process_does(pool: type[Executor], local: str) -> None:
    with pool(max_workers=2) as executor:
        assert report(mdderive.check_many(NOTES, executor=executor)) == local


def test_notes_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield block(2 + taken % 3)

    with ThreadPoolExecutor(2) as executor:
        notes = mdderive.check_many(endless(), executor=executor)
        for _ in range(5):
            assert not next(notes).has_problem
        notes.close()  # type: ignore[attr-defined]
    assert taken < 300


def test_a_cluster_that_loses_a_worker_half_way_gives_the_same_verdicts(local: str) -> None:
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        Client(cluster) as client,
    ):
        workers = client.run(os.getpid)
        assert len(workers) == 2
        notes = mdderive.check_many(NOTES, executor=client.get_executor())
        found = [next(notes) for _ in range(len(NOTES) // 2)]
        os.kill(next(iter(workers.values())), signal.SIGKILL)
        found += notes
    assert report(iter(found)) == local
