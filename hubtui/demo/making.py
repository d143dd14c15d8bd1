"""Filling a new store: the catalogue, the Spaces, the user's repos, and what is computed from all of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hubtui.demo import catalogue, own, spaces, tags_by_type

if TYPE_CHECKING:
    from hubtui.demo.store import Store


def fill(store: Store) -> None:
    """Put everything into an empty store that a Hub holds when it starts."""
    models, datasets = list(catalogue.models()), list(catalogue.datasets())
    for repos in (models, datasets, spaces.invented_spaces(), own.repos()):
        store.put_all(repos)
    for kind, old, new in own.REDIRECTS:
        store.redirect(kind, old, new)
    of_datasets = tags_by_type.dataset_tags(datasets)
    of_models = tags_by_type.model_tags(models, tags_by_type.language_codes(of_datasets))
    for name, groups in (("models", of_models), ("datasets", of_datasets)):
        body = json.dumps(groups, ensure_ascii=False, separators=(",", ":"))
        store.keep_document(f"{name}-tags-by-type", body)
