"""The words that the invented Spaces are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What a Space is about, in the languages that titles come in."""

    name: str
    emoji: str
    chinese: str
    korean: str


@dataclass(frozen=True, slots=True)
class Form:
    """What kind of Space it is: title words, a description with room for the subject, and what it uses."""

    name: str
    chinese: str
    korean: str
    phrase: str
    models: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()


OWNERS = (
    "paper-lantern", "quiet-harbor", "tin-orchard", "seven-ferns", "MossAndMortar", "copper-kettle",
    "north-pier", "glass-thimble", "Lumen-Garage", "half-past-owl", "river-atlas", "salt-and-signal",
    "BlueAnorak", "inkwell-coop", "tall-grass-lab", "wandering-gnomon", "pocket-comet",
    "Marmalade-Institute", "two-left-gloves", "velvet-abacus", "old-bicycle", "sundial-works",
    "the-third-drawer", "cardboard-moon", "Fjordkatze", "late-breakfast", "yarn-basket", "mild-thunder",
    "basalt-reading-room", "umbrella-repair", "kite-weather", "sober-parrot", "Tiny-Cathedral",
    "walnut-press", "night-tram", "amber-filter", "first-snow-club", "oat-field-robotics", "loose-leaf-tea",
    "echo-pantry",
)  # fmt: skip

SUBJECTS = (
    Subject("cloud", "☁️", "云朵", "구름"),
    Subject("birdsong", "🐦", "鸟鸣", "새소리"),
    Subject("recipe", "🍲", "菜谱", "레시피"),
    Subject("postcard", "📮", "明信片", "엽서"),
    Subject("pebble", "🪨", "卵石", "조약돌"),
    Subject("timetable", "🚉", "时刻表", "시간표"),
    Subject("garden", "🌱", "花园", "정원"),
    Subject("handwriting", "✍️", "手写", "손글씨"),
    Subject("tide", "🌊", "潮汐", "밀물"),
    Subject("mushroom", "🍄", "蘑菇", "버섯"),
    Subject("crossword", "🧩", "填字", "십자말"),
    Subject("staircase", "🪜", "楼梯", "계단"),
    Subject("lighthouse", "🗼", "灯塔", "등대"),
    Subject("bread", "🍞", "面包", "빵"),
    Subject("button", "🔘", "纽扣", "단추"),
    Subject("weather-proverb", "🌦️", "谚语", "속담"),
    Subject("moth", "🦋", "飞蛾", "나방"),
    Subject("bookshelf", "📚", "书架", "책장"),
    Subject("tram-map", "🗺️", "电车图", "노선도"),
    Subject("snowflake", "❄️", "雪花", "눈송이"),
    Subject("chess-opening", "♟️", "开局", "체스"),
    Subject("old-receipt", "🧾", "旧收据", "영수증"),
    Subject("violin", "🎻", "小提琴", "바이올린"),
    Subject("constellation", "✨", "星座", "별자리"),
)

FORMS = (
    Form(
        "sorter", "分类器", "분류기", "Puts {} pictures into named groups", ("google/vit-base-patch16-224",)
    ),
    Form("atlas", "图集", "지도", "A map of {} notes, near ones alike", ("BAAI/bge-m3",)),
    Form("chat", "聊天", "채팅", "Ask about anything {}", ("Qwen/Qwen3-8B",), ("Anthropic/hh-rlhf",)),
    Form("painter", "画家", "화가", "Draws a {} from one sentence", ("black-forest-labs/FLUX.1-schnell",)),
    Form("listener", "听写", "듣기", "Writes down {} recordings", ("openai/whisper-large-v3-turbo",)),
    Form("lexicon", "词典", "사전", "Every {} word we know, with a source"),
    Form("forecaster", "预报", "예보", "Guesses next week's {} count"),
    Form(
        "translator",
        "翻译",
        "번역기",
        "{} labels in other languages",
        ("Helsinki-NLP/opus-mt-en-de",),
        ("Helsinki-NLP/tatoeba_mt", "facebook/flores"),
    ),
    Form(
        "arena",
        "竞技场",
        "대결",
        "Two models, one {}; you decide",
        ("Qwen/Qwen3-8B", "HuggingFaceTB/SmolLM3-3B"),
    ),
    Form("scanner", "扫描", "스캐너", "Finds each {} in a photograph", ("facebook/detr-resnet-50",)),
    Form(
        "reader",
        "朗读",
        "낭독",
        "Reads {} stories aloud",
        ("hexgrad/Kokoro-82M",),
        ("Matthijs/cmu-arctic-xvectors",),
    ),
    Form(
        "leaderboard",
        "排行榜",
        "순위표",
        "Who knows most about the {}",
        (),
        ("tasksource/mmlu", "SetFit/sst2"),
    ),
    Form("playground", "游乐场", "놀이터", "A small page about the {}"),
)

TRACEBACK = """===== Application Startup at 2026-07-30 11:04:17 =====

Traceback (most recent call last):
  File "/home/user/app/app.py", line 14, in <module>
    table = load_table("labels.csv")
  File "/home/user/app/tables.py", line 31, in load_table
    raise FileNotFoundError(path)
FileNotFoundError: labels.csv
"""

BUILD_LOG = """--> RUN pip install --no-cache-dir -r requirements.txt
ERROR: Could not find a version that satisfies the requirement lantern-kit==9.9 (from versions: none)
ERROR: No matching distribution found for lantern-kit==9.9
\x1b[31mjob failed\x1b[0m: exit code: 1\tlayer 6 of 9
"""

HEALTH = "Launch timed out, workload was not healthy after 30 min"
