"""Names for tags: tasks, libraries and languages as people write them."""

from __future__ import annotations

TASKS: dict[str, str] = {
    "any-to-any": "multimodal", "audio-text-to-text": "multimodal", "document-question-answering": "multimodal",
    "image-text-to-text": "multimodal", "image-text-to-video": "multimodal", "video-text-to-text": "multimodal",
    "visual-question-answering": "multimodal", "depth-estimation": "cv", "image-classification": "cv",
    "image-feature-extraction": "cv", "image-segmentation": "cv", "image-to-3d": "cv", "image-to-image": "cv",
    "image-to-text": "cv", "image-to-video": "cv", "mask-generation": "cv", "object-detection": "cv",
    "text-to-3d": "cv", "text-to-image": "cv", "text-to-video": "cv", "unconditional-image-generation": "cv",
    "video-classification": "cv", "zero-shot-image-classification": "cv", "zero-shot-object-detection": "cv",
    "feature-extraction": "nlp", "fill-mask": "nlp", "question-answering": "nlp", "sentence-similarity": "nlp",
    "summarization": "nlp", "table-question-answering": "nlp", "text-classification": "nlp",
    "text-generation": "nlp", "text-ranking": "nlp", "text-retrieval": "nlp", "text2text-generation": "nlp",
    "token-classification": "nlp", "translation": "nlp", "zero-shot-classification": "nlp",
    "conversational": "nlp", "multiple-choice": "nlp", "table-to-text": "nlp", "audio-classification": "audio",
    "audio-to-audio": "audio", "automatic-speech-recognition": "audio", "text-to-audio": "audio",
    "text-to-speech": "audio", "voice-activity-detection": "audio", "tabular-classification": "tabular",
    "tabular-regression": "tabular", "tabular-to-text": "tabular", "time-series-forecasting": "tabular",
    "reinforcement-learning": "rl", "robotics": "rl", "graph-ml": "other", "other": "other",
}  # fmt: skip
"""The field (``subType``) of each task."""

LIBRARIES: dict[str, str] = {
    "pytorch": "PyTorch", "tf": "TensorFlow", "jax": "JAX", "safetensors": "Safetensors", "onnx": "ONNX",
    "transformers": "Transformers", "diffusers": "Diffusers", "sentence-transformers": "sentence-transformers",
    "gguf": "GGUF", "mlx": "MLX", "peft": "PEFT", "openvino": "OpenVINO", "coreml": "Core ML", "rust": "Rust",
    "tensorboard": "TensorBoard", "tflite": "TF Lite", "keras": "Keras", "vllm": "vLLM", "nemo": "NeMo",
    "timm": "timm", "flair": "Flair", "adapter-transformers": "Adapters", "spacy": "spaCy", "moshi": "Moshi",
    "llama.cpp": "llama.cpp", "datasets": "Datasets", "pandas": "pandas", "polars": "Polars",
    "mlcroissant": "Croissant", "transformers.js": "Transformers.js", "exllamav2": "ExLlamaV2",
}  # fmt: skip
"""The names of libraries and file formats that models and datasets are tagged with."""

LANGUAGES: dict[str, str] = {
    "af": "Afrikaans", "am": "Amharic", "an": "Aragonese", "ar": "Arabic", "as": "Assamese", "ast": "Asturian",
    "az": "Azerbaijani", "ba": "Bashkir", "be": "Belarusian", "bg": "Bulgarian", "bm": "Bambara", "bn": "Bengali",
    "bo": "Tibetan", "br": "Breton", "bs": "Bosnian", "ca": "Catalan", "ce": "Chechen", "ceb": "Cebuano",
    "ckb": "Central Kurdish", "co": "Corsican", "cs": "Czech", "cv": "Chuvash", "cy": "Welsh", "da": "Danish",
    "de": "German", "dv": "Divehi", "dz": "Dzongkha", "el": "Greek", "en": "English", "eo": "Esperanto",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fil": "Filipino",
    "fo": "Faroese", "fr": "French", "fy": "Western Frisian", "ga": "Irish", "gd": "Scottish Gaelic",
    "gl": "Galician", "gn": "Guarani", "gu": "Gujarati", "gv": "Manx", "ha": "Hausa", "haw": "Hawaiian",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian", "hu": "Hungarian", "hy": "Armenian",
    "ia": "Interlingua", "id": "Indonesian", "ig": "Igbo", "io": "Ido", "is": "Icelandic", "it": "Italian",
    "iu": "Inuktitut", "ja": "Japanese", "jv": "Javanese", "ka": "Georgian", "kab": "Kabyle", "kk": "Kazakh",
    "km": "Khmer", "kn": "Kannada", "ko": "Korean", "ks": "Kashmiri", "ku": "Kurdish", "ky": "Kyrgyz",
    "la": "Latin", "lb": "Luxembourgish", "lg": "Ganda", "li": "Limburgish", "ln": "Lingala", "lo": "Lao",
    "lt": "Lithuanian", "lv": "Latvian", "mg": "Malagasy", "mi": "Maori", "mk": "Macedonian", "ml": "Malayalam",
    "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "my": "Burmese", "nb": "Norwegian Bokmål",
    "nds": "Low German", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian Nynorsk", "no": "Norwegian",
    "nso": "Northern Sotho", "ny": "Chichewa", "oc": "Occitan", "om": "Oromo", "or": "Odia", "os": "Ossetian",
    "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "qu": "Quechua", "rm": "Romansh",
    "rn": "Rundi", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "sa": "Sanskrit", "sc": "Sardinian",
    "sd": "Sindhi", "se": "Northern Sami", "sg": "Sango", "sh": "Serbo-Croatian", "si": "Sinhala", "sk": "Slovak",
    "sl": "Slovenian", "sm": "Samoan", "sn": "Shona", "so": "Somali", "sq": "Albanian", "sr": "Serbian",
    "ss": "Swati", "st": "Southern Sotho", "su": "Sundanese", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "te": "Telugu", "tg": "Tajik", "th": "Thai", "ti": "Tigrinya", "tk": "Turkmen", "tl": "Tagalog",
    "tn": "Tswana", "to": "Tonga", "tr": "Turkish", "ts": "Tsonga", "tt": "Tatar", "tw": "Twi", "ug": "Uyghur",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "ve": "Venda", "vi": "Vietnamese", "vo": "Volapük",
    "wa": "Walloon", "war": "Waray", "wo": "Wolof", "xh": "Xhosa", "yi": "Yiddish", "yo": "Yoruba",
    "yue": "Cantonese", "zh": "Chinese", "zu": "Zulu", "code": "code", "multilingual": "multilingual",
}  # fmt: skip
"""The English names of language codes."""

NO_LANGUAGES = frozenset({
    "all", "any", "art", "css", "dpo", "fal", "gpu", "llm", "mlx", "moe", "mtp", "ner", "new", "nlp", "not", "ocr",
    "old", "pdf", "rag", "raw", "rpg", "sft", "sfw", "sql", "top", "trl", "tts", "url", "vae", "vit", "web",
})  # fmt: skip
"""Words of three letters that model tags use for something else, though a language has such a code."""
