"""The files of a Space: a small app in the manner of its SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.demo.draw import between, number
from hubtui.demo.stored_file import StoredFile, large, small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubtui.demo.repo import StoredRepo


def space_files(repo: StoredRepo) -> Iterator[StoredFile]:
    """Yield the files, without the card and .gitattributes; none for a Space that was never configured."""
    card = repo.card_data if isinstance(repo.card_data, dict) else {}
    title = str(card.get("title", repo.id.rpartition("/")[2]))
    stage = (repo.runtime or {}).get("stage")
    if repo.sdk == "static":
        if stage != "NO_APP_FILE":
            yield small("index.html", _PAGE.format(title=title))
        yield small("style.css", "body { font-family: serif; margin: 3rem auto; max-width: 40rem }\n")
    elif repo.sdk == "docker":
        if stage != "NO_APP_FILE":
            yield small("Dockerfile", _DOCKER.format(port=card.get("app_port", 7860)))
        yield small("server/main.py", _SERVER)
        yield small("requirements.txt", "fastapi\nuvicorn\n")
    elif repo.sdk:
        if stage != "NO_APP_FILE":
            app = _STREAMLIT if repo.sdk == "streamlit" else _GRADIO
            yield small(str(card.get("app_file", "app.py")), app.format(title=title))
        yield small("requirements.txt", "torch\ntransformers\n")
        yield from _examples(repo)


def _examples(repo: StoredRepo) -> Iterator[StoredFile]:
    if number(3, "packages", repo.oid) == 0:
        yield small("packages.txt", "ffmpeg\n")
    for at in range(number(4, "examples", repo.oid)):
        yield large(
            f"examples/example {at + 1}.jpg", between(20_000, 400_000, "example", repo.oid, at), repo.oid
        )


_GRADIO = """import gradio as gr


def answer(text: str) -> str:
    return f"You wrote {{len(text)}} letters."


gr.Interface(answer, "text", "text", title="{title}").launch()
"""
_STREAMLIT = """import streamlit as st

st.title("{title}")
name = st.text_input("What did you find?")
if name:
    st.write(f"A fine {{name}}.")
"""
_DOCKER = """FROM python:3.12-slim
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
EXPOSE {port}
CMD ["uvicorn", "server.main:app", "--host", "0.0.0.0", "--port", "{port}"]
"""
_SERVER = """from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def home() -> dict[str, str]:
    return {"hello": "from the pier"}
"""
_PAGE = """<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="style.css"></head>
  <body><h1>{title}</h1><p>A page without a server.</p></body>
</html>
"""
