"""What RepoInfo is made of. As in hubtui.hub.models, all strings are clean and times are seconds since the epoch."""

from __future__ import annotations

import msgspec


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What is used of a card's YAML header, which users write without a schema (wire.md §1.10)."""

    title: str | None = None
    """A Space's ``title`` or a dataset's ``pretty_name``."""
    emoji: str | None = None
    summary: str | None = None
    """A Space's ``short_description``."""
    licenses: tuple[str, ...] = ()
    license_name: str | None = None
    """What the licence is called where ``license`` is ``other``."""
    license_link: str | None = None
    languages: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    base_models: tuple[str, ...] = ()
    sdk_version: str | None = None
    """Spaces, as the next two."""
    python_version: str | None = None
    """As YAML left it: an unquoted 3.10 is 3.1 (wire.md §1.10)."""
    app_file: str | None = None
    gate_asks: tuple[str, ...] = ()
    """What a gated repo wants to know of who asks for access: the names of ``extra_gated_fields``."""


class Domain(msgspec.Struct, frozen=True):
    """A host name of a Space."""

    name: str
    stage: str | None
    """READY, PENDING …"""
    custom: bool


class Volume(msgspec.Struct, frozen=True):
    """Storage that a Space has at a path."""

    type: str | None
    source: str | None
    path: str
    read_only: bool


class Runtime(msgspec.Struct, frozen=True, kw_only=True):
    """How a Space is running (wire.md §2.10)."""

    stage: str | None = None
    hardware: str | None = None
    """Current hardware; None for a static Space or one that is not running."""
    requested: str | None = None
    """Hardware asked for."""
    sleep: int | None = None
    """Seconds of rest after which it sleeps."""
    error: str | None = None
    """The tail of its log, printable, of many lines."""
    storage: str | None = None
    """The persistent storage that it has: small, medium, large."""
    replicas: str | None = None
    """How many are asked for: a number, or ``auto``."""
    replicas_running: int | None = None
    domains: tuple[Domain, ...] = ()
    volumes: tuple[Volume, ...] = ()
    sha: str | None = None
    """The commit that runs."""
    dev_mode: bool = False
    flagged: str | None = None
    """Why the Hub flagged it as abusive."""


class Provider(msgspec.Struct, frozen=True):
    """An inference provider that serves a model (wire.md §2.1)."""

    name: str
    status: str | None
    task: str | None


class Gguf(msgspec.Struct, frozen=True, kw_only=True):
    """What the GGUF files of a model say (wire.md §2.2)."""

    architecture: str | None = None
    context: int | None = None
    """Tokens."""
    parameters: int | None = None
    has_template: bool = False
    """Whether a chat template is in it."""


class Build(msgspec.Struct, frozen=True, kw_only=True):
    """How a model is made and loaded: ``config`` and ``transformersInfo`` (wire.md §2.2)."""

    architectures: tuple[str, ...] = ()
    """Class names, such as Qwen3ForCausalLM."""
    model_type: str | None = None
    pipeline: str | None = None
    """The class of a diffusers pipeline."""
    quantised: str | None = None
    """How its weights are quantised: fp8, awq, bitsandbytes …"""
    has_template: bool = False
    """Whether its tokenizer has a chat template."""
    auto_model: str | None = None
    """The class of transformers that loads it; the next two likewise."""
    processor: str | None = None
    custom_class: str | None = None
    """A class in the repo itself, whose code runs when the model is loaded."""
    mask_token: str | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """One evaluation result: of a card's ``model-index``, or of ``evalResults`` (wire.md §2.1, §2.2)."""

    task: str | None = None
    dataset: str | None = None
    """Its name."""
    dataset_id: str | None = None
    """Its id on the Hub, as far as the author was right."""
    part: str | None = None
    """Config and split, or the task within a benchmark."""
    metric: str | None = None
    value: float | str
    """As it was stated; of a percentage nobody says whether 0.9 or 90 is meant."""
    verified: bool = False
    source: str | None = None
    """Who measured it, or where."""


class Split(msgspec.Struct, frozen=True):
    """A part of a dataset's config, such as train."""

    name: str
    rows: int | None
    size: int | None
    """Bytes."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """One config of a dataset, as the card's ``dataset_info`` or ``configs`` has it (wire.md §2.6)."""

    name: str
    features: tuple[tuple[str, str], ...] = ()
    """Names and types of the columns."""
    splits: tuple[Split, ...] = ()
    size: int | None = None
    """Bytes of the data in memory."""
    download: int | None = None
    """Bytes to download."""
