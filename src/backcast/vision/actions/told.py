"""The story in the user's own words: kept, or given up for the one told from the milestones."""

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.vision.actions.rows import writing
from backcast.vision.models import Vision
from backcast.vision.queries.prose import Told


def tell(viewer: Viewer, vision: Vision, text: str, prose: Told) -> None:
    """Keep the user's words. Nothing, or what the milestones tell anyway, leaves the telling to them."""
    words = names.clean_text(text)
    same = words.split() == prose.text.split()
    with writing(viewer, vision.title) as rec:
        rec.update(vision, told="" if same else words)
