"""Labelling in JupyterLab: one mention at a time, with buttons and keys."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd

from presslens.errors import MissingDataError, ValidationError
from presslens.measures.tables import Tables
from presslens.plots.clean import escape
from presslens.validation.labelling import Labelling
from presslens.validation.labels import CLASSES, NOT_AN_ACTOR
from presslens.validation.show import words

_STYLES: Final = {
    "negative": "danger",
    "neutral": "",
    "positive": "success",
    NOT_AN_ACTOR: "warning",
}
_KEYS: Final = {
    "n": "negative", "-": "negative", "0": "neutral", "p": "positive", "1": "positive",
    "+": "positive", "x": NOT_AN_ACTOR,
}  # fmt: skip


def label(run_or_sample: Tables | pd.DataFrame, path: str | Path, *, language: str = "ro") -> Desk:
    """A place to label a sample in JupyterLab; it goes on where the file was left.

    Args:
        run_or_sample: A run, from which 200 mentions are drawn if the file does not exist; or a
            sample from `presslens.validation.draw`.
        path: The label file, .csv or .xlsx; each answer is kept there at once.
        language: Of the buttons, "ro" or "en".

    Raises:
        MissingDataError: ipywidgets is not installed.
        ParameterError: The language has no words.
        ValidationError: The file breaks a rule, or is of another run or sample.
    """
    words(language)
    widgets = _widgets()
    return Desk(Labelling.begin(run_or_sample, path), widgets, language)


def _widgets() -> Any:  # noqa: ANN401
    try:
        import ipywidgets
    except ImportError as error:
        raise MissingDataError(
            "labelling in JupyterLab needs ipywidgets; install it with "
            "`pip install ipywidgets`, or label the file in a spreadsheet program"
        ) from error
    return ipywidgets


class Desk:
    """The mention that is asked about, buttons, a field for keys, and how far one is.

    Args:
        labelling: Where the coder is.
        widgets: The module ipywidgets.
        language: Of the buttons.

    Attributes:
        labelling: Where the coder is.
        box: The widget.
        buttons: The buttons, by label, and "skip" and "back".
        keys: The field in which a key is an answer.
        note: The field of the remark.
    """

    def __init__(self, labelling: Labelling, widgets: Any, language: str) -> None:  # noqa: ANN401
        self.labelling = labelling
        self._say = words(language)
        self._text, self._status = widgets.HTML(), widgets.HTML()
        self._bar = widgets.IntProgress(min=0, max=labelling.total)
        self.buttons = {
            name: widgets.Button(description=self._say[name], button_style=_STYLES.get(name, ""))
            for name in (*CLASSES, NOT_AN_ACTOR, "skip", "back")
        }
        self._actions: dict[str, Callable[[], None]] = {
            **{name: partial(self._answer, name) for name in (*CLASSES, NOT_AN_ACTOR)},
            "skip": labelling.skip, "back": labelling.back,
        }  # fmt: skip
        self.keys = widgets.Text(
            description=self._say["keys"],
            placeholder=self._say["keys_help"],
            continuous_update=True,
        )
        self.note = widgets.Text(description=self._say["note_field"])
        for name, button in self.buttons.items():
            button.on_click(partial(self._clicked, name))
        self.keys.observe(self._pressed, names="value")
        answers = widgets.HBox([self.buttons[name] for name in (*CLASSES, NOT_AN_ACTOR)])
        moves = widgets.HBox([self.buttons["skip"], self.buttons["back"], self._bar])
        fields = widgets.HBox([self.keys, self.note])
        self.box = widgets.VBox([self._text, answers, moves, fields, self._status])
        self._show()

    def _clicked(self, name: str, _button: object) -> None:
        self._act(name)

    def _pressed(self, change: dict[str, Any]) -> None:
        key = str(change["new"]).strip().lower()[-1:]
        if not key:
            return
        self.keys.value = ""
        name = {**_KEYS, "s": "skip", "b": "back"}.get(key)
        if name is not None:
            self._act(name)

    def _act(self, name: str) -> None:
        try:
            self._actions[name]()
        except ValidationError:
            self._status.value = f"<b>{escape(self._message('moved_on'))}</b>"
            return
        self._show()

    def _answer(self, name: str) -> None:
        self.labelling.answer(name, self.note.value)

    def _message(self, key: str) -> str:
        return self._say[key].format(path=self.labelling.path)

    def _show(self) -> None:
        work = self.labelling
        row = work.current
        self._text.value = mention_html(row, self._say["question"].format(actor=row["actor"]))
        self.note.value = row["note"]
        self._bar.value = work.done
        status = escape(self._say["progress"].format(done=work.done, total=work.total))
        if row["label"]:
            status += f" · {escape(self._say[row['label']])}"
        if work.done == work.total:
            status = escape(self._message("finished"))
        self._status.value = status

    def __repr__(self) -> str:
        return f"{self.labelling.path}: {self.labelling.done}/{self.labelling.total}"

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(self.box._repr_mimebundle_())
        plain = repr(self)
        return {**bundle, "text/html": f"<p>{escape(plain)}</p>", "text/plain": plain}


def mention_html(row: dict[str, str], question: str) -> str:
    """A row of a sample as HTML: the mention marked, the context grey, all escaped."""
    sentence = escape(row["sentence"]).replace("[[", "<mark>", 1)
    head, marked, tail = sentence.partition("<mark>")
    if marked:
        tail = tail.replace("]]", "</mark>", 1)
    grey = "<span style='color:#5f5f5f'>{}</span>"
    return (
        f"<p>{escape(row['outlet'])}</p><p style='line-height:1.5;max-width:45em'>"
        f"{grey.format(escape(row['before']))} {head}{marked}{tail} "
        f"{grey.format(escape(row['after']))}</p><p><b>{escape(question)}</b></p>"
    )
