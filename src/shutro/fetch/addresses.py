"""Addresses as they are compared: what only follows readers around is left out."""

from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from courlan.clean import normalize_url, scrub_url

_LONGEST = 2048
_FOLLOWING = ("utm_", "fb", "gc", "mc_", "ga_")  # of names that may have a number and name no article


def canonical(address: str, base: str = "") -> str | None:
    """Return the one spelling of an address of the web, None for what is none; it still leads to the same page."""
    try:
        joined = _without_dots(urljoin(base, address.strip()))
        if len(joined) > _LONGEST or urlsplit(joined).scheme not in ("http", "https"):
            return None
        scrubbed = scrub_url(joined)
        cleaned = urlsplit(normalize_url(scrubbed))
        if not cleaned.hostname:
            return None
        query = _query(urlsplit(scrubbed).query, cleaned.query)
        return urlunsplit((cleaned.scheme, cleaned.netloc, cleaned.path or "/", query, ""))
    except (ValueError, AttributeError):
        return None


def _without_dots(address: str) -> str:
    parts = urlsplit(address)
    if "/." not in parts.path or parts.path.startswith("//"):
        return address
    return urlunsplit(parts._replace(path=urlsplit(urljoin("http://host/", parts.path)).path))


def _query(asked: str, cleaned: str) -> str:
    """Return the cleaned query with what was taken out of it though it is a number: it may name the article."""
    kept = parse_qsl(cleaned)
    names = {name for name, _ in kept}
    numbers = [
        (name, value)
        for name, value in parse_qsl(asked)
        if name not in names and value.isdigit() and not name.lower().startswith(_FOLLOWING)
    ]
    return urlencode(sorted([*kept, *numbers]))
