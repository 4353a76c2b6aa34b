"""What every page has to stand: no fault that axe calls serious."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_GRAVE = {"serious", "critical"}


def check_axe(page: Page) -> None:
    """Fail where axe finds a serious fault, with what and where it is."""
    violations = Axe().run(page).response["violations"]
    grave = [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in violations
        if found["impact"] in _GRAVE
        for node in found["nodes"]
    ]
    assert not grave, "\n".join(grave)
