"""Tests of hubtui.hub.snippets: each is valid in its language with the oddest names, means the repo, and is pinned."""

from __future__ import annotations

import ast
import json
import shutil
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.hub import snippets
from hubtui.hub.contents import File
from hubtui.hub.criteria import Kind
from hubtui.hub.models import Repo, RepoInfo, RepoRef
from hubtui.hub.snippet_texts import CALLS, LOADS
from hubtui.hub.snippets import About

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PLAIN = "some-org/some.name_1"
SHA = "2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e"
AWKWARD = (
    PLAIN,
    "gpt2",
    "o/it's",
    'o/a"b',
    "o/a'b\"c",
    "o/a b",
    "o/$(touch pwned)",
    "o/`touch pwned`",
    "o/a;touch pwned",
    "o/a&&b|c>d<e",
    "o/back\\slash\\",
    "o/$id${revision}$$",
    "o/{id}%s{}",
    "o/!x#y~z*?[a]",
    "o/'; DROP TABLE x; --",
    "o/ünï-日本-🤗",
    "o/\N{NO-BREAK SPACE}x",
    "o/-x",
)
REVISIONS = ("", "main", "v1.0", SHA, SHA[:7], "refs/pr/1", 'feature/it\'s "$(x)"', "a;b\\")
ENDPOINTS = ("https://huggingface.co", "http://127.0.0.1:8000/hub")

needs_shell = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="there is no bash to ask"
)


def about(kind: Kind, name: str = PLAIN, **known: Any) -> About:
    return About(RepoRef(kind, name), **known)


def run(tmp_path: Path, command: str) -> list[list[str]]:
    """Run a command in a shell whose programs only write down what they are called with; return the calls in turn.

    The endpoint that a program is told stands before its name.
    """
    assert subprocess.run(["bash", "-n", "-c", command], check=False).returncode == 0, command
    tools, log = tmp_path / "tools", tmp_path / "log"
    tools.mkdir(exist_ok=True)
    log.write_bytes(b"")
    for name in ("git", "hf", "llama-cli", "ollama"):
        tool = tools / name
        tool.write_text(
            f"#!{shutil.which('bash')}\n"
            f'printf "%s\\0" "${{HF_ENDPOINT-}}${{MODEL_ENDPOINT-}}" "{name}" "$@" >>"{log}"\n'
            f'printf "\\n" >>"{log}"\necho "/cache/file with blanks.gguf"\n'
        )
        tool.chmod(0o755)
    inside = tmp_path / "inside"
    inside.mkdir(exist_ok=True)
    environ = {"PATH": str(tools)}
    bash = shutil.which("bash")
    assert bash is not None
    done = subprocess.run([bash, "-c", command], cwd=inside, env=environ, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(inside.iterdir()) == []
    calls = [line.split("\0")[:-1] for line in log.read_text().split("\n") if line]
    return [call if call[0] else call[1:] for call in calls]


def constants(code: str) -> set[str]:
    """Return the text literals of valid Python that does nothing but import, assign, call and print."""
    tree = ast.parse(code)
    for statement in tree.body:
        assert isinstance(statement, ast.Import | ast.ImportFrom | ast.Assign | ast.Expr), ast.dump(statement)
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert called.isdisjoint({"eval", "exec", "__import__", "open", "touch"})
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def table_of(sql: str) -> str:
    """Return the one table that a valid statement reads, as a database without any says which it lacks."""
    database = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError) as raised:
        database.execute(sql)
    database.close()
    prefix, _, name = str(raised.value).partition(": ")
    assert prefix == "no such table"
    return name


def models() -> Sequence[About]:
    """Return a model for each way to load one."""
    found = [about(Kind.MODEL, library="transformers", task=task) for task in CALLS]
    for each in LOADS:
        task = min(each.tasks, default="")
        found.append(about(Kind.MODEL, library=each.library, task=task, tags=(each.tag,) if each.tag else ()))
    chat = about(Kind.MODEL, library="transformers", task="text-generation", tags=("conversational",))
    return [*found, chat]


@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize("revision", REVISIONS)
def test_every_load_snippet_is_python_that_names_the_repo_and_the_revision(name: str, revision: str) -> None:
    for each in models():
        code = snippets.load(each._replace(ref=RepoRef(Kind.MODEL, name), revision=revision))
        texts = constants(code)
        if each.library == "timm":
            assert (f"hf_hub:{name}@{revision}" if revision else f"hf_hub:{name}") in texts
        else:
            assert name in texts
            assert not revision or revision in texts, code


@pytest.mark.parametrize("task", CALLS)
def test_a_pipeline_has_the_task_of_the_model(task: str) -> None:
    code = snippets.load(about(Kind.MODEL, library="transformers", task=task))
    assert code.startswith("from transformers import pipeline\n")
    assert task in constants(code)


def test_a_model_that_chats_is_given_a_message() -> None:
    code = snippets.load(
        about(Kind.MODEL, library="transformers", task="text-generation", tags=("conversational",))
    )
    assert code == (
        "from transformers import pipeline\n\n"
        f'pipe = pipeline("text-generation", model="{PLAIN}")\n'
        'print(pipe([{"role": "user", "content": "Who are you?"}]))'
    )


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"library": "transformers", "task": "summarization"}, "AutoModelForSeq2SeqLM"),
        ({"library": "transformers"}, "AutoModel.from_pretrained"),
        ({"library": "transformers", "task": "a task of tomorrow"}, "AutoModel.from_pretrained"),
        ({"library": "diffusers", "task": "text-to-image"}, "DiffusionPipeline.from_pretrained"),
        ({"library": "sentence-transformers", "task": "sentence-similarity"}, "SentenceTransformer("),
        ({"library": "sentence-transformers", "task": "text-ranking"}, "CrossEncoder("),
        ({"library": "sentence-transformers", "tags": ("sparse-encoder",)}, "SparseEncoder("),
        ({"library": "peft", "task": "text-generation"}, "AutoPeftModelForCausalLM.from_pretrained"),
        ({"library": "peft"}, "AutoPeftModel.from_pretrained"),
        ({"library": "timm"}, "timm.create_model"),
        ({"tags": ("en", "timm")}, "timm.create_model"),
        ({"library": "nemo", "tags": ("transformers",)}, f"hf download {PLAIN}"),
        ({}, f"hf download {PLAIN}"),
    ],
)
def test_a_model_is_loaded_with_its_library_or_downloaded(known: dict[str, Any], words: str) -> None:
    assert words in snippets.load(about(Kind.MODEL, **known))


@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize(
    ("config", "split", "revision"),
    [
        ("", "", ""),
        ("default", "train", ""),
        ("en'\"$(x)", "train[:1%]", "refs/convert/parquet"),
        ("default", "", SHA),
        ("", "test", ""),
    ],
)
def test_a_dataset_is_loaded_with_config_split_and_revision(
    name: str, config: str, split: str, revision: str
) -> None:
    code = snippets.load(about(Kind.DATASET, name, config=config, split=split, revision=revision))
    call = ast.parse(code).body[-1]
    assert isinstance(call, ast.Assign)
    assert isinstance(call.value, ast.Call)
    assert [ast.literal_eval(each) for each in call.value.args] == [name, *filter(None, [config])]
    named = {each.arg: ast.literal_eval(each.value) for each in call.value.keywords}
    assert named == {key: value for key, value in (("split", split), ("revision", revision)) if value}


@pytest.mark.parametrize("name", AWKWARD)
def test_a_space_of_gradios_is_called_and_every_other_downloaded(name: str) -> None:
    assert name in constants(snippets.load(about(Kind.SPACE, name, sdk="gradio")))
    for known in ({"sdk": "docker"}, {}, {"sdk": "gradio", "revision": SHA}):
        each = about(Kind.SPACE, name, **known)
        assert snippets.load(each) == snippets.download(each)


@needs_shell
@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_download_names_repo_kind_revision_and_hub(tmp_path: Path, name: str, endpoint: str) -> None:
    before = [] if endpoint == ENDPOINTS[0] else [endpoint]
    for kind in Kind:
        for revision in REVISIONS:
            command = snippets.download(about(kind, name, revision=revision, endpoint=endpoint))
            typed = [] if kind is Kind.MODEL else ["--repo-type", kind.value]
            pinned = ["--revision", revision] if revision else []
            assert run(tmp_path, command) == [[*before, "hf", "download", name, *typed, *pinned]]


@needs_shell
@pytest.mark.parametrize("name", AWKWARD)
def test_a_clone_takes_the_repos_address(tmp_path: Path, name: str) -> None:
    folder = name.rpartition("/")[2]
    command = snippets.git_clone(about(Kind.DATASET, name))
    if folder.startswith("-"):
        assert command == ""
    else:
        ((*words, url),) = run(tmp_path, command)
        assert words == ["git", "clone"]
        assert url.startswith("https://huggingface.co/datasets/")
        assert " " not in url


@needs_shell
@pytest.mark.parametrize(
    ("revision", "before", "after"),
    [
        ("v1 'x'", ["--branch", "v1 'x'"], []),
        ("feature/x", ["--branch", "feature/x"], []),
        (SHA, [], [["git", "-C", "some.name_1", "checkout", SHA]]),
        (
            "refs/pr/1",
            [],
            [
                ["git", "-C", "some.name_1", "fetch", "origin", "refs/pr/1"],
                ["git", "-C", "some.name_1", "checkout", "FETCH_HEAD"],
            ],
        ),
    ],
)
def test_a_clone_checks_out_the_revision(
    tmp_path: Path, revision: str, before: list[str], after: list[list[str]]
) -> None:
    command = snippets.git_clone(about(Kind.MODEL, revision=revision))
    assert run(tmp_path, command) == [
        ["git", "clone", *before, f"https://huggingface.co/{PLAIN}"],
        *after,
    ]


GGUF_FILES = ("README.md", "mmproj-F16.gguf", "x-Q8_0.gguf", "x'$(touch pwned)-Q4_K_M.gguf", "-Q4_K_M.gguf")


@needs_shell
@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize("known", [{"library": "gguf"}, {"tags": ("gguf", "en")}, {"library": "llama.cpp"}])
def test_a_gguf_model_runs_in_llama_cpp_and_in_ollama(
    tmp_path: Path, name: str, known: dict[str, Any]
) -> None:
    each = about(Kind.MODEL, name, **known)
    assert snippets.load(each) == snippets.llama_cpp(each)
    assert run(tmp_path, snippets.llama_cpp(each)) == [["llama-cli", "-hf", name]]
    assert run(tmp_path, snippets.ollama(each)) == [["ollama", "run", f"hf.co/{name}"]]
    elsewhere = each._replace(endpoint=ENDPOINTS[1])
    assert run(tmp_path, snippets.llama_cpp(elsewhere)) == [[ENDPOINTS[1], "llama-cli", "-hf", name]]
    assert run(tmp_path, snippets.ollama(elsewhere)) == [["ollama", "run", f"127.0.0.1:8000/{name}"]]


@needs_shell
def test_a_gguf_model_at_a_revision_is_a_downloaded_file_and_nothing_for_ollama(tmp_path: Path) -> None:
    each = about(Kind.MODEL, library="gguf", revision=SHA, files=GGUF_FILES)
    assert run(tmp_path, snippets.llama_cpp(each)) == [
        ["hf", "download", PLAIN, "x'$(touch pwned)-Q4_K_M.gguf", "--revision", SHA],
        ["llama-cli", "-m", "/cache/file with blanks.gguf"],
    ]
    assert snippets.ollama(each) == ""
    without = each._replace(files=())
    assert snippets.llama_cpp(without) == snippets.download(without)


def test_a_model_with_other_weights_too_is_loaded_with_its_library() -> None:
    each = about(Kind.MODEL, library="transformers", tags=("gguf", "safetensors"), task="text-generation")
    assert not snippets.is_gguf(each)
    assert "pipeline" in snippets.load(each)
    assert snippets.llama_cpp(each) == snippets.ollama(each) == ""


def test_what_would_pass_for_an_option_makes_no_command() -> None:
    for each in (
        about(Kind.MODEL, "--local-dir=x/y", library="gguf"),
        about(Kind.MODEL, revision="--upload-pack=x", library="gguf"),
    ):
        for make in (snippets.git_clone, snippets.download, snippets.llama_cpp, snippets.ollama):
            assert make(each) == ""


@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize(
    ("known", "rest"),
    [
        ({}, "@~parquet/**/*.parquet"),
        ({"config": "default", "split": "train"}, "@~parquet/default/train/*.parquet"),
        ({"config": "it's"}, "@~parquet/it's/**/*.parquet"),
        ({"revision": SHA, "config": "default", "split": "train"}, f"@{SHA}/**/*.parquet"),
        ({"revision": "refs/pr/1"}, "@refs%2Fpr%2F1/**/*.parquet"),
        ({"revision": "it's"}, "@it%27s/**/*.parquet"),
    ],
)
def test_duckdb_reads_one_path_of_the_dataset(name: str, known: dict[str, str], rest: str) -> None:
    sql = snippets.duckdb(about(Kind.DATASET, name, **known))
    assert table_of(sql) == f"hf://datasets/{name}{rest}"


def test_duckdb_reads_datasets_only() -> None:
    assert snippets.duckdb(about(Kind.MODEL)) == snippets.duckdb(about(Kind.SPACE)) == ""


@pytest.mark.parametrize(
    ("kind", "revision", "path"),
    [
        (Kind.MODEL, "", f"hf://{PLAIN}"),
        (Kind.DATASET, "v1.0", f"hf://datasets/{PLAIN}@v1.0"),
        (Kind.SPACE, "refs/pr/1", f"hf://spaces/{PLAIN}@refs/pr/1"),
        (Kind.DATASET, "refs/convert/parquet", f"hf://datasets/{PLAIN}@refs/convert/parquet"),
        (Kind.MODEL, "feature/x", f"hf://{PLAIN}@feature%2Fx"),
    ],
)
def test_an_hf_path_quotes_a_revision_as_fsspec_reads_it(kind: Kind, revision: str, path: str) -> None:
    assert snippets.hf_path(about(kind, revision=revision)) == path


@pytest.mark.parametrize(
    "found",
    [
        {"id": "a/b", "likes": 2**70, "score": 0.5, "tags": ["x", "日本", "🤗"], "none": None},
        {"evil": "\x1b]52;c;x\x07 \x9b \u202e \u2028 \u200d \ufeff", "\x1b": {"deep": ["\x7f"]}},
        {"quote": '"\\', "empty": {}, "list": []},
    ],
)
@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_metadata_is_the_same_json_indented_and_plain(found: dict[str, Any], ensure_ascii: bool) -> None:
    text = snippets.metadata(json.dumps(found, ensure_ascii=ensure_ascii).encode())
    assert json.loads(text) == found
    assert all(map(str.isprintable, text.split("\n")))
    assert text.startswith("{\n  ")


def test_without_an_answer_there_is_no_metadata() -> None:
    assert snippets.metadata(b"") == ""


def test_a_row_and_an_answer_tell_what_snippets_need() -> None:
    ref = RepoRef(Kind.MODEL, "a/b")
    row = Repo(id="a/b", task="fill-mask", library="transformers", tag_lines="en\nsafetensors")
    assert snippets.about_row(ref, row, "https://hub.example") == About(
        ref, "https://hub.example", "", "transformers", "fill-mask", ("en", "safetensors")
    )
    info = RepoInfo(
        kind=Kind.SPACE, id="a/b", sdk="gradio", files=(File(path="a.gguf"), File(path="b", usable=False))
    )
    assert snippets.about_info(info, "https://hub.example", "v1", config="c", split="s") == About(
        RepoRef(Kind.SPACE, "a/b"),
        "https://hub.example",
        "v1",
        sdk="gradio",
        files=("a.gguf",),
        config="c",
        split="s",
    )
