"""The option ``huggingface:NAME``, with a library and a model made up for the tests."""

import contextlib
import importlib.util
import sys
import types

import numpy as np
import pytest

from presslens.errors import MissingDataError, ParameterError
from presslens.language.parsing import parse
from presslens.sentiment import SentimentModel, load
from presslens.sentiment.hub import HubModel, class_order, load_hub_model
from presslens.sentiment.model import MOST_WORDS, Target

LABELS = {0: "Positive", 1: "NEGATIVE", 2: "neutral"}
"""In an order that is not ours."""


class Tensor:
    """As much of one as is used."""

    def __init__(self, rows):
        self.rows = rows

    def double(self):
        return self

    def numpy(self):
        return np.array(self.rows, dtype=np.float64)


class Tokenizer:
    """Hands the texts on, and keeps what it was given."""

    def __init__(self):
        self.asked, self.options = [], []

    def __call__(self, texts, names, **options):
        self.asked.append(list(zip(texts, names, strict=True)))
        self.options.append(options)
        return {"texts": texts, "names": names}


class Classifier:
    """Finds a text bad for each "corupt" in it and good for each "curajos"."""

    def __init__(self, labels=LABELS):
        self.config = types.SimpleNamespace(id2label=labels)
        self.ready = False

    def eval(self):
        self.ready = True
        return self

    def __call__(self, texts, names):
        assert self.ready
        rows = [[4.0 * t.count("curajos"), 4.0 * t.count("corupt"), 1.0] for t in texts]
        return types.SimpleNamespace(logits=Tensor(rows))


@pytest.fixture
def library(monkeypatch):
    """The two libraries; what is asked of them is in ``library.asked``."""

    class From:
        def __init__(self, made):
            self.made = made

        def from_pretrained(self, name):
            library.asked.append(name)
            if isinstance(self.made, Exception):
                raise self.made
            return self.made

    library = types.ModuleType("transformers")
    library.asked = []
    library.tokenizer, library.classifier = Tokenizer(), Classifier()
    library.AutoTokenizer = From(library.tokenizer)
    library.AutoModelForSequenceClassification = From(library.classifier)
    torch = types.ModuleType("torch")
    torch.inference_mode = contextlib.nullcontext
    monkeypatch.setitem(sys.modules, "transformers", library)
    monkeypatch.setitem(sys.modules, "torch", torch)
    load.cache_clear()
    yield library
    load.cache_clear()


@pytest.mark.parametrize("missing", ["torch", "transformers"])
@pytest.mark.usefixtures("library")
def test_hub_names_the_extra_where_a_library_is_missing(monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingDataError, match=r"pip install 'presslens\[huggingface\]'"):
        load("huggingface:org/model", "ro")


def test_hub_importing_the_package_needs_neither_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.setitem(sys.modules, "transformers", None)
    spec = importlib.util.find_spec("presslens.sentiment.hub")
    again = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(again)
    assert again.HubModel is not HubModel


def test_hub_model_is_loaded_by_its_name(library):
    model = load("huggingface:org/model", "ro")
    assert isinstance(model, SentimentModel)
    assert (model.name, model.language) == ("huggingface:org/model", "ro")
    assert set(library.asked) == {"org/model"}
    assert model.threshold == 0


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError("no such folder\nand a long story"), r"\(no such folder\)"),
        (ValueError("not a model"), "not a model"),
        (OSError(), "OSError"),
        (ImportError("needs sentencepiece"), "needs sentencepiece"),
    ],
)
def test_hub_says_why_a_model_cannot_be_had(library, error, says):
    library.AutoModelForSequenceClassification.made = error
    with pytest.raises(MissingDataError, match=f"'org/model' can't be loaded .*{says}.* folder"):
        load_hub_model("org/model", "ro")


def test_hub_classes_are_put_in_our_order():
    assert class_order("x", LABELS) == [1, 2, 0]
    assert class_order("x", {0: "neg", 1: "neu", 2: "pos"}) == [0, 1, 2]


@pytest.mark.parametrize(
    "labels",
    [
        {0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"},
        {0: "negative", 1: "positive"},
        {0: "negative", 1: "neutral", 2: "positive", 3: "positively"},
        {0: "negative", 1: "neutral", 2: "positive", 3: "mixed"},
        {},
    ],
)
def test_hub_model_with_other_classes_is_refused(labels):
    with pytest.raises(MissingDataError, match="negative, neutral and positive"):
        class_order("x", labels)


def model(library):
    return load_hub_model("org/model", "ro")


def test_hub_reads_the_sentence_and_the_target_as_two_texts(library):
    rows = model(library).predict([("Popa este corupt.", 0, 4), ("Dinu e curajos.", 0, 4)])
    assert rows.argmax(axis=1).tolist() == [0, 2]
    np.testing.assert_allclose(rows.sum(axis=1), 1)
    pairs = [pair for batch in library.tokenizer.asked for pair in batch]
    assert set(pairs) == {("Popa este corupt.", "Popa"), ("Dinu e curajos.", "Dinu")}
    assert all(o["truncation"] == "only_first" for o in library.tokenizer.options)


def test_hub_rows_are_in_the_order_of_the_items_whatever_the_batches(library):
    items = [(f"{'corupt ' * (n % 2)}{'curajos ' * (1 - n % 2)}{'x' * (n * 7 % 30)}", 0, 3)
             for n in range(40)]  # fmt: skip
    rows = model(library).predict(items)
    assert len(library.tokenizer.asked) == 3
    assert rows.argmax(axis=1).tolist() == [2 - 2 * (n % 2) for n in range(40)]


def test_hub_texts_without_letters_are_not_scored_nor_asked(library):
    rows = model(library).predict([("?!", 0, 1), ("Popa este corupt.", 0, 4), ("🙂", 0, 1)])
    assert np.isnan(rows[[0, 2]]).all()
    assert rows[1].argmax() == 0
    assert library.tokenizer.asked == [[("Popa este corupt.", "Popa")]]


def test_hub_does_not_read_what_the_target_says(library):
    sentence = "„Dinu este corupt”, a spus Popa."
    found = model(library).predict([Target(sentence, 27, 31, ((0, 18),))])
    assert library.tokenizer.asked == [[(" " * 18 + ", a spus Popa.", "Popa")]]
    assert found[0].argmax() == 1


def test_hub_reads_what_is_near_a_target_in_a_long_text(library):
    """The library cuts at the end, which would leave the target itself out."""
    text = "corupt " * 700 + "Popa este curajos. " + "corupt " * 700
    start = text.index("Popa")
    model(library).predict([(text, start, start + 4), (text, 0, len(text))])
    near, whole = sorted((p for b in library.tokenizer.asked for p in b), key=lambda p: len(p[0]))
    assert "Popa este curajos" in near[0]
    assert len(near[0]) < 1_000
    assert whole[0] == text
    assert len(whole[1]) <= 100


def test_hub_reads_parsed_sentences_too(library):
    doc = parse(["Dinu tace. Popa este corupt."], "ro")[0]
    span = doc.char_span(11, len(doc.text))
    assert model(library).predict([(span, 0, 4)])[0].argmax() == 0
    assert library.tokenizer.asked == [[("Popa este corupt.", "Popa")]]


def test_hub_explains_by_leaving_words_out(library):
    sentence = "Popa este corupt și curajos, corupt."
    words = model(library).explain([(sentence, 0, 4)])[0]
    assert {sentence[w.start : w.end] for w in words} == {"corupt", "curajos"}
    signs = {sentence[w.start : w.end]: w.weight > 0 for w in words}
    assert signs == {"corupt": False, "curajos": True}
    sizes = [abs(w.weight) for w in words]
    assert sizes == sorted(sizes, reverse=True)


def test_hub_explanation_of_a_long_text_has_its_places_in_all_of_it(library):
    text = "x " * 1_000 + "Popa este corupt. " + "y " * 1_000
    start = text.index("Popa")
    ((word,),) = model(library).explain([(text, start, start + 4)])
    assert text[word.start : word.end] == "corupt"
    asked = sum(map(len, library.tokenizer.asked))
    assert asked < 1_000


def test_hub_explains_nothing_by_the_target_and_with_a_few_words_at_most(library):
    m = model(library)
    assert m.explain([("corupt tace", 0, 6)]) == [()]
    assert m.explain([("?!", 0, 1)]) == [()]
    many = "Popa " + "corupt curajos " * 10
    assert len(m.explain([(many, 0, 4)])[0]) <= MOST_WORDS


def test_hub_model_gives_no_tone_and_names_wrong_items(library):
    m = model(library)
    assert np.isnan(m.polarity(["Un om corupt."])).all()
    assert m.predict([]).shape == (0, 3)
    for method in (m.predict, m.explain):
        with pytest.raises(ParameterError, match="item 0"):
            method([("Popa", 0, 9)])
