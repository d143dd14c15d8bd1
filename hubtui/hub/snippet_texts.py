"""The texts of the load snippets: data that hubtui.hub.snippets chooses from and fills in.

A text is a string.Template whose values are literals of its language, quoted already:
``$id`` the repo's id · ``$revision`` the argument for the chosen revision with its comma, or nothing · ``$task`` ·
``$call`` what the pipeline of the task is called with · ``$pinned`` the id, and the revision behind an @ ·
``$more`` the arguments for a dataset's config and split with their commas, or nothing.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Load(NamedTuple):
    """How one library loads a repo; of several that fit, the first is taken."""

    library: str
    text: str
    """Python."""
    tasks: frozenset[str] = frozenset()
    """Only for these; for any by default."""
    tag: str = ""
    """Only with this tag."""


_PIPELINE: Final = """\
from transformers import pipeline

pipe = pipeline($task, model=$id$revision)
print(pipe($call))
"""
_SEQUENCES: Final = """\
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained($id$revision)
model = AutoModelForSeq2SeqLM.from_pretrained($id$revision)
tokens = model.generate(**tokenizer("The tower is 324 metres tall.", return_tensors="pt"))
print(tokenizer.decode(tokens[0], skip_special_tokens=True))
"""

_TEXT, _IMAGE, _SOUND = '"I like this."', '"image.png"', '"sound.flac"'
_LABELS = 'candidate_labels=["a cat", "a dog"]'

CALLS: Final = {
    "audio-classification": _SOUND,
    "automatic-speech-recognition": _SOUND,
    "depth-estimation": _IMAGE,
    "document-question-answering": 'image="page.png", question="What is the total?"',
    "feature-extraction": _TEXT,
    "fill-mask": 'f"This is {pipe.tokenizer.mask_token}."',
    "image-classification": _IMAGE,
    "image-feature-extraction": _IMAGE,
    "image-segmentation": _IMAGE,
    "image-text-to-text": 'text=[{"role": "user", "content": [\n'
    '    {"type": "image", "url": "image.png"},\n'
    '    {"type": "text", "text": "What is in this picture?"},\n'
    "]}]",
    "image-to-image": _IMAGE,
    "image-to-text": _IMAGE,
    "mask-generation": _IMAGE,
    "object-detection": _IMAGE,
    "question-answering": 'question="Where is it?", context="It is in the drawer."',
    "table-question-answering": 'table={"Name": ["Ann", "Bo"], "Age": ["30", "40"]}, query="How old is Bo?"',
    "text-classification": _TEXT,
    "text-generation": '"Once upon a time"',
    "text-to-audio": _TEXT,
    "text-to-speech": _TEXT,
    "token-classification": '"Ann lives in Paris."',
    "video-classification": '"video.mp4"',
    "visual-question-answering": 'image="image.png", question="What is this?"',
    "zero-shot-audio-classification": f"{_SOUND}, {_LABELS}",
    "zero-shot-classification": f"{_TEXT}, {_LABELS}",
    "zero-shot-image-classification": f"{_IMAGE}, {_LABELS}",
    "zero-shot-object-detection": f"{_IMAGE}, {_LABELS}",
}
"""What the pipelines of transformers are called with, by task."""

CHAT_CALL: Final = '[{"role": "user", "content": "Who are you?"}]'
"""What text generation is called with where a model can chat."""

CHAT_TAG: Final = "conversational"


def _adapter(head: str) -> str:
    """Return the text that loads an adapter, and the model that it stands on, with one head."""
    return f"from peft import {head}\n\nmodel = {head}.from_pretrained($id$revision)\n"


LOADS: Final = (
    Load("transformers", _PIPELINE, frozenset(CALLS)),
    Load("transformers", _SEQUENCES, frozenset({"summarization", "translation", "text2text-generation"})),
    Load(
        "transformers",
        """\
from transformers import AutoModel

model = AutoModel.from_pretrained($id$revision)
""",
    ),
    Load(
        "diffusers",
        """\
from diffusers import DiffusionPipeline

pipe = DiffusionPipeline.from_pretrained($id$revision)
""",
    ),
    Load(
        "sentence-transformers",
        """\
from sentence_transformers import CrossEncoder

model = CrossEncoder($id$revision)
print(model.predict([("How tall is it?", "It is 324 metres tall.")]))
""",
        frozenset({"text-ranking"}),
    ),
    Load(
        "sentence-transformers",
        """\
from sentence_transformers import SparseEncoder

model = SparseEncoder($id$revision)
print(model.encode(["It is sunny.", "The sun shines."]))
""",
        tag="sparse-encoder",
    ),
    Load(
        "sentence-transformers",
        """\
from sentence_transformers import SentenceTransformer

model = SentenceTransformer($id$revision)
embeddings = model.encode(["It is sunny.", "The sun shines."])
print(model.similarity(embeddings, embeddings))
""",
    ),
    Load("peft", _adapter("AutoPeftModelForCausalLM"), frozenset({"text-generation"})),
    Load("peft", _adapter("AutoPeftModelForSeq2SeqLM"), frozenset({"summarization", "translation"})),
    Load("peft", _adapter("AutoPeftModelForSequenceClassification"), frozenset({"text-classification"})),
    Load("peft", _adapter("AutoPeftModelForTokenClassification"), frozenset({"token-classification"})),
    Load("peft", _adapter("AutoPeftModelForQuestionAnswering"), frozenset({"question-answering"})),
    Load("peft", _adapter("AutoPeftModelForFeatureExtraction"), frozenset({"feature-extraction"})),
    Load("peft", _adapter("AutoPeftModel")),
    Load(
        "timm",
        """\
import timm

model = timm.create_model($pinned, pretrained=True)
""",
    ),
)
"""How models are loaded, in the order in which libraries are looked for among the tags of one that names none."""

DATASET: Final = """\
from datasets import load_dataset

dataset = load_dataset($id$more$revision)
"""
"""How a dataset is loaded; Python."""

SPACE: Final = """\
from gradio_client import Client

client = Client($id)
client.view_api()
"""
"""How the app of a Space of Gradio's is called; Python."""
