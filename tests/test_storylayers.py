"""Layers of whole stories: what is scored, the simpler counts beside it, and the page of figures."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from shutro.cli import main
from shutro.errors import InputError
from shutro.evaluate.origins import BASELINES, OURS, Tally, count_families, count_outlets, count_texts
from shutro.evaluate.origins import score_origins
from shutro.evaluate.storylayers import STORY_LAYERS
from shutro.evaluate.storyreport import StorySet, write_stories
from shutro.evaluate.storysets import holds_stories, read_told
from shutro.examples import EXAMPLES, EXAMPLES_FOLDER
from shutro.pipeline import annotate
from tests.reports import report
