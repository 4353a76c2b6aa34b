"""What every page has to stand: no fault that axe calls moderate, serious or critical."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_GRAVE = {"moderate", "serious", "critical"}
_OPTIONS = {"resultTypes": ["violations"]}  # to tell of all that is well takes longer than to find it


def check_axe(page: Page) -> None:
    """Fail where axe finds a fault that is not minor, with what and where it is."""
    violations = Axe().run(page, options=_OPTIONS).response["violations"]
    grave = [
        f"{page.url}: {found['id']}: {node['target']} {node['failureSummary']}"
        for found in violations
        if found["impact"] in _GRAVE
        for node in found["nodes"]
    ]
    assert not grave, "\n".join(grave)
