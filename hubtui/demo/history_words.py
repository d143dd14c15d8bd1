"""The words that invented commits and refs are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.demo.repo import Kind

FIRST = "initial commit"
CONVERTED = "Update parquet files"

PEOPLE = (
    "ada-of-the-fens", "brindle", "c0rvid", "dagmar-holt", "elm_and_ash", "fennimore", "greta-k",
    "hollowreed", "ivo-marsh", "juniper-wu", "kestrel9", "lars-quill", "mirela", "noor-a",
    "otis-pan", "pell-mell",
)  # fmt: skip

TAGS = (("v1.0",), ("v1.0", "v1.1", "v2.0"), ("0.1.0", "0.2.0"), ("release",), ("v1.0", "v1.1.a1"))

# Each branch: its name, the kinds of repo that may have it, the title of its one commit.
BRANCHES: tuple[tuple[str, tuple[Kind, ...], str], ...] = (
    ("fp16", ("model",), "Store the weights in half precision"),
    ("dev", ("model", "dataset", "space"), "Note what changes next"),
    ("feature/longer-card", ("model", "dataset"), "Say more about the training data"),
)

PULLED = (
    "Add a line about licences",
    "Fix a typo in the card",
    "Adding `safetensors` variant of this model",
    "Add widget examples 🙂",
    "Mention the tokenizer's padding side",
)

MERGED = "\n\n\n- {title} ({sha})\n\n"

TITLES: dict[Kind, tuple[str, ...]] = {
    "model": (
        "Update README.md",
        "Update README.md",
        "Update config.json",
        "Upload folder using huggingface_hub",
        "Upload tokenizer",
        "Add generation_config.json",
        "Add evaluation results to the model card",
        "Set the right chat template",
        "Fix `eos_token_id` in generation config",
        "Add the ONNX export",
        "Remove optimizer state",
        "Upload weights",
        "Correct the citation",
        "Use `float32` for layer norm\u200b",
    ),
    "dataset": (
        "Update README.md",
        "Upload dataset",
        "Delete loading script",
        "Convert dataset to Parquet",
        "Fix the test split",
        "Remove duplicates",
        "Add language tags",
        "Upload data/train-00000-of-00001.parquet with huggingface_hub",
        "Add dataset card",
        "Fix task tags",
        "修正标签",
    ),
    "space": (
        "Update app.py",
        "Update requirements.txt",
        "Update README.md",
        "Pin gradio",
        "Add examples",
        "Sleep sooner",
        "Show a message while the model loads",
        "Fix crash on empty input",
        "예시 추가",
    ),
}
