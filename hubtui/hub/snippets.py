"""What can be copied of a repo: commands, code, SQL and paths, pinned to the revision where one is chosen.

A function returns an empty text where there is nothing to be said, never one that would do something else. Ids,
revisions, files, configs and splits come from strangers; they appear as quoted literals only.
"""

from __future__ import annotations

import json
import re
import shlex
from string import Template
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urlsplit

import msgspec

from hubtui.hub.credentials import DEFAULT_ENDPOINT
from hubtui.hub.criteria import Kind
from hubtui.hub.snippet_texts import CALLS, CHAT_CALL, CHAT_TAG, DATASET, LOADS, SPACE, Load
from hubtui.hub.urls import repo_url
from hubtui.text import is_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.hub.models import Repo, RepoInfo, RepoRef

GGUF: Final = "gguf"
_SHA = re.compile(r"[0-9a-f]{7,40}")
# Refs that fsspec's hf:// paths take as they are; in every other revision a slash is quoted.
_SPECIAL = re.compile(r"refs/(convert/\w+|pr/\d+)")


class About(NamedTuple):
    """What snippets need to know of a repo. What is not known is empty."""

    ref: RepoRef
    """Usable (design.md §6.1)."""
    endpoint: str = DEFAULT_ENDPOINT
    revision: str = ""
    """The chosen branch, tag or commit, raw; empty for the default branch."""
    library: str = ""
    task: str = ""
    tags: tuple[str, ...] = ()
    sdk: str = ""
    files: tuple[str, ...] = ()
    """Paths, raw."""
    config: str = ""
    """Of a dataset, raw."""
    split: str = ""
    """Of the config, raw."""


def about_row(ref: RepoRef, row: Repo, endpoint: str) -> About:
    """Return what a list's row knows."""
    return About(
        ref, endpoint, library=row.library or "", task=row.task or "", tags=row.tags, sdk=row.sdk or ""
    )


def about_info(
    info: RepoInfo, endpoint: str, revision: str = "", *, config: str = "", split: str = ""
) -> About:
    """Return what a repo's own answer knows.

    Args:
        info: of a usable repo.
        endpoint: the Hub that was asked.
        revision: the chosen one; empty for the default branch.
        config: of a dataset, as chosen.
        split: of that config.
    """
    files = tuple(file.path for file in info.files if file.usable)
    known = info.library or "", info.task or "", info.tags, info.sdk or ""
    return About(info.ref, endpoint, revision, *known, files, config, split)


def git_clone(about: About) -> str:
    """Return the command that clones a repo; shell."""
    clone, url = ("git", "clone"), repo_url(about.ref, about.endpoint)
    revision, folder = about.revision, about.ref.id.rpartition("/")[2]
    if not _can_be_said(about) or folder.startswith("-"):
        return ""
    if not revision:
        return _command(*clone, url)
    if revision.startswith("refs/"):
        fetch = _command("git", "-C", folder, "fetch", "origin", revision)
        return (
            f"{_command(*clone, url)} && {fetch} && {_command('git', '-C', folder, 'checkout', 'FETCH_HEAD')}"
        )
    if _SHA.fullmatch(revision):
        return f"{_command(*clone, url)} && {_command('git', '-C', folder, 'checkout', revision)}"
    return _command(*clone, "--branch", revision, url)


def download(about: About, *files: str) -> str:
    """Return the command that downloads a repo, or files of it, into the cache; shell."""
    if not _can_be_said(about):
        return ""
    kind = () if about.ref.kind is Kind.MODEL else ("--repo-type", about.ref.kind.value)
    pinned = ("--revision", about.revision) if about.revision else ()
    return _at(about, "HF_ENDPOINT") + _command("hf", "download", about.ref.id, *files, *kind, *pinned)


def load(about: About) -> str:
    """Return what loads a repo with its library: Python, or shell where that is llama.cpp, or where none is known."""
    if about.ref.kind is Kind.DATASET:
        return _python(DATASET, about)
    if about.ref.kind is Kind.SPACE:
        # What runs is what it runs, whatever revision was chosen.
        return _python(SPACE, about) if about.sdk == "gradio" and not about.revision else download(about)
    if is_gguf(about):
        return llama_cpp(about)
    found = _loading(about)
    return download(about) if found is None else _python(found.text, about)


def is_gguf(about: About) -> bool:
    """Tell whether a model is for llama.cpp: it says so, or has such files and no others that a library loads."""
    others = {"safetensors", "pytorch", "tf", "jax"}
    return about.ref.kind is Kind.MODEL and (
        about.library in (GGUF, "llama.cpp") or (GGUF in about.tags and others.isdisjoint(about.tags))
    )


def llama_cpp(about: About) -> str:
    """Return the command that runs a GGUF model in llama.cpp; shell. It takes no revision, but a downloaded file."""
    if not is_gguf(about) or not _can_be_said(about):
        return ""
    if not about.revision:
        return _at(about, "MODEL_ENDPOINT") + _command("llama-cli", "-hf", about.ref.id)
    file = _one_gguf(about.files)
    return f'llama-cli -m "$({download(about, file)})"' if file else download(about)


def ollama(about: About) -> str:
    """Return the command that runs a GGUF model in Ollama; shell. It takes no revision, so with one there is none."""
    if not is_gguf(about) or about.revision or not _can_be_said(about):
        return ""
    host = "hf.co" if about.endpoint == DEFAULT_ENDPOINT else urlsplit(about.endpoint).netloc
    return _command("ollama", "run", f"{host}/{about.ref.id}")


def duckdb(about: About) -> str:
    """Return the SQL with which DuckDB reads a dataset's rows: the converted ones, or those of a revision's files."""
    if about.ref.kind is not Kind.DATASET:
        return ""
    if about.revision:
        path = f"{_hf_path(about, quote(about.revision, safe=''))}/**"
    else:
        config = (about.config, about.split or "**") if about.config else ("**",)
        path = "/".join((_hf_path(about, "~parquet"), *config))
    literal = f"{path}/*.parquet".replace("'", "''")
    return f"SELECT * FROM '{literal}' LIMIT 10;"  # noqa: S608  # it is for the user to run


def hf_path(about: About) -> str:
    """Return the path of a repo for fsspec, which pandas, Polars, Dask and DuckDB read."""
    revision = about.revision
    return _hf_path(about, revision if _SPECIAL.fullmatch(revision) else quote(revision, safe=""))


def metadata(body: bytes) -> str:
    """Return a repo's JSON as it came, indented; what could steer a terminal is escaped as JSON can.

    Args:
        body: an answer that was decoded before; empty where none has come.
    """
    if not body:
        return ""
    lines = msgspec.json.format(body, indent=2).decode(errors="replace").split("\n")
    return "\n".join(line if is_plain(line) else _escaped(line) for line in lines)


def _escaped(line: str) -> str:
    """Return a line of JSON with what is odd in its strings written as JSON's escapes."""
    return "".join(each if is_plain(each) else json.dumps(each)[1:-1] for each in line)


def _hf_path(about: About, revision: str) -> str:
    at = f"@{revision}" if revision else ""
    return f"hf://{about.ref.kind.web_prefix}{about.ref.id}{at}"


def _loading(about: About) -> Load | None:
    """Return how a model is loaded, or None where its library is not known here."""
    known = {each.library for each in LOADS}
    named = (about.library,) if about.library else about.tags
    library = next((name for name in named if name in known), None)
    fitting = (
        each
        for each in LOADS
        if each.library == library
        and (not each.tasks or about.task in each.tasks)
        and (not each.tag or each.tag in about.tags)
    )
    return next(fitting, None)


def _python(text: str, about: About) -> str:
    """Fill in a text of Python."""
    name, revision = about.ref.id, about.revision
    chats = about.task == "text-generation" and CHAT_TAG in about.tags
    return (
        Template(text)
        .substitute(
            id=_literal(name),
            revision=f", revision={_literal(revision)}" if revision else "",
            task=_literal(about.task),
            call=CHAT_CALL if chats else CALLS.get(about.task, ""),
            pinned=_literal(f"hf_hub:{name}@{revision}" if revision else f"hf_hub:{name}"),
            more=(f", {_literal(about.config)}" if about.config else "")
            + (f", split={_literal(about.split)}" if about.split else ""),
        )
        .rstrip("\n")
    )


def _literal(text: str) -> str:
    """Return a string literal of Python: JSON's are among them."""
    return json.dumps(text, ensure_ascii=False)


def _command(*words: str) -> str:
    return shlex.join(words)


def _at(about: About, variable: str) -> str:
    """Return what says before a command that another Hub is meant than the public one."""
    return "" if about.endpoint == DEFAULT_ENDPOINT else f"{variable}={shlex.quote(about.endpoint)} "


def _can_be_said(about: About) -> bool:
    """Tell whether id and revision would not pass for options."""
    return not about.ref.id.startswith("-") and not about.revision.startswith("-")


def _one_gguf(files: Sequence[str]) -> str:
    """Return the model file that people take first, or an empty string; never one that would pass for an option."""
    found = [
        path for path in files if path.endswith(".gguf") and "mmproj" not in path and not path.startswith("-")
    ]
    return next((path for path in found if "q4_k_m" in path.lower()), found[0] if found else "")
