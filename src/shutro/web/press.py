"""The press: papers are set as PDF in a process of its own, so that nobody else waits for them."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock

from shutro.publish.paper import Paper
from shutro.publish.pdf import to_pdf

_PATIENT = 5  # those who read come first


class Press:
    """Starts its process when the first paper is asked for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def pdf(self, paper: Paper) -> bytes:
        """Return the paper as PDF; raise ExtraError where typst is not installed."""
        try:
            return self._ready().submit(to_pdf, paper).result()
        except BrokenProcessPool:  # somebody ended the process; another one sets the paper
            self.end()
            return self._ready().submit(to_pdf, paper).result()

    def end(self) -> None:
        """End the process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _ready(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                # A forked process would share the connections of the desk's threads.
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, context, initializer=os.nice, initargs=(_PATIENT,))
            return self._pool
