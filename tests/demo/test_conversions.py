"""The parquet files of the embedded Hub and which datasets they stand for."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hubtui.demo.conversions import FOLDER, KINDS, by_digest, conversion, is_partial, shipped
from tests.demo.parquet_maker import ROWS
from tests.demo.repos import many, repo

CONVERTED = ("format:parquet",)


def _table(kind: str, part: str = "train") -> pa.Table:
    return pq.read_table(BytesIO(shipped(f"{kind}-{part}.parquet")))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_rows_in_four_groups_and_one_schema(kind: str) -> None:
    train, test = (pq.ParquetFile(BytesIO(shipped(f"{kind}-{part}.parquet"))) for part in ("train", "test"))
    assert (train.metadata.num_rows, test.metadata.num_rows) == ROWS[kind]
    assert train.num_row_groups == 4
    assert train.schema_arrow == test.schema_arrow


def test_the_files_together_are_smaller_than_400_kb() -> None:
    assert 200_000 < sum(file.stat().st_size for file in FOLDER.glob("*.parquet")) < 400_000
    assert len(by_digest()) == len(list(FOLDER.glob("*.parquet"))) == 12


def test_the_rows_hold_nested_values_times_bytes_and_nulls() -> None:
    talks, readings, sketches = _table("talks"), _table("readings"), _table("sketches")
    assert pa.types.is_list(talks.schema.field("messages").type)
    assert pa.types.is_struct(talks.schema.field("source").type)
    assert pa.types.is_timestamp(readings.schema.field("at").type)
    assert readings.column("note").null_count == readings.num_rows
    assert sketches.column("image")[0].as_py()["bytes"].startswith(b"\x89PNG")


def test_some_text_is_hostile_and_some_is_long() -> None:
    reviews: list[Any] = _table("reviews").column("text").to_pylist()
    assert any("\x1b[31m" in text for text in reviews)
    assert max(len(text) for text in _table("passages").column("context").to_pylist()) > 600


def test_only_some_datasets_are_converted_and_private_ones_never() -> None:
    converted = [bool(conversion(one)) for one in many("dataset", tags=CONVERTED)]
    assert 100 < sum(converted) < 200
    assert not conversion(repo("dataset", "Anthropic/hh-rlhf", private=True))
    assert not any(conversion(one) for one in many("dataset"))
    assert not any(conversion(one) for one in many("model", tags=CONVERTED))


def test_a_special_dataset_has_configs_that_must_be_quoted_and_is_partial() -> None:
    special = repo("dataset", "poloclub/diffusiondb")
    found = conversion(special)
    assert list(found) == ["2m first 1k", "large_random_10k", "metadata/2m"]
    assert is_partial(special)
    assert found["2m first 1k"]["train"][0].path == "2m first 1k/partial-train/0000.parquet"


def test_the_card_names_the_configs_where_it_can() -> None:
    card = {"dataset_info": [{"config_name": "north"}, {"config_name": "south"}]}
    named = [conversion(one) for one in many("dataset", tags=CONVERTED, card_data=card)]
    assert {tuple(found) for found in named} == {(), ("north", "south")}


@pytest.mark.parametrize(
    "card", [None, [], "text", {"dataset_info": "x"}, {"dataset_info": [{"config_name": 3}]}]
)
def test_a_card_without_usable_configs_gives_the_default_one(card: object) -> None:
    found = next(filter(None, map(conversion, many("dataset", tags=CONVERTED, card_data=card))))
    assert list(found) == ["default"]


def test_some_splits_have_two_files_and_the_task_decides_on_the_rows() -> None:
    samples = many("dataset", tags=(*CONVERTED, "task_categories:translation"))
    shards = [files for one in samples for splits in conversion(one).values() for files in splits.values()]
    assert {len(files) for files in shards} == {1, 2}
    assert {file.name.partition("-")[0] for files in shards for file in files} == {"pairs"}
    for file in (file for files in shards for file in files):
        assert by_digest()[hashlib.sha256(file.data).hexdigest()] == file.name
