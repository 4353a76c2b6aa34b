"""Names that begin as what somebody types, for the fields of forms."""

from fastapi import APIRouter, Request, Response

from shutro.store.actors import suggest_actors
from shutro.web.filtering import NAMED_KINDS
from shutro.web.library import Library
from shutro.web.named import as_entity
from shutro.web.reader import ReaderOf
from shutro.web.rendering import show

router = APIRouter()


@router.get("/suggest")
def suggest(
    request: Request, library: Library, reader: ReaderOf, kind: str = "", of: str = "", q: str = ""
) -> Response:
    """Return names as options of a list: `of` tells which field of the form is being typed in."""
    begun = q or (request.query_params.getlist(of) or [""])[-1]
    kinds = next((kinds for name, kinds in NAMED_KINDS.items() if name == kind), ())
    found = suggest_actors(library, begun.strip(), reader.endings, kinds=kinds)
    return show(request, "parts/names.html.j2", found=[as_entity(actor) for actor in found], begun=begun)
