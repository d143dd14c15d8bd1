"""What kind of network a model is, told from tags and name: the facts behind config.json and weights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hubtui.demo.draw import between, choice, number

if TYPE_CHECKING:
    from hubtui.demo.repo import StoredRepo

FRAMEWORKS = frozenset(
    {
        "transformers", "diffusers", "sentence-transformers", "pytorch", "tf", "jax", "rust", "onnx",
        "coreml", "openvino", "gguf", "safetensors", "tensorboard", "vllm", "peft", "mlx", "flax", "keras",
    }
)  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9]*([_.-][a-z0-9]+)*")
# Words that follow the frameworks in some models' tags and are no architecture.
_NOT_NAMES = frozenset(
    {
        "lora", "flux", "stable-diffusion", "stable-diffusion-xl", "image-generation", "autotrain", "art",
        "video", "nsfw", "anime", "nvidia", "nemo", "generated_from_trainer", "diffusion-single-file",
        "mistral-common", "conversational", "unsloth", "facebook",
    }
)  # fmt: skip
_CLASSES = {
    "bert": "Bert", "roberta": "Roberta", "xlm-roberta": "XLMRoberta", "gpt2": "GPT2", "t5": "T5",
    "mt5": "MT5", "distilbert": "DistilBert", "deberta-v2": "DebertaV2", "modernbert": "ModernBert",
    "vit": "ViT", "mpnet": "MPNet", "mbart": "MBart", "camembert": "Camembert", "wav2vec2": "Wav2Vec2",
    "gpt_oss": "GptOss", "encoder-decoder": "EncoderDecoder", "qwen2_5_vl": "Qwen2_5_VL",
}  # fmt: skip
# By task: the end of the class name, the auto class without its "AutoModel", and what prepares the input.
_HEADS = {
    "text-generation": ("ForCausalLM", "ForCausalLM", "AutoTokenizer"),
    "fill-mask": ("ForMaskedLM", "ForMaskedLM", "AutoTokenizer"),
    "text-classification": ("ForSequenceClassification", "ForSequenceClassification", "AutoTokenizer"),
    "zero-shot-classification": ("ForSequenceClassification", "ForSequenceClassification", "AutoTokenizer"),
    "token-classification": ("ForTokenClassification", "ForTokenClassification", "AutoTokenizer"),
    "question-answering": ("ForQuestionAnswering", "ForQuestionAnswering", "AutoTokenizer"),
    "table-question-answering": ("ForQuestionAnswering", "ForTableQuestionAnswering", "AutoTokenizer"),
    "translation": ("ForConditionalGeneration", "ForSeq2SeqLM", "AutoTokenizer"),
    "summarization": ("ForConditionalGeneration", "ForSeq2SeqLM", "AutoTokenizer"),
    "image-classification": ("ForImageClassification", "ForImageClassification", "AutoImageProcessor"),
    "image-segmentation": ("ForSemanticSegmentation", "ForImageSegmentation", "AutoImageProcessor"),
    "object-detection": ("ForObjectDetection", "ForObjectDetection", "AutoImageProcessor"),
    "automatic-speech-recognition": ("ForConditionalGeneration", "ForSpeechSeq2Seq", "AutoProcessor"),
    "audio-classification": ("ForSequenceClassification", "ForAudioClassification", "AutoProcessor"),
    "image-text-to-text": ("ForConditionalGeneration", "ForImageTextToText", "AutoProcessor"),
}
# Millions of parameters that are likely where none are stated; small ones for all other tasks.
_LIKELY = {
    "text-generation": (1_100, 9_000),
    "image-text-to-text": (2_000, 30_000),
    "text-to-image": (900, 12_000),
    "image-to-image": (900, 12_000),
    "text-to-video": (1_300, 14_000),
    "image-to-video": (1_300, 14_000),
}
_USUAL = {
    "text-generation": "llama",
    "translation": "t5",
    "summarization": "bart",
    "image-classification": "vit",
}
_BITS = {"F32": 32, "BF16": 16, "F16": 16, "F8_E4M3": 8, "I32": 4}


def model_type(repo: StoredRepo) -> str | None:
    """Return the architecture's short name, which follows the frameworks in the tags; None if unknown.

    Transformers always have one: where the tags do not tell, the usual one of the task.
    """
    for tag in repo.tags:
        if tag in FRAMEWORKS:
            continue
        plain = _NAME.fullmatch(tag) and tag not in _NOT_NAMES and tag != repo.task
        if plain and (len(tag) > 2 or not tag.isalpha()):
            return tag
        break
    return _USUAL.get(repo.task or "", "bert") if repo.library == "transformers" else None


def architecture(repo: StoredRepo) -> str | None:
    """Return the class name, such as Qwen3ForCausalLM; None without a model type."""
    short = model_type(repo)
    if short is None:
        return None
    stem = _CLASSES.get(short) or "".join(part.capitalize() for part in re.split(r"[_.-]", short))
    return stem + _HEADS.get(repo.task or "", ("Model",))[0]


def transformers_info(repo: StoredRepo) -> dict[str, str] | None:
    """Return ``transformersInfo`` (wire.md §2.2), for transformers and sentence-transformers alone."""
    if "transformers" not in (repo.library, *repo.tags) or model_type(repo) is None:
        return None
    _, auto, processor = _HEADS.get(repo.task or "", ("", "", "AutoTokenizer"))
    task = repo.task if repo.task in _HEADS else "feature-extraction"
    info = {"auto_model": f"AutoModel{auto}", "pipeline_tag": task, "processor": processor}
    if "custom_code" in repo.tags:
        info["custom_class"] = f"modeling_{model_type(repo)}.{architecture(repo)}"
    return info


def parameters(repo: StoredRepo) -> int:
    """Return how many parameters it has: the stated number, or a likely one."""
    if repo.parameters:
        return repo.parameters
    low, high = _LIKELY.get(repo.task or "", (60, 360))
    return between(low, high, "parameters", repo.oid) * 1_048_576


def is_lora(repo: StoredRepo) -> bool:
    """Tell whether it is a small addition to another model."""
    return "lora" in repo.tags or any(tag.startswith("base_model:adapter:") for tag in repo.tags)


def dtype(repo: StoredRepo) -> str:
    """Return the name of the weights' type as safetensors writes it."""
    name = repo.id.lower()
    if "fp8" in name or "deepseek-v3" in name or "deepseek-r1" in name:
        return "F8_E4M3"
    if any(word in name for word in ("awq", "gptq", "int4", "w4a16", "4bit")):
        return "I32"
    if repo.library == "diffusers":
        return choice(("F16", "BF16"), "dtype", repo.oid)
    if parameters(repo) < 700_000_000 or repo.created < "2023-06":
        return "F32"
    return "BF16"


def safetensors(repo: StoredRepo) -> dict[str, Any] | None:
    """Return ``safetensors`` (wire.md §2.2); None for a model whose parameters were not counted."""
    if repo.parameters is None:
        return None
    main, whole = dtype(repo), repo.parameters
    if main in ("F8_E4M3", "I32"):
        few = whole // between(9, 30, "mixed", repo.oid)
        counts = {"BF16": few, main: whole - few}
    elif model_type(repo) in ("bert", "roberta", "mpnet") and whole > 4096:
        counts = {"I64": 514, main: whole - 514}
    else:
        counts = {main: whole}
    return {"parameters": counts, "total": whole}


def weight_bytes(repo: StoredRepo) -> int:
    """Return the size of all the weights, with the header of a safetensors file."""
    return parameters(repo) * _BITS[dtype(repo)] // 8 + 8 * between(600, 9_000, "header", repo.oid)


def gguf(repo: StoredRepo) -> dict[str, Any] | None:
    """Return ``gguf`` (wire.md §2.2); None for a model without GGUF files."""
    if "gguf" not in repo.tags:
        return None
    facts: dict[str, Any] = {
        "total": parameters(repo),
        "architecture": (model_type(repo) or "llama").replace("_", ""),
        "context_length": 1024 * 2 ** between(1, 8, "context", repo.oid),
    }
    if repo.task in ("text-generation", "image-text-to-text"):
        facts |= {"chat_template": CHAT_TEMPLATE, "bos_token": "<s>", "eos_token": "</s>"}
    return facts


def config(repo: StoredRepo) -> dict[str, Any] | None:
    """Return ``config`` as the Hub shows it (wire.md §2.2); None for a repo without one."""
    if repo.library == "diffusers" and not is_lora(repo):
        return {"diffusers": {"_class_name": pipeline(repo)}}
    short = model_type(repo)
    if short is None:
        return None
    facts: dict[str, Any] = {"architectures": [architecture(repo)], "model_type": short}
    if dtype(repo) in ("F8_E4M3", "I32"):
        facts["quantization_config"] = {"quant_method": "fp8" if dtype(repo) == "F8_E4M3" else "awq"}
    if repo.task not in ("image-classification", "image-segmentation", "object-detection"):
        facts["tokenizer_config"] = tokenizer_config(repo)
    return facts


def tokenizer_config(repo: StoredRepo) -> dict[str, Any]:
    """Return what of tokenizer_config.json the Hub keeps: tokens as text, null or object (wire.md §2.2)."""
    if repo.task not in ("text-generation", "image-text-to-text"):
        if number(3, "tokens", repo.oid) == 0:
            return {}
        return {f"{name}_token": f"[{name.upper()}]" for name in ("unk", "sep", "pad", "cls", "mask")}
    added = {"__type": "AddedToken", "content": "<s>", "lstrip": False, "normalized": True}
    return {
        "bos_token": choice(("<s>", None, added), "bos", repo.oid),
        "chat_template": CHAT_TEMPLATE,
        "eos_token": "</s>",
        "pad_token": choice(("</s>", None), "pad", repo.oid),
    }


def pipeline(repo: StoredRepo) -> str:
    """Return the class of a diffusers pipeline."""
    named = (tag.partition(":")[2] for tag in repo.tags if tag.startswith("diffusers:"))
    return next(named, "DiffusionPipeline")


CHAT_TEMPLATE = (
    "{%- for message in messages %}{{ '<|' + message['role'] + '|>\\n' + message['content'] + '</s>\\n' }}"
    "{%- endfor %}{%- if add_generation_prompt %}{{ '<|assistant|>\\n' }}{%- endif %}"
)
