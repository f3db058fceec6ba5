"""Answers from several processes: the same, in the same order, whatever happens to a worker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mdderive.answer import Answer, Question, to_json
from mdderive.config import Budget, Config
from mdderive.pipeline import here
from mdderive.running.task import answered
from mdderive.running.workers import parallel
from tests.running.notes import FALSE, block, questions

COMMAND = [sys.executable, "-c", "from mdderive.hosts.command import main; main()"]
MIXED = "\n".join([block(2), FALSE, block(3), block(4, 5), "words\n", *map(block, range(5, 25))])


def misbehaving(question: Question) -> bytes:
    """A judge that some names drive mad."""
    text = question.excerpt.text
    while "HANGS" in text:
        pass
    if "CRASHES" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "SLOW" in text:
        time.sleep(1)
    return answered(question)


def logged(question: Question) -> bytes:
    Path(question.config.macros[0][1]).joinpath(str(os.getpid())).touch()
    return answered(question)


def counted(question: Question) -> bytes:
    """Leaves a file with the process in its name for each answer."""
    answer = answered(question)
    mark = f"{os.getpid()}-{time.monotonic_ns()}"
    Path(question.config.macros[0][1]).joinpath(mark).touch()
    return answer


def limited(question: Question, seconds: float) -> Question:
    return replace(question, config=Config(budget=Budget(derivation_seconds=seconds)))


def outcomes(answer: Answer) -> list[str]:
    return [step.verdict.outcome.value for step in answer.derivation.steps]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_several_processes_answer_as_one_does(jobs: int) -> None:
    asked = questions(MIXED, expanded=True)
    alone = [to_json(answer) for answer in here(asked)]
    assert [to_json(answer) for answer in parallel(jobs)(asked)] == alone


def test_a_slow_derivation_does_not_change_the_order() -> None:
    asked = questions(block(2, mark="SLOW") + "\n" + "\n".join(map(block, range(3, 7))))
    answers = list(parallel(2, misbehaving)(asked))
    assert [a.derivation.steps[0].step.right.text for a in answers] == [
        a.derivation.steps[0].step.right.text for a in here(asked)
    ]


def test_a_derivation_that_hangs_is_ended_and_the_others_go_on() -> None:
    asked = questions("\n".join([block(2), block(3, mark="HANGS"), *map(block, range(4, 10))]))
    asked[1] = limited(asked[1], 0.5)
    began = time.monotonic()
    answers = list(parallel(2, misbehaving)(asked))
    assert time.monotonic() - began < 60
    assert [outcomes(a) for a in answers if a is not answers[1]] == [["given", "proved"]] * 7
    assert outcomes(answers[1]) == ["unreadable", "unreadable"]
    assert {said.code for said in answers[1].diagnostics} == {"D502"}
    assert "longer than 0.5 s" in answers[1].diagnostics[0].message


def test_a_worker_that_dies_takes_only_its_own_derivation_with_it() -> None:
    asked = questions("\n".join([block(2), block(3, mark="CRASHES"), block(4)]))
    answers = list(parallel(2, misbehaving)(asked))
    assert [outcomes(a) for a in answers] == [
        ["given", "proved"],
        ["unreadable", "unreadable"],
        ["given", "proved"],
    ]
    assert "memory" in answers[1].diagnostics[0].message


@pytest.mark.parametrize("killed", [1, 2])
def test_workers_killed_while_they_wait_are_replaced(killed: int, tmp_path: Path) -> None:
    config = Config(macros=(("\\where", str(tmp_path)),))
    every = [replace(q, config=config) for q in questions("\n".join(map(block, range(2, 26))))]

    def asked() -> Iterator[Question]:
        yield from every[:16]
        while len(done := os.listdir(tmp_path)) < 16:
            time.sleep(0.05)
        time.sleep(0.5)  # the last answers are on their way
        for pid in sorted({int(name.partition("-")[0]) for name in done})[:killed]:
            os.kill(pid, signal.SIGKILL)
        yield from every[16:]

    assert [outcomes(a) for a in parallel(2, counted)(asked())] == [["given", "proved"]] * 24


def test_more_memory_than_allowed_is_no_verdict() -> None:
    (asked,) = questions(block(2))
    budget = Budget(megabytes=1_000_000)
    (answer,) = parallel(1, hungry)([replace(asked, config=Config(budget=budget))])
    assert outcomes(answer) == ["given", "proved"]
    budget = Budget(megabytes=1_500)
    (answer,) = parallel(1, hungry)([replace(asked, config=Config(budget=budget))])
    assert outcomes(answer) == ["unreadable", "unreadable"]


def hungry(question: Question) -> bytes:
    """Takes two gigabytes, which are never touched."""
    kept = bytearray(2 << 30)
    answer = answered(question)
    return answer if kept[-1] == 0 else b""


def test_no_worker_outlives_its_work(tmp_path: Path) -> None:
    config = Config(macros=(("\\where", str(tmp_path)),))
    asked = [replace(q, config=config) for q in questions(MIXED)]
    solving = parallel(2, logged)(asked)
    next(solving)
    solving.close()
    assert 1 <= len(os.listdir(tmp_path)) <= 2
    for pid in map(int, os.listdir(tmp_path)):
        gone(pid)


def gone(pid: int, group: bool = False, patience: float = 15) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            os.killpg(pid, 0) if group else os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError(f"{pid} is still there")


def started(command: list[str], folder: Path) -> subprocess.Popen[str]:
    """The command, in a session of its own, so that a signal can reach all of its processes."""
    return subprocess.Popen(
        command,
        cwd=folder,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_command_leaves_no_process_and_no_half_file(
    tmp_path: Path, how: signal.Signals
) -> None:
    (tmp_path / "done.md").write_text(block(2))
    (tmp_path / "long.md").write_text("\n".join(map(block, range(2, 1200))))
    command = [*COMMAND, "build", "--no-cache", "done.md", "long.md"]
    with started(command, tmp_path) as child:
        end = time.monotonic() + 30
        while not (tmp_path / "build/done.md").exists() and time.monotonic() < end:
            time.sleep(0.05)
        if how is signal.SIGINT:
            os.killpg(child.pid, how)  # as a terminal does: every process of the command gets it
        else:
            child.send_signal(how)
        out, err = child.communicate(timeout=30)
    assert os.listdir(tmp_path / "build") == ["done.md"]
    assert out == "" and "Traceback" not in err
    assert how is signal.SIGKILL or err.strip() == "interrupted"
    assert child.returncode == (130 if how is signal.SIGINT else -how)
    gone(child.pid, group=True)


@pytest.mark.parametrize(
    ("command", "seconds"), [("check", 2.5), ("build", 1.5), ("check", 1.0), ("check", 0.2)]
)
def test_an_interrupt_at_any_moment_says_one_word(
    tmp_path: Path, command: str, seconds: float
) -> None:
    """Also while the server of workers and they themselves are being started; a terminal interrupts
    every process of the command, and none of them has a traceback to show."""
    (tmp_path / "long.md").write_text("\n".join(map(block, range(2, 400))))
    arguments = [*COMMAND, command, "-j2", "long.md"]
    with started(arguments, tmp_path) as child:
        time.sleep(seconds)
        os.killpg(child.pid, signal.SIGINT)
        out, err = child.communicate(timeout=60)
    if child.returncode != -signal.SIGINT:  # which it is while Python itself is starting
        assert (child.returncode, out, err.strip()) == (130, "", "interrupted")
    assert not (tmp_path / "build").exists() or not os.listdir(tmp_path / "build")
    gone(child.pid, group=True)


def test_a_folder_of_the_same_name_is_not_imported(tmp_path: Path) -> None:
    (tmp_path / "mdderive").mkdir()
    (tmp_path / "mdderive" / "__init__.py").write_text("raise SystemError")
    (tmp_path / "n.md").write_text(block(2) + "\n" + block(3))
    program = "import sys; sys.path.remove(''); " + COMMAND[2]
    command = [sys.executable, "-c", program, "check", "-j2", "--no-cache", "n.md"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 proved" in done.stdout
