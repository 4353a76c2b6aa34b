"""What every page has to stand: no fault that axe calls moderate, serious or critical."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_GRAVE = {"moderate", "serious", "critical"}


def check_axe(page: Page) -> None:
    """Fail where axe finds a fault that is not minor, with what and where it is."""
    _check(page, {})


def check_contrast(page: Page) -> None:
    """Fail where words stand out too little, as they may in another theme."""
    _check(page, {"runOnly": ["color-contrast"]})


def _check(page: Page, options: dict[str, Any]) -> None:
    violations = Axe().run(page, options=options).response["violations"]
    grave = [
        f"{page.url}: {found['id']}: {node['target']} {node['failureSummary']}"
        for found in violations
        if found["impact"] in _GRAVE
        for node in found["nodes"]
    ]
    assert not grave, "\n".join(grave)
