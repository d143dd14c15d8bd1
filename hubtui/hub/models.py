"""What the rest of the program sees of the Hub: frozen structs that hold what is used and nothing else.

Every string in here is clean (hubtui.text) unless its docstring says raw. Times are whole seconds since the epoch.
"""

from __future__ import annotations

import msgspec

from hubtui.hub.contents import File
from hubtui.hub.criteria import Kind
from hubtui.hub.particulars import Build, Card, Config, Gguf, Provider, Result, Runtime


class RepoRef(msgspec.Struct, frozen=True, gc=False):
    """Which repository is meant; the key of marks, bookmarks and kept answers."""

    kind: Kind
    id: str


class Repo(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One row of a list: what the columns show, and no more, for a million of them may be held.

    Strings that repeat (task, library, sdk, stage, hardware) are shared between rows. One of these, a tag or a used
    repo that had to be cleaned ends in U+FFFD: it is shown so, and not to be asked for.
    """

    id: str
    """Clean. Where ``usable`` is false the raw id differs, and nothing may be done with the row."""
    usable: bool = True
    downloads: int | None = None
    likes: int | None = None
    task: str | None = None
    """``pipeline_tag``; for a dataset its first ``task_categories:``."""
    library: str | None = None
    sdk: str | None = None
    """Spaces only: gradio, docker, static, streamlit; None where never configured (wire.md §2.10)."""
    stage: str | None = None
    """Spaces only: ``runtime.stage``, such as RUNNING."""
    hardware: str | None = None
    """Spaces only: what it runs on or, while it does not, is to run on, such as cpu-basic."""
    used_lines: str | None = None
    """Spaces only: the models and datasets that it uses, each on a line as ``used`` reads it; mostly none."""
    parameters: int | None = None
    """Models only: ``safetensors.total``."""
    size: int | None = None
    """Datasets only: ``mainSize``, bytes."""
    storage: int | None = None
    """Bytes that the repo takes up with all its history, where that was asked for."""
    updated: int | None = None
    created: int | None = None
    private: bool = False
    gated: str | None = None
    """None, ``auto`` or ``manual`` (wire.md §1.10)."""
    disabled: bool = False
    carded: bool | None = None
    """Whether it has a card with a header; None where cards were not asked for."""
    tag_lines: str = ""
    """The tags, each on a line. Real rows have 16 on average, 2 to 4 of them found nowhere else: as one string
    they take 300 bytes, as a tuple of shared strings 370 to 600 among the first thousands of rows."""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags in the server's order (wire.md §1.10)."""
        return tuple(self.tag_lines.split("\n")) if self.tag_lines else ()

    @property
    def used(self) -> tuple[tuple[str, str], ...]:
        """What a Space uses: ``models`` or ``datasets``, and an id that is clean (wire.md §2.9)."""
        lines = self.used_lines.split("\n") if self.used_lines else ()
        return tuple((field, name) for field, _, name in (line.partition(" ") for line in lines))

    @property
    def owner(self) -> str:
        """The part before the slash; empty for a historic id without one (wire.md §1.2)."""
        return self.id.partition("/")[0] if "/" in self.id else ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of a list."""

    repos: tuple[Repo, ...]
    next: str | None = None
    """The raw query of the next page (no path, no host), or None at the end (wire.md §1.7)."""
    refused: str = ""
    """Why a next link that the server sent is not followed (design.md §5, Next links); empty where there is none."""
    skipped: int = 0
    """Rows that could not be read: wrong types, or no id."""
    dropped: tuple[str, ...] = ()
    """Names of ``expand`` fields that this server does not know and that were left out."""


class OwnRepo(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One repo of the signed-in user or of an organisation, as the settings list them (wire.md §3)."""

    kind: Kind
    id: str
    usable: bool = True
    """As Repo's."""
    updated: int | None = None
    private: bool = False
    """Private, or a Space of which only the app is public."""
    storage: int | None = None
    """Bytes used."""


class OwnRepos(msgspec.Struct, frozen=True):
    """One page of them."""

    repos: tuple[OwnRepo, ...]
    next: str | None = None
    """As Page's."""


class RateLimit(msgspec.Struct, frozen=True):
    """What the server last said of a quota (wire.md §1.9)."""

    bucket: str
    """``api``, ``resolvers`` or ``pages``."""
    left: int
    quota: int | None
    """None where only ``RateLimit`` came, without its policy."""
    reset: int
    """Seconds until the window starts anew, from when the answer came."""


class RepoInfo(msgspec.Struct, frozen=True, kw_only=True):
    """One repo with its details (wire.md §2.2, §2.6, §2.10). What the server left out is None or empty."""

    kind: Kind
    id: str
    """The id that came back, clean; after a rename not the one asked for (wire.md §1.6)."""
    usable: bool = True
    """False where the raw id differs; then nothing may be done with the repo."""
    sha: str | None = None
    updated: int | None = None
    created: int | None = None
    private: bool = False
    gated: str | None = None
    disabled: bool = False
    downloads: int | None = None
    """Of the last 30 days."""
    downloads_all_time: int | None = None
    likes: int | None = None
    tags: tuple[str, ...] = ()
    task: str | None = None
    library: str | None = None
    parameters: int | None = None
    weights: tuple[tuple[str, int], ...] = ()
    """Models: number of parameters of each type, such as BF16, the largest first."""
    architecture: str | None = None
    """Models: ``config.model_type``, or what the GGUF file says."""
    build: Build = Build()
    """Models."""
    gguf: Gguf | None = None
    """Models that have GGUF files."""
    children: tuple[tuple[str, int], ...] = ()
    """Models: how many finetune, quantized, adapter and merge models stand on it."""
    base_models: tuple[str, ...] = ()
    """Models: what it was made from, as far as ``baseModels`` says."""
    relation: str | None = None
    """Models: how it was made from them: finetune, adapter, quantized or merge."""
    providers: tuple[Provider, ...] = ()
    inference: str | None = None
    """Models: warm where a provider has it loaded."""
    spaces: tuple[str, ...] = ()
    """Models: Spaces that use it, at most 100."""
    models: tuple[str, ...] = ()
    """Spaces: the ids of models that it uses."""
    datasets: tuple[str, ...] = ()
    """Spaces: likewise of datasets."""
    has_results: bool = False
    """Models: the card reports evaluation results, in whatever form."""
    results: tuple[Result, ...] = ()
    """Models: those that can be read."""
    examples: int = 0
    """Models: how many inputs to try it with it comes with."""
    configs: tuple[Config, ...] = ()
    """Datasets."""
    citation: str | None = None
    """Datasets: printable, of many lines."""
    benchmark: str | None = None
    """Datasets: ``paperswithcode_id``."""
    description: str | None = None
    """Datasets: plain text cut by the server, printable, of many lines."""
    trending: float | None = None
    """The score by which the Hub sorts."""
    resource_group: str | None = None
    """The group of an organisation that may see it."""
    storage: int | None = None
    """Bytes used by the whole repo."""
    size: int | None = None
    """Datasets: ``mainSize``, bytes."""
    sdk: str | None = None
    region: str | None = None
    """Spaces: where it runs, if not at the usual place."""
    host: str | None = None
    """Spaces: the URL of the running app; clean, and http or https."""
    runtime: Runtime | None = None
    card: Card = Card()
    files: tuple[File, ...] = ()

    @property
    def ref(self) -> RepoRef:
        """The key of this repo."""
        return RepoRef(self.kind, self.id)


class Tag(msgspec.Struct, frozen=True, gc=False):
    """One value that lists can be filtered by (wire.md §2.3)."""

    id: str
    """What ``filter`` takes; ends in U+FFFD where it had to be cleaned, and is then not to be asked for."""
    label: str = ""
    """For people; may equal the id, or be empty."""
    sub_type: str | None = msgspec.field(name="subType", default=None)
    """The group within the group: nlp, cv, audio …"""
    clickable: bool | None = None
    """False for a tag that the website does not filter by."""


class TagGroups(msgspec.Struct, frozen=True):
    """The tags of models or of datasets by group, such as pipeline_tag, library, license (wire.md §2.3)."""

    groups: dict[str, tuple[Tag, ...]]
    """In the server's order."""
    skipped: int = 0
    """Tags that could not be read."""


class Metric(msgspec.Struct, frozen=True):
    """One metric, on servers that still have them (wire.md §2.11)."""

    id: str
    space: str | None
    """The Space that computes it."""
    description: str | None
    """Printable, of many lines."""


class Membership(msgspec.Struct, frozen=True):
    """An organisation that the user is in."""

    name: str
    role: str | None
    """admin, write, contributor, read or no_access."""
    plan: str | None = None
    """team, enterprise, plus or academia."""
    barred: tuple[str, ...] = ()
    """Why this token is not let in: mfa, token-policy, token-revoked, sso or ip."""


class Scope(msgspec.Struct, frozen=True):
    """What a fine-grained token may do in one place."""

    name: str
    """A user, an organisation or a repo."""
    permissions: tuple[str, ...]
    """The Hub's own words, such as repo.write."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Who the token belongs to, and what it may do (wire.md §2.16)."""

    name: str
    fullname: str | None = None
    type: str | None = None
    """user, org or app."""
    role: str | None = None
    """The token's role: read, write, god or fineGrained; None where the server does not say."""
    token_name: str | None = None
    expires: int | None = None
    """When the token's time is over, in seconds since the epoch; None where it has no end, or none is said."""
    is_pro: bool = False
    orgs: tuple[Membership, ...] = ()
    writable: tuple[str, ...] = ()
    """For a fine-grained token: the namespaces and repos that it may write."""
    scopes: tuple[Scope, ...] = ()
    """For a fine-grained token: what it may do where."""
    everywhere: tuple[str, ...] = ()
    """For a fine-grained token: what it may do in any place, such as discussion.write."""
    reads_gated: bool = False
    """For a fine-grained token: whether it may read gated repos to which its user has access."""

    @property
    def read_only(self) -> bool:
        """Whether the token can change nothing at all."""
        return self.role == "read" or (self.role == "fineGrained" and not self.writable)
