"""A web server on this machine for tests: answers are functions of the path, requests are counted."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext

Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A site that is served, with what was asked of it."""

    address: str
    pages: dict[str, Answering]
    asked: Counter[str] = field(default_factory=Counter)


@contextmanager
def serving(pages: dict[str, Answering], tls: SSLContext | None = None) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked[self.path] += 1
            answer = pages.get(self.path.partition("?")[0], missing)
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = Site(f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}", pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(raw: bytes, media: str = "text/html; charset=utf-8", **headers: str) -> Answering:
    def answer(request: BaseHTTPRequestHandler) -> None:
        etag = headers.get("ETag")
        is_known = etag is not None and request.headers.get("If-None-Match") == etag
        request.send_response(304 if is_known else 200)
        request.send_header("Content-Type", media)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", "0" if is_known else str(len(raw)))
        request.end_headers()
        if not is_known:
            request.wfile.write(raw)

    return answer


def status(number: int, **headers: str) -> Answering:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(number)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


missing = status(404)
