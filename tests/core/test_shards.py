"""The files of a conversion and what is known of them."""

from __future__ import annotations

from hubtui.core.shards import in_words, row_of, shards, why_no_row
from hubtui.hub.contents import File, ParquetFile


def listed(config: str, split: str, count: int = 1) -> list[ParquetFile]:
    """Return the files of a split as they are listed."""
    return [
        ParquetFile(config=config, split=split, number=number, url=f"https://hub.example/{config}/{number}")
        for number in range(count)
    ]


def there(folder: str, *sizes: int) -> list[File]:
    """Return the files of a folder of the branch, and the folder."""
    files = [File(path=f"{folder}/{at:04}.parquet", size=size) for at, size in enumerate(sizes)]
    return [File(path=folder, is_folder=True), *files]


def test_sizes_come_from_the_branch_that_holds_the_files() -> None:
    found = shards(
        [*listed("en", "train", 2), *listed("en", "test")], [*there("en/train", 5, 6), *there("en/test", 7)]
    )
    assert [(each.file.split, each.file.number, each.of, each.size, each.partial) for each in found] == [
        ("train", 0, 2, 5, False), ("train", 1, 2, 6, False), ("test", 0, 1, 7, False),
    ]  # fmt: skip


def test_a_partial_split_lies_in_a_folder_that_says_so() -> None:
    (found,) = shards(listed("2m first 1k", "train"), there("2m first 1k/partial-train", 9))
    assert (found.size, found.partial) == (9, True)


def test_a_config_may_have_slashes_in_its_name() -> None:
    (found,) = shards(listed("metadata/2m", "train"), there("metadata/2m/train", 9))
    assert found.size == 9


def test_without_the_branch_or_beyond_what_it_holds_no_size_is_known() -> None:
    files = listed("en", "train", 3)
    assert [each.size for each in shards(files)] == [None] * 3
    assert [each.size for each in shards(files, [*there("en/train", 5), File(path="en/train/notes.txt", size=1)])] == [
        5, None, None,
    ]  # fmt: skip


def test_files_are_counted_by_their_numbers_and_not_by_their_letters() -> None:
    entries = [File(path=f"en/train/{at:04}.parquet", size=at) for at in (10_000, 9_999, 9_998)]
    assert [each.size for each in shards(listed("en", "train", 3), entries)] == [9_998, 9_999, 10_000]


def test_a_file_is_named_by_config_split_and_number() -> None:
    assert [each.words for each in shards(listed("en", "train", 2))] == [
        "en · train · file 1 of 2",
        "en · train · file 2 of 2",
    ]
    assert shards(listed("en", "test"))[0].words == "en · test"


def test_all_files_are_counted_in_words() -> None:
    files = [*listed("en", "train", 1_200), *listed("en", "test"), *listed("de", "test")]
    assert in_words(shards(files)) == "2 configs · 3 splits · 1,202 files"
    assert in_words(shards(listed("en", "test"))) == "1 config · 1 split · 1 file"


def test_a_rows_number_may_be_typed_with_separators() -> None:
    assert [row_of(text) for text in ("0", "1200", "1,200", "1_200", "1 200")] == [0, 1200, 1200, 1200, 1200]
    assert [row_of(text) for text in ("", "-1", "1.5", "x", "٣", "9" * 20)] == [-1] * 6


def test_a_number_beyond_the_last_row_is_refused_with_the_last() -> None:
    assert why_no_row("1,199", rows=1_200) is None
    assert why_no_row("1,200", rows=1_200) == "The last row is 1,199"
    assert why_no_row("many", rows=1_200) == "A row has a whole number, such as 1200"
