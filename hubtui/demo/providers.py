"""Which inference providers and local apps can run a model; drawn from its id and read from its tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.demo.plausible import Lots

if TYPE_CHECKING:
    from hubtui.demo.repo import StoredRepo

PROVIDERS = (
    "cerebras", "fireworks-ai", "groq", "hf-inference", "hyperbolic", "nebius", "novita", "replicate", "sambanova",
    "together",
)  # fmt: skip
_HOSTED = frozenset({"text-generation", "image-text-to-text", "text-to-image", "feature-extraction"})
_CLASSIC = frozenset(
    {"fill-mask", "text-classification", "token-classification", "translation", "summarization"}
)

APPS: dict[str, tuple[str, ...]] = {
    "llama.cpp": ("gguf",), "ollama": ("gguf",), "lmstudio": ("gguf",), "jan": ("gguf",),
    "vllm": ("transformers", "text-generation"), "sglang": ("transformers", "text-generation"),
    "tgi": ("text-generation-inference",), "mlx-lm": ("mlx",), "draw-things": ("diffusers",),
    "diffusionbee": ("diffusers",),
}  # fmt: skip
"""The tags that a model must bear to run in an app (the ``apps`` parameter, wire.md §2.1)."""


def providers(repo: StoredRepo) -> tuple[str, ...]:
    """Return the names of the providers that serve a model, in alphabetical order; the much used ones have some."""
    if repo.kind != "model" or repo.private or repo.disabled or repo.downloads < 5_000:
        return ()
    if repo.task in _CLASSIC:
        return ("hf-inference",)
    if repo.task not in _HOSTED:
        return ()
    lots = Lots(repo.id)
    wanted = 0.1 if repo.downloads < 100_000 else 0.35
    return tuple(name for number, name in enumerate(PROVIDERS) if lots.share(number) < wanted)


def provider_list(repo: StoredRepo) -> list[dict[str, str]]:
    """Return ``inferenceProviderMapping`` as lists show it: an array (wire.md §2.1)."""
    task = "conversational" if "conversational" in repo.tags else repo.task or ""
    return [
        {"provider": name, "providerId": repo.id.lower(), "status": "live", "task": task}
        for name in providers(repo)
    ]
