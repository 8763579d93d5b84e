"""Things to look at in a notebook: an actor with its sentences, an article with its mentions."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from presslens.filters import nearest, resolve_actor

if TYPE_CHECKING:
    from presslens.run import Run

_SHOWN = 20


@dataclass(frozen=True)
class ActorView:
    """One actor of a run."""

    actor_id: str
    name: str
    mentions: pd.DataFrame
    _sentences: pd.DataFrame

    @classmethod
    def of(cls, run: Run, wanted: str) -> ActorView:
        """The actor of ``run`` called ``wanted``."""
        actor_id = resolve_actor(run.actors, wanted)
        row = run.actors[run.actors["actor_id"] == actor_id].iloc[0]
        mentions = run.mentions[run.mentions["actor_id"] == actor_id].reset_index(drop=True)
        texts = run.articles.set_index("article_id")["text"]
        told = mentions.merge(
            run.sentences, on=["sentence_id", "article_id"], suffixes=("", "_sentence")
        ).merge(run.articles[["article_id", "outlet", "published"]], on="article_id")
        told["sentence"] = [
            texts[a][s:e]
            for a, s, e in zip(
                told["article_id"], told["start_sentence"], told["end_sentence"], strict=True
            )
        ]
        columns = ["outlet", "published", "text", "link", "link_score", "sentence", "article_id"]
        return cls(actor_id, str(row["name_ro"]), mentions, told[columns])

    def sentences(self) -> pd.DataFrame:
        """The sentences that mention the actor, one row a mention."""
        return self._sentences

    def _repr_html_(self) -> str:
        items = "".join(
            f"<li>{html.escape(str(s))}</li>" for s in self._sentences["sentence"].head(_SHOWN)
        )
        return f"<h4>{html.escape(self.name)}: {len(self.mentions)}</h4><ol>{items}</ol>"


@dataclass(frozen=True)
class ArticleView:
    """One article of a run with what was found in it."""

    article: pd.Series
    mentions: pd.DataFrame

    @classmethod
    def of(cls, run: Run, article_id: str) -> ArticleView:
        """The article of ``run`` with the id ``article_id``."""
        rows = run.articles[run.articles["article_id"] == article_id]
        if rows.empty:
            raise nearest("article_id", article_id, run.articles["article_id"].head(1000))
        mentions = run.mentions[run.mentions["article_id"] == article_id].reset_index(drop=True)
        return cls(rows.iloc[0], mentions)

    @property
    def text(self) -> str:
        """The article's text."""
        return str(self.article["text"])

    def _repr_html_(self) -> str:
        done, pieces = 0, []
        linked = self.mentions.dropna(subset=["actor_id"])
        columns = (linked[name].tolist() for name in ("start", "end", "actor_id", "link"))
        for start, end, actor_id, link in zip(*columns, strict=True):
            if start < done:
                continue
            pieces.append(html.escape(self.text[done:start]))
            label = html.escape(f"{actor_id} · {link}", quote=True)
            pieces.append(f"<mark title='{label}'>{html.escape(self.text[start:end])}</mark>")
            done = end
        pieces.append(html.escape(self.text[done:]))
        title = self.article["title"]
        head = html.escape(str(title if isinstance(title, str) else self.article["article_id"]))
        return f"<h4>{head}</h4><p style='white-space:pre-line'>{''.join(pieces)}</p>"
