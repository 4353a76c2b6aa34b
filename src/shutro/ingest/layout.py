"""Pages that are laid out in tables: their cells are no table."""

from lxml.html import HtmlElement

_PARTS = ("tr", "td", "th", "tbody", "thead", "tfoot", "center", "font")
_BLOCKS = frozenset({"p", "div", "br", "h1", "h2", "ul"})


def open_tables(tree: HtmlElement) -> None:
    """Make divisions of tables whose cells hold paragraphs or headings: as a table, all of it would be one line."""
    for table in list(tree.iter("table")):
        cells = [cell for cell in table.iter("td") if _is_layout(cell)]
        if not cells:
            continue
        for part in list(table.iter(*_PARTS)):
            if part.tag == "font":
                part.drop_tag()
            else:
                part.tag = "div"
        table.tag = "div"


def _is_layout(cell: HtmlElement) -> bool:
    blocks = [part.tag for part in cell.iter() if part.tag in _BLOCKS]
    return "h1" in blocks or len(blocks) > 2
