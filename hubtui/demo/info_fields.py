"""The fields that single repos show, and lists on request: what a model is made for, and what its files are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hubtui.demo import history
from hubtui.demo.cards import text_of_card
from hubtui.demo.cards_words import METRICS, SAMPLE, SAMPLES, SETS
from hubtui.demo.draw import between, choice, number

if TYPE_CHECKING:
    from hubtui.demo.files import Contents
    from hubtui.demo.history import Revision
    from hubtui.demo.repo import StoredRepo
    from hubtui.demo.store import Store
    from hubtui.demo.stored_file import StoredFile

MOST_SPACES = 100
"""Spaces that a model names at most (wire.md §2.2)."""
_LONGEST = 400
_CODE = re.compile(r"```.*?```|<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"<[^>]*>|[*`#]")
_RELATIONS = ("finetune", "adapter", "quantized", "merge")


def siblings(
    contents: Contents, repo: StoredRepo, revision: Revision, blobs: bool = False
) -> list[dict[str, Any]]:
    """Return the files at a revision, flat; with ``blobs`` also their sizes and names in git (wire.md §1.10)."""
    return [_sibling(file, blobs) for file in contents.tree(repo, revision)]


def _sibling(file: StoredFile, blobs: bool) -> dict[str, Any]:
    if not blobs:
        return {"rfilename": file.path}
    body: dict[str, Any] = {"rfilename": file.path, "size": file.size, "blobId": file.oid}
    if file.lfs:
        body["lfs"] = {"sha256": file.sha256, "size": file.size, "pointerSize": len(file.pointer)}
    return body


def used_storage(contents: Contents, repo: StoredRepo) -> int:
    """Return the bytes that a repo takes: those at the head of main, and for most some of before."""
    main = history.find(repo, "main")
    total = sum(file.size for file in contents.tree(repo, main)) if main else 0
    return total * between(100, 100 + min(160, 20 * history.length(repo)), "storage", repo.oid) // 100


def model_index(repo: StoredRepo) -> list[dict[str, Any]] | dict[str, Any] | None:
    """Return evaluation results: a list, null for most, now and then an object by mistake (wire.md §2.2)."""
    stated = repo.card_data.get("model-index") if isinstance(repo.card_data, dict) else None
    if isinstance(stated, list | dict):
        return stated
    metrics = METRICS.get(repo.task or "")
    if not metrics or not {"model-index", "eval-results"} & set(repo.tags):
        return None
    name = repo.id.rpartition("/")[2]
    if number(20, "malformed", repo.oid) == 0:
        return {"name": name, "results": "see the card"}
    return [{"name": name, "results": [_result(repo, metrics, at) for at in range(2)]}]


def _result(repo: StoredRepo, metrics: tuple[str, ...], at: int) -> dict[str, Any]:
    dataset = SETS[(number(len(SETS), "set", repo.oid) + at) % len(SETS)]
    values = [between(400, 990, "value", repo.oid, dataset, metric) / 10 for metric in metrics]
    return {
        "task": {"type": repo.task, "name": (repo.task or "").replace("-", " ").capitalize()},
        "dataset": {"name": dataset, "type": dataset.lower().replace(" ", "-"), "split": "test"},
        "metrics": [
            {"type": metric.lower(), "value": value, "name": metric, "verified": False}
            for metric, value in zip(metrics, values, strict=True)
        ],
    }


def widget_data(repo: StoredRepo) -> list[dict[str, Any]] | None:
    """Return examples for the widget, in the form of the task (wire.md §2.2); some models have none."""
    if repo.task is None or number(4, "widget", repo.oid) == 0:
        return None
    sample = SAMPLES.get(repo.task, SAMPLE)
    if "conversational" in repo.tags:
        return [{"messages": [{"role": "user", "content": sample}]}]
    if repo.task == "table-question-answering":
        table = {"Bird": ["gull", "heron"], "Seen": [12, 3], "Place": ["pier", "fen"]}
        return [{"text": "How many gulls were seen?", "table": table}]
    if repo.task == "question-answering":
        return [{"text": sample, "context": "Ada mended the kettle behind the mill."}]
    if repo.task in ("automatic-speech-recognition", "audio-classification", "image-classification"):
        return [{"example_title": "Pier", "src": f"https://example.org/{repo.task}/pier.bin"}]
    return [
        {"text": sample},
        {"text": "A second example", "example_title": choice(("Short", "🐦"), "w", repo.oid)},
    ]


def description(repo: StoredRepo) -> str | None:
    """Return the start of a dataset's card as the Hub cuts it (wire.md §2.5); None without a card.

    It is plain text with headings set off by blank lines and tabs; tables and code are left out.
    """
    text = text_of_card(repo)
    if text is None:
        return None
    said: list[str] = []
    for block in _CODE.sub("", text).split("\n\n"):
        plain = _MARKUP.sub("", _LINK.sub(r"\1", block)).strip("-=> \n")
        if block.lstrip().startswith("#"):
            said.append(f"\n\t\n\t\t\n\t\t{plain}\n\t\n\n")
        elif plain and "|" not in block:
            said.append(f"{plain}\n")
    whole = "".join(said)
    return (
        whole
        if len(whole) <= _LONGEST
        else f"{whole[:_LONGEST]}… See the full description on the dataset page."
    )


def base_models(store: Store, repo: StoredRepo) -> dict[str, Any] | None:
    """Return what a model was made from, with ids of models that are held here; None for a root (wire.md §2.1)."""
    for relation in _RELATIONS:
        prefix = f"base_model:{relation}:"
        names = [tag.removeprefix(prefix) for tag in repo.tags if tag.startswith(prefix)]
        models = [store.get("model", name) for name in names]
        found = [{"_id": model.oid, "id": model.id} for model in models if model and not model.private]
        if found:
            return {"relation": relation, "models": found}
    return None


def children(store: Store, repo: StoredRepo) -> dict[str, int] | None:
    """Return how many public models were made from this one, by the way they were made; None for none."""
    counts = {}
    for relation in _RELATIONS:
        tag = f"base_model:{relation}:{repo.id}"
        found = store.select("WHERE kind = 'model' AND private = 0 AND instr(tags, ?) > 0", (tag,))
        counts[relation] = sum(tag in model.tags for model in found)
    return {relation: count for relation, count in counts.items() if count} or None


def spaces_using(store: Store, repo: StoredRepo) -> list[str]:
    """Return the ids of public Spaces whose card names this repo, most liked first, at most 100 (wire.md §2.2)."""
    clause = (
        "WHERE kind = 'space' AND private = 0 AND EXISTS (SELECT 1 FROM json_each(card, ?) WHERE value = ?)"
        " ORDER BY likes DESC, oid LIMIT ?"
    )
    return [space.id for space in store.select(clause, (f"$.{repo.kind}s", repo.id, MOST_SPACES))]


def region(repo: StoredRepo) -> str | None:
    """Return where a Space runs, for those whose tags say that it is not the usual place (wire.md §2.10)."""
    return "eu" if "region:eu" in repo.tags else None


def host(repo: StoredRepo, label: str) -> str:
    """Return the address of a Space's app; ``label`` is its subdomain (wire.md §2.10)."""
    return f"https://{label}.static.hf.space" if repo.sdk == "static" else f"https://{label}.hf.space"
