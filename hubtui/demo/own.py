"""The repos of the signed-in user and of the user's organisations, and the ids that repos had before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.demo import plausible
from hubtui.demo.draw import stamp
from hubtui.demo.repo import StoredRepo

if TYPE_CHECKING:
    from hubtui.demo.repo import Kind

# Models that stood without a namespace until 2024, by the organisation that has them now.
_LEGACY = {
    "google-bert": (
        "bert-base-uncased", "bert-base-cased", "bert-large-uncased", "bert-base-chinese",
        "bert-base-multilingual-cased",
    ),
    "google-t5": ("t5-small", "t5-base", "t5-large"),
    "FacebookAI": ("roberta-base", "roberta-large", "xlm-roberta-base", "xlm-roberta-large"),
    "distilbert": (
        "distilbert-base-uncased", "distilroberta-base", "distilbert-base-uncased-finetuned-sst-2-english",
    ),
    "albert": ("albert-base-v1", "albert-base-v2", "albert-xxlarge-v2"),
}  # fmt: skip

REDIRECTS: tuple[tuple[Kind, str, str], ...] = (
    *(("model", name, f"{owner}/{name}") for owner, names in _LEGACY.items() for name in names),
    ("model", "meta-llama/Meta-Llama-3.1-8B-Instruct", "meta-llama/Llama-3.1-8B-Instruct"),
    ("model", "alice/first-try", "alice/tiny-chat"),
    ("model", "acme-lab/parser-secret", "acme-lab/parser-next"),
    ("dataset", "alice/notes-2025", "alice/field-notes"),
    ("space", "alice/demo-old", "alice/hello-gradio"),
)
"""Kind, the id of old, the id of today (wire.md §1.2, §1.6)."""

_RUNNING = {
    "stage": "RUNNING",
    "hardware": {"current": "cpu-basic", "requested": "cpu-basic"},
    "replicas": {"current": 1, "requested": 1},
    "gcTimeout": 172800,
    "devMode": False,
}


def repos() -> list[StoredRepo]:
    """Return the repos of the user's namespaces, public and private, gated and disabled ones among them."""
    return [*_models(), *_datasets(), *_spaces()]


def _models() -> list[StoredRepo]:
    chat = {"license": "apache-2.0", "language": ["en"], "pipeline_tag": "text-generation"}
    text = {"task": "text-generation", "library": "transformers"}
    return [
        _repo("model", "alice/tiny-chat", 900, chat, **text, parameters=124_439_808, likes=42, downloads=1_830,
              trending=3, tags=("transformers", "safetensors", "text-generation", "en", "license:apache-2.0")),
        _repo("model", "alice/tiny-chat-GGUF", 880, chat, task="text-generation", likes=9, downloads=412,
              tags=("gguf", "text-generation", "en", "base_model:quantized:alice/tiny-chat")),
        _repo("model", "alice/private-draft", 40, chat, **text, private=True, parameters=1_100_048_384,
              tags=("transformers", "safetensors", "text-generation")),
        _repo("model", "alice/gated-weights", 200, {"license": "other"}, gated="manual", likes=5, downloads=31,
              task="text-to-image", library="diffusers", tags=("diffusers", "safetensors", "license:other")),
        _repo("model", "alice/taken-down", 700, {"license": "mit"}, disabled=True, likes=1, tags=("license:mit",)),
        _repo("model", "alice/odd-card", 300, ["a card", "that is a list"], likes=2),
        _repo("model", "acme-lab/parser-base", 500, {"license": "mit"}, task="token-classification",
              library="transformers", parameters=110_106_428, likes=17, downloads=2_204, gated="auto",
              tags=("transformers", "safetensors", "token-classification", "license:mit")),
        _repo("model", "acme-lab/parser-next", 20, {"license": "mit"}, private=True, task="token-classification",
              library="transformers", parameters=334_616_584, tags=("transformers", "token-classification")),
        _repo("model", "open-corpus/tagger", 640, {"license": "cc-by-4.0"}, task="token-classification", likes=8,
              downloads=96, library="flair", tags=("flair", "token-classification", "license:cc-by-4.0")),
        _repo("model", "open-corpus/unreleased", 60, None, private=True),
    ]  # fmt: skip


def _datasets() -> list[StoredRepo]:
    notes = {
        "license": "cc0-1.0",
        "language": ["en"],
        "size_categories": ["1K<n<10K"],
        "pretty_name": "Field notes",
    }
    tagged = ("language:en", "license:cc0-1.0", "size_categories:1K<n<10K", "format:parquet", "modality:text")
    return [
        _repo("dataset", "alice/field-notes", 800, notes, likes=12, downloads=220, tags=tagged, main_size=1_204_311),
        _repo("dataset", "alice/odd-header", 310, "a header that is one text", downloads=2),
        _repo("dataset", "alice/diary", 100, notes, private=True, tags=tagged, main_size=88_210),
        _repo("dataset", "acme-lab/invoices", 400, {"license": "other"}, gated="auto", likes=3, downloads=18,
              tags=("license:other", "size_categories:10K<n<100K"), main_size=48_002_117),
        _repo("dataset", "acme-lab/labels-raw", 30, {}, private=True),
        _repo("dataset", "open-corpus/letters", 900, {"license": "cc-by-4.0", "language": "de"}, likes=31,
              downloads=640, tags=("language:de", "license:cc-by-4.0", "size_categories:100K<n<1M"),
              main_size=310_440_902),
    ]  # fmt: skip


def _spaces() -> list[StoredRepo]:
    card = {"title": "Hello Gradio", "emoji": "👋", "colorFrom": "blue", "colorTo": "green", "sdk": "gradio"}
    plain = {"title": "Plain page", "emoji": "📄", "colorFrom": "gray", "colorTo": "gray", "sdk": "static"}
    still = {
        "stage": "RUNNING",
        "hardware": {"current": None, "requested": None},
        "replicas": {"requested": 1},
    }
    asleep = _RUNNING | {"stage": "SLEEPING", "hardware": {"current": None, "requested": "cpu-basic"}}
    return [
        _repo("space", "alice/hello-gradio", 600, card | {"models": ["alice/tiny-chat"]}, sdk="gradio", likes=14,
              trending=1, runtime=_RUNNING, tags=("gradio", "region:us")),
        _repo("space", "alice/plain-page", 90, plain, sdk="static", private=True, runtime=still,
              tags=("static", "region:us")),
        _repo("space", "acme-lab/labeling-desk", 250, card | {"title": "Labeling desk"}, sdk="gradio", private=True,
              runtime=asleep, tags=("gradio", "region:us")),
        _repo("space", "open-corpus/reader", 350, card | {"title": "Reader"}, sdk="gradio", likes=6, runtime=asleep,
              tags=("gradio", "region:us")),
    ]  # fmt: skip


def _repo(kind: Kind, name: str, age: int, card: object, **facts: Any) -> StoredRepo:  # noqa: ANN401 - the fields of StoredRepo
    """Return a repo created ``age`` days before the catalogue's end."""
    lots = plausible.Lots(f"{kind}/{name}")
    created = stamp(plausible.SNAPSHOT - age * 86_400 + int(40_000 * lots.share(9)))
    return StoredRepo(
        kind=kind,
        oid=plausible.object_id(created, lots),
        id=name,
        created=created,
        modified=plausible.modified(created, lots),
        sha=lots.digits(40),
        downloads_all_time=plausible.all_time(facts.get("downloads", 0), created, lots),
        card_data=card,
        **facts,
    )
