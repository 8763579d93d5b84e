"""Turns a trained network into the model that ships: eight bits a weight, run by ONNX Runtime.

Usage: python export.py LANGUAGE TRAINED.pt PIECES OUT
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import spacy
import torch
from graph import build_graph
from network import Body, Network, rebuild
from onnxruntime.quantization import QuantType, quantize_dynamic

import presslens.language.encoder
import presslens.language.lemmas
import presslens.language.readers  # noqa: F401  (all register the components)
from presslens.language.network import FILES, pack

COMPONENTS = ("encoder", "tagger", "morphologizer", "parser", "ner", "lemmatizer")
DESCRIPTION = "Tags, features, lemmas, trees and names of news, for presslens"
Array = np.ndarray[Any, np.dtype[Any]]


def write_body(body: Body, width: int, path: Path) -> None:
    """Writes the body with eight bits a weight."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(build_graph(body, width), whole)
        quantize_dynamic(
            whole,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def write_embedding(network: Network, path: Path) -> None:
    """Writes the tables of the embedding; those of pieces with four bits a number."""
    pieces, scales = pack(network.embedding.pieces.weight.detach().numpy())
    tables = {
        "pieces": pieces,
        "scales": scales,
        "endings": network.embedding.features[0].weight.detach().numpy().astype(np.float16),
        "shapes": network.embedding.features[1].weight.detach().numpy().astype(np.float16),
        "places": network.embedding.places.weight.detach().numpy().astype(np.float16),
        "relations": network.relations.detach().numpy().astype(np.float16),
    }
    np.savez_compressed(path, **tables)


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language")
    parser.add_argument("trained", type=Path)
    parser.add_argument("pieces", type=Path)
    parser.add_argument("out", type=Path, help="the folder of the model; its lemmas.tsv is there")
    args = parser.parse_args()
    trained = torch.load(args.trained, weights_only=True)
    network, labels = rebuild(trained)
    nlp = spacy.blank(args.language)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_body(network.body, network.embedding.pieces.weight.shape[1], folder / FILES[0])
        write_embedding(network, folder / FILES[1])
        about = {"uncased": trained["uncased"], **vars(labels)}
        shutil.copyfile(args.pieces, folder / FILES[2])
        (folder / FILES[3]).write_text(json.dumps(about, ensure_ascii=False, indent=0))
        for component in COMPONENTS:
            nlp.add_pipe(f"presslens_{component}", name=component)
        nlp.get_pipe("encoder").from_disk(folder)
    nlp.meta.update(name="presslens_news", version="2.0.0", license="CC BY-SA 4.0")
    nlp.meta.update(description=DESCRIPTION)
    for path in args.out.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    nlp.to_disk(args.out, exclude=["vectors"])
    for path in sorted(p for p in args.out.rglob("*") if p.is_file()):
        print(f"{path.stat().st_size / 1e6:6.2f} MB {path.name}")


if __name__ == "__main__":
    main()
