"""However a real answer is damaged, it decodes, or is a BadAnswer; nothing else ever comes out."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubtui.hub import errors, listings
from hubtui.hub.answer import Answer
from hubtui.hub.criteria import Kind
from hubtui.hub.decode import decode_page
from hubtui.hub.details import decode_repo
from hubtui.hub.failures import failure, message
from hubtui.hub.particulars import Gguf, Split
from hubtui.text import is_plain, printable
from tests.hub.payloads import payload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAMPLES: dict[str, Callable[[bytes], Any]] = {
    "models_list_first20_2026-08": lambda body: decode_page(body, Kind.MODEL),
    "datasets_list_items_2021": lambda body: decode_page(body, Kind.DATASET),
    "spaces_semantic_search": lambda body: decode_page(body, Kind.SPACE),
    "model_llama3_8b_gated": lambda body: decode_repo(body, Kind.MODEL),
    "model_expand_ipm_llama33": lambda body: decode_repo(body, Kind.MODEL),
    "model_roberta_squad2_modelindex": lambda body: decode_repo(body, Kind.DATASET),
    "space_expand_xetEnabled": lambda body: decode_repo(body, Kind.SPACE),
    "tree_bert_expand": listings.decode_tree,
    "refs_the_stack": listings.decode_refs,
    "commits_gpt2_page5": listings.decode_commits,
    "parquet_list_nested": listings.decode_parquet,
    "whoami_v2_user_write": listings.decode_account,
}
TAGS = b'{"library": [{"id": "pytorch", "label": "PyTorch", "type": "library"}], "license": [{"id": "license:mit"}]}'
METRICS = (
    b'[{"id": "accuracy", "spaceId": "evaluate-metric/accuracy", "description": "How often\\nit is right."}]'
)
MODEL = b"""{"id": "a/b", "gguf": {"total": 8, "architecture": "llama", "context_length": 4096, "chat_template": "x"},
  "baseModels": {"relation": "quantized", "models": [{"_id": "0", "id": "a/base"}]}, "inference": "warm",
  "resourceGroup": {"id": "0", "name": "lab"}, "trendingScore": 0.5, "mask_token": "[MASK]",
  "config": {"architectures": ["A"], "quantization_config": {"quant_method": "awq"}, "diffusers": {"_class_name": "P"}},
  "transformersInfo": {"auto_model": "AutoModel", "processor": "AutoTokenizer", "custom_class": "m.A"},
  "model-index": [{"results": [{"task": {"name": "T"}, "dataset": {"name": "D", "type": "d", "split": "s"},
    "source": {"name": "S"}, "metrics": [
      {"name": "M", "value": 0.5, "verified": true}, {"type": "m", "value": "12%"}]}]}],
  "evalResults": [{"filename": "x", "data": {"dataset": {"id": "a/set", "task_id": "t"}, "value": 20.9,
    "source": {"org": "o"}}}, {"dataset": {"id": "a/set"}, "value": 3, "verifyToken": "v", "notes": "n"}]}"""
DATASET = b"""{"id": "a/b", "citation": "@a{b,\\n c}", "paperswithcode_id": ["d"], "cardData": {
  "configs": [{"config_name": "x"}, {"config_name": "y"}], "extra_gated_fields": {"Name": "text"},
  "dataset_info": [{"config_name": "x", "download_size": 3, "dataset_size": 4,
    "splits": [{"name": "train", "num_bytes": 2, "num_examples": 1}],
    "features": [{"name": "a", "dtype": "string"}, {"name": "b", "sequence": {"list": [{"name": "c"}]}},
      {"name": "d", "dtype": {"class_label": {"names": {"0": "no", "1": "yes"}}}}, {"name": "e", "struct": []}]}]}}"""
SPACE = b"""{"id": "a/b", "host": "https://a-b.hf.space", "sdk": "gradio", "region": "eu",
  "cardData": {"sdk_version": 5.1, "python_version": "3.11", "app_file": "app.py"},
  "runtime": {"stage": "PAUSED", "hardware": {"current": null, "requested": "t4-small"}, "storage": "small",
    "replicas": {"requested": 2, "current": 1}, "gcTimeout": 3600, "devMode": true, "sha": "0f",
    "errorMessage": "one\\ntwo", "abuse": {"detector": "d", "reason": "r"},
    "domains": [{"domain": "a-b.hf.space", "stage": "READY", "isCustom": true}],
    "volumes": [{"type": "bucket", "source": "a/c", "mountPath": "/data", "readOnly": true}]}}"""
READERS = {name: (payload(name).body, read) for name, read in SAMPLES.items()} | {
    "tags": (TAGS, listings.decode_tags),
    "metrics": (METRICS, listings.decode_metrics),
    "model": (MODEL, lambda body: decode_repo(body, Kind.MODEL)),
    "dataset": (DATASET, lambda body: decode_repo(body, Kind.DATASET)),
    "space": (SPACE, lambda body: decode_repo(body, Kind.SPACE)),
}
HOSTILE = ["\x1b]0;x\x07", "\u202e", "\x9b2J", "a\nb", "", "\u200b", "🤗", "x" * 300]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**400),
    st.floats(),
    st.sampled_from(HOSTILE),
    st.text(max_size=8),
    st.lists(st.none() | st.integers() | st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.none() | st.text(max_size=3), max_size=3),
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def plain_values(value: Any) -> Iterator[str | float]:
    """Yield every string and number in what was decoded."""
    if isinstance(value, str | int | float):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from plain_values(getattr(value, name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from plain_values(key)
            yield from plain_values(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from plain_values(inner)


def test_what_is_damaged_here_is_read_where_it_is_whole() -> None:
    model = decode_repo(MODEL, Kind.MODEL)
    assert model.gguf == Gguf(architecture="llama", context=4096, parameters=8, has_template=True)
    assert (model.relation, model.base_models, model.parameters) == ("quantized", ("a/base",), 8)
    assert (model.resource_group, model.trending, model.inference) == ("lab", 0.5, "warm")
    assert [(one.dataset_id, one.metric, one.value, one.verified, one.source) for one in model.results] == [
        ("a/set", None, 20.9, False, "o"),
        ("a/set", "n", 3, True, None),
        ("d", "M", 0.5, True, "S"),
        ("d", "m", "12%", False, "S"),
    ]
    described, named = decode_repo(DATASET, Kind.DATASET).configs
    assert (described.name, described.download, described.size, named.name) == ("x", 3, 4, "y")
    assert described.splits == (Split("train", 1, 2),)
    assert described.features == (
        ("a", "string"), ("b", "list of list of {c}"), ("d", "class of 2"), ("e", "{}"),
    )  # fmt: skip
    space = decode_repo(SPACE, Kind.SPACE)
    assert space.card.sdk_version == "5.1"
    assert space.runtime is not None
    assert (space.runtime.flagged, space.runtime.error) == ("r", "one\ntwo")
    assert space.runtime.volumes[0].path == "/data"


def check(read: Callable[[bytes], Any], body: bytes) -> None:
    """Check that a body decodes to clean strings and sane numbers, or is a BadAnswer."""
    try:
        found = read(body)
    except errors.BadAnswer as error:
        assert is_plain(error.summary)
        return
    for value in plain_values(found):
        if isinstance(value, str):
            assert printable(value) == value
            assert value.encode().decode() == value
        else:
            assert abs(value) < 2**63


@pytest.mark.parametrize("name", READERS)
@given(chance=st.data())
@quick
def test_a_value_of_another_type_does_no_harm(name: str, chance: st.DataObject) -> None:
    body, read = READERS[name]
    value = copy.deepcopy(json.loads(body))
    for _ in range(chance.draw(st.integers(1, 4))):
        value = mutated(value, chance)
    check(read, json.dumps(value, ensure_ascii=chance.draw(st.booleans())).encode("utf-8", "surrogatepass"))


def mutated(value: Any, chance: st.DataObject) -> Any:
    """Return the value with one part of it, at any depth, replaced, removed or doubled."""
    if isinstance(value, dict | list) and value and chance.draw(st.integers(0, 5)):
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = chance.draw(st.sampled_from(keys))
        what = chance.draw(st.sampled_from(["in", "in", "in", "remove", "add"]))
        if what == "in":
            value[key] = mutated(value[key], chance)
        elif what == "remove":
            del value[key]
        elif isinstance(value, dict):
            value[chance.draw(st.text(max_size=4))] = chance.draw(VALUES)
        else:
            value.insert(key, chance.draw(VALUES))
        return value
    return chance.draw(VALUES)


@pytest.mark.parametrize("name", READERS)
@given(chance=st.data())
@quick
def test_damaged_bytes_do_no_harm(name: str, chance: st.DataObject) -> None:
    whole, read = READERS[name]
    body = bytearray(whole)
    for _ in range(chance.draw(st.integers(1, 6))):
        at = chance.draw(st.integers(0, max(len(body) - 1, 0)))
        piece = chance.draw(
            st.binary(max_size=4) | st.sampled_from([b'"', b"\\", b"\\ud800", b"\xff", b"]", b"{"])
        )
        body[at : at + chance.draw(st.integers(0, 3))] = piece
    check(read, bytes(body[: chance.draw(st.integers(len(body) // 2, len(body)))]))


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("opening", [b"[", b'{"id":', b'{"a":[', b'[{"tags":', b'{"cardData":'])
def test_deep_nesting_does_no_harm(name: str, opening: bytes) -> None:
    _, read = READERS[name]
    for depth in (300, 900, 5000, 200_000):
        check(read, opening * depth)
    closing = {91: b"]", 123: b"}"}
    for depth in (300, 900, 5000):
        ends = b"".join(closing[byte] for byte in reversed(opening) if byte in closing)
        check(read, opening * depth + b"null" + ends * depth)
        check(read, b'[{"id": "a/b", "x": ' + opening * depth + b"null" + ends * depth + b"}]")
        check(read, b'{"id": "a/b", "cardData": ' + opening * depth + b"null" + ends * depth + b"}")


@given(
    status=st.integers(400, 599),
    body=st.binary(max_size=60)
    | st.sampled_from([b'{"error": ["a", "b"]}', b'{"error": {"error": 7}}', b"[" * 5000]),
    headers=st.dictionaries(
        st.sampled_from(
            ["x-error-message", "x-error-code", "x-request-id", "ratelimit", "retry-after", "content-type"]
        ),
        st.text(max_size=300) | st.sampled_from(['"api";r=0;t=3', "GatedRepo", "12", "text/html"]),
    ),
)
@quick
def test_any_refusal_has_a_clean_text(status: int, body: bytes, headers: dict[str, str]) -> None:
    answer = Answer(status, headers, body)
    error = failure(answer, "a/b", token="HF_TOKEN")
    assert is_plain(error.summary)
    assert is_plain(message(answer))
    assert len(error.what) < 300
    assert error.status == status
    assert is_plain((error.code or "") + (error.request_id or ""))
