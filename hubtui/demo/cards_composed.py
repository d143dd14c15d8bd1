"""Cards composed from a repo's facts, varied so that neighbours in a list do not read the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.demo import cards_words as words
from hubtui.demo import shapes
from hubtui.demo.draw import between, choice, digest, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.demo.repo import StoredRepo


def body(repo: StoredRepo) -> str:
    """Return a card's text below its front matter, in Markdown with some HTML."""
    parts = _PARTS[repo.kind](repo)
    return "\n" + "\n".join(part for part in parts if part) + words.FOOT


def _model(repo: StoredRepo) -> list[str]:
    middle = [_facts(repo), _use(repo), _data(repo), _evaluation(repo), _limits(repo)]
    if number(3, "order", repo.id) == 0:
        middle[0], middle[1] = middle[1], middle[0]
    return [_title(repo), _badges(repo), _introduction(repo), *middle, _licence(repo), _citation(repo)]


def _dataset(repo: StoredRepo) -> list[str]:
    first = [_title(repo), _badges(repo), _dataset_introduction(repo), _load(repo)]
    return [*first, _fields(repo), _source(repo), _licence(repo), _citation(repo)]


def _space(repo: StoredRepo) -> list[str]:
    card: dict[str, Any] = repo.card_data if isinstance(repo.card_data, dict) else {}
    short = card.get("short_description", "Something small about something near")
    text = choice(words.SPACE_INTRODUCTIONS, "introduction", repo.id).format(short=short)
    heading = f"# {card.get('emoji', '')} {card.get('title', _name(repo))}\n"
    used = [f"- [{other}](/{other})" for other in _texts(card.get("models"))]
    used += [f"- [{other}](/datasets/{other})" for other in _texts(card.get("datasets"))]
    return [heading, text + "\n", "## What it uses\n\n" + "\n".join(used) + "\n" if used else "", _run(repo)]


_PARTS: dict[str, Callable[[StoredRepo], list[str]]] = {"model": _model, "dataset": _dataset, "space": _space}


def _name(repo: StoredRepo) -> str:
    return repo.id.rpartition("/")[2]


def _texts(value: object) -> list[str]:
    """Return the texts of a card's field that may be one text, a list or anything else."""
    several = value if isinstance(value, list) else [value]
    return [text for text in several if isinstance(text, str) and text]


def _valued(repo: StoredRepo, prefix: str) -> list[str]:
    return [tag.partition(":")[2] for tag in repo.tags if tag.startswith(f"{prefix}:")]


def _title(repo: StoredRepo) -> str:
    pretty = _texts(repo.card_data.get("pretty_name")) if isinstance(repo.card_data, dict) else []
    name = pretty[0] if pretty else _name(repo)
    forms = ("# {}\n", "# {}\n", "# Card for {}\n", '<h1 align="center">{}</h1>\n', "{}\n===\n")
    return choice(forms, "title", repo.id).format(name)


def _badges(repo: StoredRepo) -> str:
    if number(4, "badges", repo.id):
        return ""
    licence = (_valued(repo, "license") or ["unknown"])[0].replace("-", "--")
    badge = f"[![licence](https://example.org/badge/licence-{licence}-blue.svg)](#licence)"
    if number(2, "pictures", repo.id):
        picture = f'<img src="assets/{_name(repo)}.png" alt="{_name(repo)}" width="480">'
        return f'<p align="center">\n  {picture}\n</p>\n'
    return f"{badge} [![paper](https://example.org/badge/paper-soon-red.svg)](https://example.org/paper)\n"


def _introduction(repo: StoredRepo) -> str:
    size = ""
    if repo.parameters:
        size = f" It has {repo.parameters:,} parameters."
    does = words.DOES.get(repo.task or "", "does what its name says")
    text = choice(words.INTRODUCTIONS, "introduction", repo.id)
    return text.format(name=_name(repo), id=repo.id, owner=repo.author or "many", does=does, size=size) + "\n"


def _facts(repo: StoredRepo) -> str:
    bases = [base for base in _valued(repo, "base_model") if ":" not in base]
    rows = [
        ("Task", repo.task or "none named"),
        ("Library", f"`{repo.library}`" if repo.library else "none named"),
        ("Weights", shapes.dtype(repo) if repo.parameters else "see the files"),
        ("Made from", ", ".join(f"[{base}](/{base})" for base in bases[:3]) or "scratch"),
    ]
    if number(2, "facts", repo.id):
        return "## At a glance\n\n" + "".join(f"- **{name}**: {value}\n" for name, value in rows)
    return "| | |\n|---|---|\n" + "".join(f"| {name} | {value} |\n" for name, value in rows)


def _use(repo: StoredRepo) -> str:
    library = "lora" if shapes.is_lora(repo) and repo.library == "diffusers" else repo.library or "hub"
    base = next((base for base in _valued(repo, "base_model") if ":" not in base), repo.id)
    sample = words.SAMPLES.get(repo.task or "", words.SAMPLE)
    facts = {"id": repo.id, "task": repo.task or "text-generation", "sample": sample, "base": base}
    snippet = words.SNIPPETS.get(library, words.SNIPPETS["hub"]).format(**facts)
    text = f"{choice(('## Use', '## How to run it', '## Quick start'), 'use', repo.id)}\n\n"
    if number(3, "shell", repo.id) == 0:
        text += words.SHELL.format(packages=repo.library or "huggingface_hub", id=repo.id) + "\n"
    if "gguf" in repo.tags:
        text += words.LLAMA_CPP.format(id=repo.id, sample=sample) + "\n"
    return text + f"```python\n{snippet}```\n"


def _data(repo: StoredRepo) -> str:
    sets = _valued(repo, "dataset")
    if not sets:
        return ""
    lines = "".join(f"- [{name}](/datasets/{name})\n" for name in sets[:8])
    more = f"- and {len(sets) - 8} more\n" if len(sets) > 8 else ""
    return f"## Training data\n\n{lines}{more}"


def _evaluation(repo: StoredRepo) -> str:
    metrics = words.METRICS.get(repo.task or "")
    if not metrics or number(3, "evaluation", repo.id) == 0:
        return ""
    first = number(len(words.SETS), "set", repo.id)
    sets = [words.SETS[(first + at) % len(words.SETS)] for at in range(between(2, 4, "sets", repo.id))]
    rule = "|:---" + "|---:" * len(metrics) + "|\n"
    text = f"## Evaluation\n\n| Set | {' | '.join(metrics)} |\n{rule}"
    for name in sets:
        values = (f"{between(400, 990, 'value', repo.id, name, metric) / 10}" for metric in metrics)
        text += f"| {name} | {' | '.join(values)} |\n"
    return text


def _limits(repo: StoredRepo) -> str:
    first, count = number(len(words.LIMITS), "limits", repo.id), between(2, 4, "how many", repo.id)
    chosen = [words.LIMITS[(first + 5 * at) % len(words.LIMITS)] for at in range(count)]
    marks = ("-", "-", "*", "1.") if number(4, "tasks", repo.id) else ("- [x]", "- [ ]", "- [ ]", "- [x]")
    mark = choice(marks, "mark", repo.id)
    return "## Limits\n\n" + "".join(f"{mark} {text}\n" for text in chosen)


def _dataset_introduction(repo: StoredRepo) -> str:
    sizes = _valued(repo, "size_categories")
    rows = f"{sizes[0]} rows" if sizes else "rows of several kinds"
    tasks = ", ".join(_valued(repo, "task_categories")[:3]) or "whatever you like"
    text = choice(words.DATASET_INTRODUCTIONS, "introduction", repo.id)
    languages = _valued(repo, "language")
    said = f" Languages: {', '.join(f'`{one}`' for one in languages[:12])}." if languages else ""
    return text.format(name=_name(repo), id=repo.id, rows=rows, tasks=tasks) + said + "\n"


def _load(repo: StoredRepo) -> str:
    return (
        f"## {choice(('Loading', 'Use', 'How to read it'), 'load', repo.id)}\n\n"
        + words.LOAD_DATASET.format(id=repo.id)
    )


def _fields(repo: StoredRepo) -> str:
    names = (
        "id",
        "text",
        "label",
        "source",
        "question",
        "answers",
        "image",
        "caption",
        "written",
        "language",
    )
    first, count = number(5, "fields", repo.id), between(3, 5, "count", repo.id)
    kinds = ("string", "string", "int64", "float32", "list[string]")
    rows = (
        f"| `{name}` | {choice(kinds, 'type', repo.id, name)} |\n" for name in names[first : first + count]
    )
    return "## Columns\n\n| column | type |\n|---|---|\n" + "".join(rows)


def _source(repo: StoredRepo) -> str:
    first = number(len(words.SOURCES), "source", repo.id)
    said = [words.SOURCES[(first + 3 * at) % len(words.SOURCES)] for at in range(3)]
    if number(2, "nested", repo.id):
        return f"## Where it comes from\n\n{' '.join(said)}\n"
    return f"## Where it comes from\n\n1. {said[0]}\n   - {said[1]}\n   - {said[2]}\n"


def _licence(repo: StoredRepo) -> str:
    licences = _valued(repo, "license")
    if not licences:
        return ""
    return f"## Licence\n\n{', '.join(f'`{name}`' for name in licences)}. See the files for the full text.\n"


def _citation(repo: StoredRepo) -> str:
    papers = _valued(repo, "arxiv")
    if papers:
        links = ", ".join(f"[{paper}](https://arxiv.org/abs/{paper})" for paper in papers[:5])
        return f"## Papers\n\n{links}\n"
    if number(3, "citation", repo.id):
        return ""
    key = digest("citation", repo.id)[:6]
    year = repo.created[:4]
    entry = f"@misc{{{key},\n  title = {{{_name(repo)}}},\n  year = {{{year}}}\n}}"
    return f"## Citation\n\n```bibtex\n{entry}\n```\n"


def _run(repo: StoredRepo) -> str:
    if repo.sdk not in ("gradio", "docker", "streamlit") or number(2, "run", repo.id) == 0:
        return ""
    command = {"docker": "docker build -t app . && docker run -p 7860:7860 app", "gradio": "python app.py"}
    line = command.get(repo.sdk, "streamlit run app.py")
    return f"## Run it at home\n\n```sh\ngit clone https://example.org/spaces/{repo.id}\n{line}\n```\n"
