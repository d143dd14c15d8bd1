"""The files of a model, as its library, frameworks and size ask for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hubtui.demo import shapes
from hubtui.demo.draw import between, choice, number
from hubtui.demo.stored_file import StoredFile, large, small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubtui.demo.repo import StoredRepo

_SHARD = 4_980_000_000
"""Bytes from which weights are cut into shards."""
# Bits a parameter takes in each quantisation, with the little that is kept at full precision.
_QUANTISATIONS = {
    "Q2_K": 2.7, "Q3_K_M": 3.9, "Q4_0": 4.5, "Q4_K_M": 4.85, "Q5_K_M": 5.7, "Q6_K": 6.56, "Q8_0": 8.5,
    "F16": 16,
}  # fmt: skip
_VISION = ("image-classification", "image-segmentation", "object-detection", "image-text-to-text")
_SPEECH = ("automatic-speech-recognition", "audio-classification")


def model_files(repo: StoredRepo) -> Iterator[StoredFile]:
    """Yield the files, without the card and .gitattributes."""
    if shapes.is_lora(repo):
        yield from _lora(repo)
    elif repo.library == "diffusers":
        yield from _pipeline(repo)
    elif shapes.model_type(repo):
        yield from _transformer(repo)
    else:
        yield from _checkpoint(repo)
    if "gguf" in repo.tags:
        yield from _quantised(repo)
    if any(tag.startswith("license:") for tag in repo.tags) and number(2, "licence", repo.oid):
        licence = next(tag.partition(":")[2] for tag in repo.tags if tag.startswith("license:"))
        yield small(
            "LICENSE", f"{repo.id} is licensed under {licence}.\nThe name stands for its full text.\n"
        )


def _transformer(repo: StoredRepo) -> Iterator[StoredFile]:
    yield _json("config.json", _config(repo))
    if repo.task in ("text-generation", "image-text-to-text", "translation", "summarization"):
        yield _json("generation_config.json", {"bos_token_id": 1, "eos_token_id": 2, "max_length": 512})
    yield from _weights(repo)
    if repo.task in _VISION or repo.task in _SPEECH:
        yield _json("preprocessor_config.json", _preprocessor(repo))
    if repo.task not in _VISION or repo.task == "image-text-to-text":
        yield from _tokenizer(repo)
    if repo.library == "sentence-transformers":
        yield from _sentences()
    if "custom_code" in repo.tags:
        short = shapes.model_type(repo)
        yield small(f"configuration_{short}.py", _CODE.format(name=f"{short} configuration"))
        yield small(f"modeling_{short}.py", _CODE.format(name=f"{short} model"))


def _weights(repo: StoredRepo) -> Iterator[StoredFile]:
    """Yield the weights in every framework that the tags name; the usual one where they name none."""
    size = shapes.weight_bytes(repo)
    named = shapes.FRAMEWORKS & set(repo.tags)
    if "safetensors" in named or not named & {"pytorch", "tf", "jax", "onnx", "gguf"}:
        yield from _sharded(repo, size, "model", "safetensors")
    if "pytorch" in named:
        yield from _sharded(repo, size + 31_000, "pytorch_model", "bin")
    for framework, path in (("tf", "tf_model.h5"), ("jax", "flax_model.msgpack"), ("rust", "rust_model.ot")):
        if framework in named:
            yield large(path, size + len(path) * 9_973, repo.oid)
    if "onnx" in named:
        for suffix, share in (("", 1.0), ("_fp16", 0.5), ("_quantized", 0.26), ("_q4", 0.19)):
            yield large(f"onnx/model{suffix}.onnx", int(size * share) + 250_007, repo.oid)
    if "openvino" in named:
        yield large("openvino/openvino_model.bin", size, repo.oid)
        yield small(
            "openvino/openvino_model.xml", '<?xml version="1.0"?>\n<net name="model" version="11"/>\n'
        )
    if "coreml" in named:
        folder = "coreml/model.mlpackage"
        yield _json(f"{folder}/Manifest.json", {"fileFormatVersion": "1.0.0"})
        yield large(f"{folder}/Data/com.apple.CoreML/weights/weight.bin", size, repo.oid)


def _sharded(repo: StoredRepo, size: int, stem: str, ending: str) -> Iterator[StoredFile]:
    count = -(-size // _SHARD)
    if count == 1:
        yield large(f"{stem}.{ending}", size, repo.oid)
        return
    paths = [f"{stem}-{at:05}-of-{count:05}.{ending}" for at in range(1, count + 1)]
    for at, path in enumerate(paths):
        # All but the last shard are filled to within a few per cent.
        share = _SHARD - number(150_000_000, "shard", repo.oid, at) if at < count - 1 else 0
        yield large(path, share or max(1, size - (count - 1) * _SHARD), repo.oid)
    layers = {f"model.layers.{at}.weight": paths[at * count // 32] for at in range(32)}
    yield _json(f"{stem}.{ending}.index.json", {"metadata": {"total_size": size}, "weight_map": layers})


def _tokenizer(repo: StoredRepo) -> Iterator[StoredFile]:
    tokens = shapes.tokenizer_config(repo)
    yield _json("tokenizer_config.json", {**tokens, "model_max_length": 4096, "tokenizer_class": "Fast"})
    named = {key: value for key, value in tokens.items() if key.endswith("_token")}
    yield _json("special_tokens_map.json", named)
    yield large("tokenizer.json", between(700_000, 17_000_000, "tokenizer", repo.oid), repo.oid)
    if repo.task == "text-generation" and number(2, "merges", repo.oid):
        yield small("merges.txt", "#version: 0.2\nt h\nth e\ni n\na n\n")
        yield _json("vocab.json", {"<s>": 0, "</s>": 1, "the": 2, "in": 3, "an": 4})
    else:
        yield small("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\ngull\nlantern\n##s\n")


def _sentences() -> Iterator[StoredFile]:
    parts = ("sentence_transformers.models.Transformer", "sentence_transformers.models.Pooling")
    names = ("", "1_Pooling")
    modules = [
        {"idx": at, "name": str(at), "path": path, "type": part}
        for at, (path, part) in enumerate(zip(names, parts, strict=True))
    ]
    yield _json("modules.json", modules)
    yield _json("1_Pooling/config.json", {"word_embedding_dimension": 384, "pooling_mode_mean_tokens": True})
    yield _json("sentence_bert_config.json", {"max_seq_length": 256, "do_lower_case": False})
    yield _json("config_sentence_transformers.json", {"prompts": {}, "similarity_fn_name": "cosine"})


def _pipeline(repo: StoredRepo) -> Iterator[StoredFile]:
    """Yield the folders of a diffusers pipeline."""
    size, name = shapes.weight_bytes(repo), shapes.pipeline(repo)
    main = "unet" if name.startswith("Stable") or name == "DiffusionPipeline" else "transformer"
    index = {"_class_name": name, "_diffusers_version": "0.35.1", main: ["diffusers", "Model"]}
    yield _json("model_index.json", index)
    yield _json("scheduler/scheduler_config.json", {"_class_name": "EulerDiscreteScheduler", "shift": 3.0})
    yield _json(f"{main}/config.json", {"_class_name": main.title(), "in_channels": 4, "sample_size": 128})
    yield from _sharded(repo, int(size * 0.8), f"{main}/diffusion_pytorch_model", "safetensors")
    for part, share in (("text_encoder", 0.17), ("vae", 0.03)):
        yield _json(f"{part}/config.json", {"model_type": part})
        yield from _sharded(repo, int(size * share), f"{part}/model", "safetensors")
    yield small("tokenizer/merges.txt", "#version: 0.2\nt h\nth e\n")
    yield _json("tokenizer/vocab.json", {"the": 0})
    if number(2, "samples", repo.oid):
        yield from _pictures(repo, "assets")


def _lora(repo: StoredRepo) -> Iterator[StoredFile]:
    size = between(9, 340, "lora", repo.oid) * 1_000_448
    if repo.library in ("peft", "transformers", "adapter-transformers"):
        yield _json("adapter_config.json", {"peft_type": "LORA", "r": 16, "lora_alpha": 32})
        yield large("adapter_model.safetensors", size, repo.oid)
        return
    own = repo.id.rpartition("/")[2]
    path = choice(("pytorch_lora_weights.safetensors", f"{own}.safetensors"), "lora name", repo.oid)
    yield large(path, size, repo.oid)
    yield from _pictures(repo, "images")


def _checkpoint(repo: StoredRepo) -> Iterator[StoredFile]:
    """Yield what a repo holds that no library lays out."""
    size = shapes.weight_bytes(repo)
    if "safetensors" in repo.tags:
        yield from _sharded(repo, size, "model", "safetensors")
    else:
        yield large(choice(("model.ckpt", "weights.pt", "model.bin"), "name", repo.oid), size, repo.oid)
    yield small("hyperparams.yaml", "seed: 7\nbatch_size: 16\nlr: 0.0003\nlayers:\n  - 256\n  - 128\n")
    if repo.task in ("text-to-speech", "text-to-audio", "audio-to-audio"):
        for at in range(between(1, 6, "voices", repo.oid)):
            yield large(f"voices/voice-{at}.wav", between(90_000, 900_000, "voice", repo.oid, at), repo.oid)


def _quantised(repo: StoredRepo) -> Iterator[StoredFile]:
    own = repo.id.rpartition("/")[2].removesuffix("-GGUF").removesuffix("-gguf")
    for name, bits in _QUANTISATIONS.items():
        if name in ("Q4_K_M", "Q8_0") or number(4, "quantised", repo.oid, name):
            yield large(f"{own}-{name}.gguf", int(shapes.parameters(repo) * bits / 8), repo.oid)


def _pictures(repo: StoredRepo, folder: str) -> Iterator[StoredFile]:
    for at in range(1, 1 + between(1, 5, "pictures", repo.oid)):
        path = f"{folder}/example_{at}.png"
        yield large(path, between(60_000, 1_900_000, "picture", repo.oid, at), repo.oid)


def _config(repo: StoredRepo) -> dict[str, Any]:
    """Return config.json: what the Hub keeps of it and a few sizes more."""
    facts = {key: value for key, value in (shapes.config(repo) or {}).items() if key != "tokenizer_config"}
    width = 64 * between(6, 64, "width", repo.oid)
    return facts | {
        "hidden_size": width,
        "num_attention_heads": width // 64,
        "num_hidden_layers": between(6, 80, "layers", repo.oid),
        "torch_dtype": {"F32": "float32", "F16": "float16"}.get(shapes.dtype(repo), "bfloat16"),
        "vocab_size": between(8, 150, "vocabulary", repo.oid) * 1024,
    }


def _preprocessor(repo: StoredRepo) -> dict[str, Any]:
    if repo.task in _SPEECH:
        return {"feature_size": 80, "sampling_rate": 16_000, "padding_value": 0.0}
    return {"do_resize": True, "size": {"height": 224, "width": 224}, "image_mean": [0.5, 0.5, 0.5]}


def _json(path: str, value: object) -> StoredFile:
    return small(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


_CODE = '''"""The {name}, as far as a demonstration needs one."""


def describe() -> str:
    """Return what this module would hold."""
    return "{name}"
'''
