"""The worker of the desk."""

from starlette.requests import Request

from shutro.stream.worker import Worker


def worker_of(request: Request) -> Worker:
    """Return the worker of the desk that is asked."""
    worker: Worker = request.app.state.worker
    return worker
