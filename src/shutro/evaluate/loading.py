"""`python -m shutro.evaluate.loading`: seconds from the first page to its doc in a fresh process, imports left out."""

import gc
import hashlib
import sys
import time

from shutro.examples import EXAMPLES
from shutro.ingest.given import Given
from shutro.model import Page
from shutro.pipeline import read_docs


def main() -> None:
    """Print the seconds of the processor, the loading of the language among them, as the command line runs."""
    gc.set_threshold(100_000, 50, 50)
    file = next(path for folder in EXAMPLES.values() for path in sorted(folder.glob("*.txt")))
    raw = b"\n".join(file.read_bytes().splitlines()[:3])
    page = Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name=file.name, media="text")
    start = time.process_time()
    docs = list(read_docs([page], Given()))
    spent = time.process_time() - start
    sys.stdout.write(f"{spent:.3f} {len(docs)}\n")


if __name__ == "__main__":
    main()
