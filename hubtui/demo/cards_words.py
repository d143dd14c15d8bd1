"""The sentences and snippets that composed cards are made of."""

from __future__ import annotations

DOES = {
    "text-generation": "continues a text, or answers in a conversation",
    "text-to-image": "draws a picture from a sentence",
    "text-classification": "puts a text into one of a few classes",
    "fill-mask": "fills in a word that was left out",
    "sentence-similarity": "says how near two sentences are in meaning",
    "image-to-image": "changes a picture as a sentence asks for",
    "image-text-to-text": "answers questions about pictures",
    "token-classification": "marks names, places and the like in a text",
    "feature-extraction": "turns a text into a vector",
    "image-classification": "says what a picture shows",
    "translation": "translates from one language into another",
    "summarization": "writes the short version of a long text",
    "question-answering": "finds the answer to a question in a passage",
    "image-segmentation": "colours in the parts of a picture",
    "zero-shot-classification": "sorts a text into classes that are named only when it is asked",
    "image-to-video": "lets a still picture move",
    "text-to-video": "films a sentence",
    "table-question-answering": "answers questions about a table",
    "audio-classification": "says what can be heard",
    "automatic-speech-recognition": "writes down what is said",
    "text-to-speech": "reads a text aloud",
    "object-detection": "draws a box around each thing in a picture",
}
"""What a model of each task does."""

INTRODUCTIONS = (
    "**{name}** {does}.{size}",
    "`{id}` is a model that {does}.{size} It grew out of a need for something smaller than what was there.",
    "This repository holds {name}, which {does}.{size}",
    "{name} {does}. That is all it does, and it does it on ordinary hardware.{size}",
    "> {name}: a model that {does}.\n\nWhat follows says how to run it and what it was made from.{size}",
    "Say what you need, and {name} {does}.{size} There are others of its kind; *measure before you choose*.",
    "A model by {owner} that {does}.{size}",
)
DATASET_INTRODUCTIONS = (
    "{name} is a collection of {rows} for {tasks}.",
    "This dataset holds {rows}. It was gathered for {tasks} and is kept as it was, odd rows included.",
    "`{id}` brings together {rows}, meant for {tasks}.",
    "What you find here: {rows}. What they are good for: {tasks}.",
    "{name}: {rows}, sorted and described, for {tasks}.",
)
SPACE_INTRODUCTIONS = (
    "{short}. Open it, type something, and see.",
    "{short}.\n\nEverything runs in the page; nothing that you type is kept.",
    "A small demonstration. {short}, and no more than that.",
    "{short}. Duplicate this Space to run it on hardware of your own.",
)

LIMITS = (
    "It was tested on short inputs; long ones are cut without a word.",
    "Numbers and dates are often wrong. Check them.",
    "Languages other than those named above were not looked at.",
    "Rare names are where most of the errors are.",
    "It repeats itself when the temperature is below 0.3.",
    "It has no notion of today's date.",
    "Pictures with much text in them come out badly.",
    "Irony is taken at its word.",
    "Do not use it to decide anything about a person.",
    "Results differ a little between batch sizes; that is rounding and no fault.",
    "Upper and lower case matter more than one would like.",
    "Half precision costs about a tenth of a point.",
)
SOURCES = (
    "The rows were written for this collection and read by two people each.",
    "They come from notebooks that their owners gave away, with names and places changed.",
    "A third was translated, and translated back, to see what was lost.",
    "Sources are named in the column `source` where there is one.",
    "Duplicates were removed by comparing the first hundred letters.",
    "Rows shorter than three words were left out.",
    "The order is that of the collection; shuffle before you train.",
    "What two readers could not agree on is in the test split.",
)

SNIPPETS = {
    "transformers": """from transformers import pipeline

pipe = pipeline("{task}", model="{id}")
print(pipe("{sample}"))
""",
    "sentence-transformers": """from sentence_transformers import SentenceTransformer

model = SentenceTransformer("{id}")
vectors = model.encode(["{sample}", "A kettle on the stairs"])
print(model.similarity(vectors, vectors))
""",
    "diffusers": """import torch
from diffusers import DiffusionPipeline

pipe = DiffusionPipeline.from_pretrained("{id}", torch_dtype=torch.bfloat16)
pipe.to("cuda")
pipe("{sample}").images[0].save("out.png")
""",
    "lora": """from diffusers import AutoPipelineForText2Image

pipe = AutoPipelineForText2Image.from_pretrained("{base}").to("cuda")
pipe.load_lora_weights("{id}")
pipe("{sample}").images[0].save("out.png")
""",
    "hub": """from huggingface_hub import snapshot_download

folder = snapshot_download("{id}")
""",
}
SHELL = """```sh
pip install -U {packages}
hf download {id}
```
"""
LLAMA_CPP = """```console
$ llama-cli -hf {id}:Q4_K_M -p "{sample}"
```
"""
LOAD_DATASET = """```python
from datasets import load_dataset

rows = load_dataset("{id}", split="train")
print(rows[0])
```
"""
SAMPLES = {
    "text-to-image": "a lantern on a pier, evening, light rain",
    "image-to-image": "make it snow",
    "translation": "The third gull is late today.",
    "fill-mask": "The lantern hangs on the [MASK].",
    "question-answering": "Who mended the kettle?",
    "summarization": "The tram stopped twice before the bridge, and nobody knew why.",
}
SAMPLE = "Where do the gulls go at low tide?"
METRICS = {
    "text-generation": ("Answers kept short", "Sums of two numbers", "Follows a format"),
    "text-classification": ("Accuracy", "Macro F1", "Share left undecided"),
    "token-classification": ("Precision", "Recall", "F1"),
    "question-answering": ("Exact match", "F1"),
    "translation": ("BLEU", "chrF"),
    "summarization": ("ROUGE-1", "ROUGE-L"),
    "sentence-similarity": ("Spearman", "Recall at 10"),
    "image-classification": ("Top 1", "Top 5"),
    "automatic-speech-recognition": ("Words wrong, %", "Letters wrong, %"),
}
SETS = ("Pier-400", "Harbour Quiz", "Ledger Pages", "Ferns (dev)", "Old Receipts", "Tram Talk")
FOOT = "\n<sub>Written for hubtui's embedded Hub, not by the publisher; every figure is invented.</sub>\n"
