"""The unknown actors of a run as a registry file: to be checked by a person and kept, or not."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from presslens.actors.matcher import Matcher, tokenize
from presslens.actors.model import Actor
from presslens.actors.name_keys import slug
from presslens.actors.name_words import name_words
from presslens.actors.registry import Registry
from presslens.language.text import comparison_key

if TYPE_CHECKING:
    from presslens.run import Run

SENTENCES: Final = 3
"""Sentences that are shown of each actor."""
_LONGEST_SENTENCE: Final = 300
_LONGEST_NAME: Final = 200
_MOST_FORMS: Final = 12
_HEAD: Final = """\
# Actors that the registry does not know, found in {articles:,} articles; the most frequent first.
# Check each: mend its name and its kind, and delete what is wrong. Then save this file in
# data/actors (its name has to end in .yaml); from the next run on they are known.
"""


@dataclass(frozen=True)
class _Form:
    """A form of a name: how often it stands in the texts, and of which languages they are."""

    text: str
    count: int
    links: frozenset[str]
    languages: tuple[str, ...]


def discover(run: Run, registry: Registry, *, min_mentions: int = 1) -> str:
    """The actors of ``run`` that the registry does not know, as YAML of a registry file.

    Above each entry stand, as comments, its forms with their counts and sentences from different
    articles. What is from an article is one bounded line without control characters.

    Args:
        run: The run; the filters that it was opened with hold.
        registry: The actors that are known: no entry gets the id of one of them.
        min_mentions: Actors with fewer mentions are left out.
    """
    unknown = run.actors[~run.actors["known"]]
    mentions = run.mentions[run.mentions["actor_id"].isin(unknown["actor_id"])]
    counts = mentions["actor_id"].value_counts()
    rows = [
        (-int(counts.get(actor_id, 0)), str(name), str(actor_id), str(kind))
        for actor_id, name, kind in zip(
            unknown["actor_id"], unknown["name_ro"], unknown["kind"], strict=True
        )
    ]
    rows = sorted(row for row in rows if -row[0] >= min_mentions)
    told = _with_sentences(mentions, run)
    groups = {str(actor_id): group for actor_id, group in told.groupby("actor_id", sort=False)}
    ids = {str(actor.id) for actor in registry} | set(registry.merged)
    lines = [_HEAD.format(articles=len(run.articles)) + "actors:" + ("" if rows else " []")]
    for _, name, actor_id, kind in rows:
        lines += _entry(name, kind, groups[actor_id], ids)
    return "\n".join(lines) + "\n"


def _with_sentences(mentions: pd.DataFrame, run: Run) -> pd.DataFrame:
    """The mentions with language, text and sentence of their articles."""
    articles = run.articles[["article_id", "language", "text"]]
    sentences = run.sentences[["sentence_id", "start", "end"]]
    return mentions.merge(articles, on="article_id", suffixes=("", "_article")).merge(
        sentences, on="sentence_id", how="left", suffixes=("", "_sentence")
    )


def _entry(name: str, kind: str, mentions: pd.DataFrame, ids: set[str]) -> Iterator[str]:
    """The lines of one actor; its id is added to ``ids``."""
    name = one_line(name, _LONGEST_NAME)
    forms = _forms(mentions)
    shown = [f"{one_line(form.text, 80)} ({form.count})" for form in forms[:_MOST_FORMS]]
    more = len(forms) - len(shown)
    listed = ", ".join(shown) + (f" and {more} more" if more > 0 else "")
    articles = mentions["article_id"].nunique()
    yield ""
    yield f"  # {len(mentions):,} mentions in {articles:,} articles: {listed}"
    for article_id, sentence in _sentences(mentions):
        yield f"  # {one_line(article_id, 80)}: {sentence}"
    language = _most_common_language(mentions)
    actor_id = _free_id(slug(name), ids)
    yield f"  - id: {actor_id}"
    yield f"    kind: {kind}"
    yield f"    name: {{{language}: {_quoted(name)}}}"
    gender = _gender(name, language) if kind == "person" else None
    if gender is not None:
        yield f"    gender: {gender}"
    for field, of_language in _further_names(actor_id, kind, name, forms).items():
        if of_language:
            parts = (
                f"{code}: [{', '.join(map(_quoted, texts))}]" for code, texts in of_language.items()
            )
            yield f"    {field}: {{{', '.join(parts)}}}"


def _forms(mentions: pd.DataFrame) -> list[_Form]:
    """The forms of a name, the most frequent first."""
    texts = mentions["text"].map(lambda text: one_line(text, _LONGEST_NAME))
    forms = [
        _Form(
            str(text), len(group), frozenset(group["link"]),
            tuple(sorted(set(group["language"].dropna()))),
        )
        for text, group in mentions.groupby(texts, sort=True)
    ]  # fmt: skip
    return sorted(forms, key=lambda form: (-form.count, form.text))


def _sentences(mentions: pd.DataFrame) -> list[tuple[str, str]]:
    """Article and sentence, from as many articles as there are, none twice."""
    again = mentions.groupby("article_id", sort=False).cumcount()
    found: dict[str, str] = {}
    ordered = mentions.iloc[again.argsort(kind="stable").to_numpy()]
    for row in ordered.dropna(subset=["start_sentence"]).to_dict("records"):
        start, end = int(row["start_sentence"]), int(row["end_sentence"])
        if end - start > _LONGEST_SENTENCE:
            start = max(start, int(row["start"]) - _LONGEST_SENTENCE // 2)
        sentence = one_line(row["text_article"][start:end], _LONGEST_SENTENCE)
        found.setdefault(sentence, str(row["article_id"]))
        if len(found) == SENTENCES:
            break
    return [(article_id, sentence) for sentence, article_id in found.items()]


def one_line(text: str, longest: int) -> str:
    """``text`` in one line of at most ``longest`` characters, without control characters."""
    if len(text) > 4 * longest:
        text = text[: 4 * longest] + " …"
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    line = " ".join(plain.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes, which JSON's strings are."""
    return json.dumps(text, ensure_ascii=False)


def _free_id(wanted: str, ids: set[str]) -> str:
    """``wanted``, or with a number if an actor has it; it is taken from then on."""
    stem, n, free = wanted[:70].rstrip("-"), 1, wanted
    while free in ids:
        n += 1
        free = f"{stem}-{n}"
    ids.add(free)
    return free


def _most_common_language(mentions: pd.DataFrame) -> str:
    counts = Counter(mentions["language"].dropna())
    return min(counts, key=lambda code: (-counts[code], code)) if counts else "ro"


def _gender(name: str, language: str) -> str | None:
    words = name_words(language)
    given = comparison_key(name.split()[0]).split("-")[0]
    return "f" if given in words.women else "m" if given in words.men else None


def _further_names(
    actor_id: str, kind: str, name: str, forms: list[_Form]
) -> dict[str, dict[str, list[str]]]:
    """The forms that the rules can't make of the name, by field and language.

    Parts of a person's name are left out: after the full name they are recognised anyway, and
    alone they may be somebody else's.
    """
    fields: dict[str, dict[str, list[str]]] = {"aliases": {}, "forms": {}}
    words = set(comparison_key(name).replace("-", " ").split())
    for language in ("ro", "en"):
        actor = Actor.model_validate({"id": actor_id, "kind": kind, "name": {"ro": name}})
        matcher = Matcher(Registry({actor_id: actor}, {}), language)
        for form in forms:
            if language not in form.languages or _is_matched(form.text, matcher):
                continue
            if kind == "person" and len(words) > 1 and form.links == {"alias"}:
                continue
            field = "forms" if kind != "person" and form.links == {"form"} else "aliases"
            fields[field].setdefault(language, []).append(form.text)
    return fields


def _is_matched(text: str, matcher: Matcher) -> bool:
    """Whether the matcher takes the whole of ``text`` for the actor."""
    tokens = tokenize(text)
    match = next(iter(matcher.find(tokens)), None)
    return match is not None and (match.first, match.last) == (0, len(tokens))
