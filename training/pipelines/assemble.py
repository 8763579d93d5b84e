"""Puts the trained parts together into the model that ships.

Usage: python assemble.py LANGUAGE SYNTAX NAMES VECTORS OUT
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import spacy
import srsly
from thinc.api import Config

import presslens.language.features
import presslens.language.lemmas  # noqa: F401


def narrow(path: Path) -> None:
    """Writes the weights in ``path`` anew with 16 bits a number; the package widens them."""
    content = srsly.msgpack_loads(path.read_bytes())
    for params in content["params"]:
        for name, value in params.items():
            if getattr(value, "dtype", None) == np.float32:
                params[name] = value.astype(np.float16)
    path.write_bytes(srsly.msgpack_dumps(content))


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language")
    parser.add_argument("syntax", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("out", type=Path, help="the folder of the model; its lemmas.tsv is there")
    args = parser.parse_args()
    shutil.copyfile(args.vectors, args.out / "vectors.npz")
    nlp = spacy.load(args.syntax, exclude=["ner"] if args.names != args.syntax else [])
    if args.names != args.syntax:
        names = spacy.load(args.names)
        names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
        nlp.add_pipe("ner", source=names)
    nlp.add_pipe("presslens_lemmatizer", name="lemmatizer")
    nlp.meta.update(name="presslens_news", version="1.0.0", license="CC BY-SA 4.0")
    nlp.meta.update(description="Tags, features, lemmas, trees and names of news, for presslens")
    folder = args.out.with_name("model.new")
    nlp.to_disk(folder, exclude=["vectors"])
    config = Config().from_disk(folder / "config.cfg", interpolate=False)
    config["paths"] = {"vectors": args.language}
    for name in config["components"].values():  # a copied part has its paths filled in
        for layer in (name.get("model", {}), name.get("model", {}).get("tok2vec", {})):
            if "vectors" in layer.get("embed", {}):
                layer["embed"]["vectors"] = "${paths.vectors}"
    for section in ("system", "corpora", "training", "initialize", "pretraining"):
        config.pop(section, None)  # how it was trained stands in training/, not in the model
    config.to_disk(folder / "config.cfg")
    for path in folder.glob("*/model"):
        narrow(path)
    labels = sorted(
        {label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    )
    srsly.write_json(folder / "vocab" / "strings.json", labels)
    for path in folder.iterdir():
        target = args.out / path.name
        if target.is_dir():
            shutil.rmtree(target)
        path.replace(target)
    folder.rmdir()


if __name__ == "__main__":
    main()
