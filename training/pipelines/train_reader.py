"""Trains the network of one pipeline on all its corpora together.

A corpus that says nothing of trees, or of names, teaches the other heads only. Settings stand in
the folder of the language; seeds are fixed, and the number of steps is, not the time.

Usage: python train_reader.py SETTINGS WORK ENCODER PIECES OUT.pt
"""

from __future__ import annotations

import argparse
import functools
import random
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
import yaml
from batches import MISSING, Batcher, Sentence, in_order, label_lists, read_sentences
from network import Labels, Linear, Network, build, rebuild, student
from pretrained import Pretrained, read_pretrained
from torch import Tensor
from torch.nn import functional

from presslens.language.pieces import parse_pieces

NONE = -1e4

Part = tuple[list[Sentence], float]
"""The sentences of a corpus, and how often an epoch has them."""


def arc_scores(out: tuple[Tensor, ...], batch: dict[str, Tensor]) -> Tensor:
    """Scores (batch, words, heads); a head is in the word's own sentence, or the beginning."""
    scores = out[5] @ out[4].transpose(1, 2)
    own = batch["sentence_of"]
    allowed = own[:, :, None] == own[:, None, :]
    allowed[:, :, 0] = True
    allowed &= ~torch.eye(own.shape[1], dtype=torch.bool)
    return scores.masked_fill(~allowed, NONE)


def losses(
    network: Network, out: tuple[Tensor, ...], batch: dict[str, Tensor], weights: dict[str, float]
) -> Tensor:
    """The weighted sum of the losses of the heads, each over the words that a corpus speaks of."""
    total = out[0].sum() * 0.0
    for name, scores in zip(("tags", "morphs", "names"), (out[0], out[1], out[3]), strict=True):
        total = total + weights[name] * _cross_entropy(scores, batch[name])
    known = batch["starts"] != MISSING
    total = total + weights["starts"] * functional.binary_cross_entropy_with_logits(
        out[2].squeeze(-1)[known], batch["starts"][known].float()
    )
    total = total + weights["heads"] * _cross_entropy(arc_scores(out, batch), batch["heads"], 0.0)
    row, word = (batch["relations"] != MISSING).nonzero(as_tuple=True)
    if len(row):
        head = batch["heads"][row, word]
        found = network.relation_scores(out[6][row, head], out[7][row, word])
        total = total + weights["relations"] * functional.cross_entropy(
            found, batch["relations"][row, word]
        )
    return total


def is_annotated(batch: dict[str, Tensor]) -> bool:
    """Whether a corpus says anything of the words of the batch."""
    return any(bool((batch[n] != MISSING).any()) for n in ("tags", "names", "heads"))


def taught(
    network: Network,
    out: tuple[Tensor, ...],
    teacher: Network,
    batch: dict[str, Tensor],
    weights: dict[str, float],
) -> Tensor:
    """How far the heads are from those of the teacher, on all words (Hinton et al. 2015)."""
    with torch.no_grad():
        given = teacher(batch)
        their_arcs = arc_scores(given, batch)
    known = batch["sentence_of"] >= 0
    arcs = arc_scores(out, batch)
    total = weights["heads"] * _distance(arcs[known], their_arcs[known])
    for name, place in (("tags", 0), ("morphs", 1), ("names", 3)):
        total = total + weights[name] * _distance(out[place][known], given[place][known])
    row, word = known.nonzero(as_tuple=True)
    head = their_arcs.argmax(-1)[row, word]
    with torch.no_grad():
        theirs = teacher.relation_scores(given[6][row, head], given[7][row, word])
    own = network.relation_scores(out[6][row, head], out[7][row, word])
    return total + weights["relations"] * _distance(own, theirs)


def _distance(scores: Tensor, given: Tensor) -> Tensor:
    return functional.kl_div(
        functional.log_softmax(scores, -1), functional.softmax(given, -1), reduction="batchmean"
    )


def _cross_entropy(scores: Tensor, answers: Tensor, smoothing: float = 0.02) -> Tensor:
    known = answers != MISSING
    if not bool(known.any()):
        return scores.sum() * 0.0
    return functional.cross_entropy(scores[known], answers[known], label_smoothing=smoothing)


@torch.no_grad()
def measure(network: Network, sentences: list[Sentence], batcher: Batcher) -> dict[str, float]:
    """Shares of right answers on the corpus's own tokens and sentences, in per cent."""
    network.eval()
    right: dict[str, float] = {}
    count: dict[str, float] = {}

    def add(name: str, good: Tensor, known: Tensor) -> None:
        right[name] = right.get(name, 0) + float((good & known).sum())
        count[name] = count.get(name, 0) + float(known.sum())

    for runs in in_order(sentences, 16):
        batch = batcher.tensors(runs)
        out = network(batch)
        for name, scores in zip(("tags", "morphs", "names"), (out[0], out[1], out[3]), strict=True):
            add(name, scores.argmax(-1) == batch[name], batch[name] != MISSING)
        heads = arc_scores(out, batch).argmax(-1)
        known = batch["heads"] != MISSING
        good = heads == batch["heads"]
        add("uas", good, known)
        row, word = known.nonzero(as_tuple=True)
        if len(row):
            found = network.relation_scores(out[6][row, heads[row, word]], out[7][row, word])
            fits = found.argmax(-1) == batch["relations"][row, word]
            add("las", good[row, word] & fits, torch.ones_like(fits))
        add(
            "starts", (out[2].squeeze(-1) > 0) == (batch["starts"] == 1), batch["starts"] != MISSING
        )
    network.train()
    return {name: round(100 * right[name] / count[name], 2) for name in right if count[name]}


class Average:
    """The moving average of the weights, which is what ships."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay = decay
        self.kept = {k: v.detach().clone() for k, v in network.state_dict().items()}
        self.steps = 0

    @torch.no_grad()
    def update(self, network: Network) -> None:
        """Moves towards the weights of ``network``."""
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        for name, value in network.state_dict().items():
            self.kept[name].lerp_(value, 1 - decay)


def batches_without_end(
    batcher: Batcher, parts: list[Part], size: int, rng: random.Random
) -> Iterator[dict[str, Tensor]]:
    """Batches of all corpora, each corpus as often as its weight says."""
    while True:
        found: list[list[list[Sentence]]] = []
        for sentences, weight in parts:
            whole, rest = divmod(weight, 1.0)
            for _ in range(int(whole)):
                found += batcher.epoch(sentences, size, rng)
            if rest:
                found += batcher.epoch(sentences, size, rng)[
                    : int(rest * len(sentences) * 20 / size) + 1
                ]
        rng.shuffle(found)
        for runs in found:
            yield batcher.tensors(runs, rng)


def optimizer_for(network: Network, settings: dict[str, Any]) -> torch.optim.Optimizer:
    """AdamW; what is new learns faster than what was trained before."""
    old = [
        *network.embedding.pieces.parameters(),
        *network.embedding.places.parameters(),
        *network.body.norm.parameters(),
        *network.body.layers.parameters(),
    ]
    known = {id(p) for p in old}
    new = [p for p in network.parameters() if id(p) not in known]
    groups = [{"params": old, "lr": settings["rate"]}, {"params": new, "lr": settings["new_rate"]}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def read_parts(work: Path, settings: dict[str, Any]) -> list[Part]:
    """The corpora of the settings."""
    read = functools.partial(read_sentences, language=settings["language"])
    whole = [(read([work / path]), float(w)) for path, w in settings["corpora"].items()]
    trees = [
        ([s.trees_alone() for s in read([work / path])], float(w))
        for path, w in settings.get("trees_alone", {}).items()
    ]
    return whole + trees


def begin(
    args: argparse.Namespace,
    settings: dict[str, Any],
    parts: list[Part],
    encoder: Pretrained,
    kept: list[str],
) -> tuple[Network, Network | None, Labels]:
    """The network to train, its teacher, and what both may answer."""
    teacher, labels = None, None
    if args.teacher is not None:
        teacher, labels = rebuild(torch.load(args.teacher, weights_only=True))
    if args.start is not None:
        network, labels = student(torch.load(args.start, weights_only=True), settings["layers"])
    else:
        labels = labels or label_lists([s for sentences, _ in parts for s in sentences])
        numbers = {piece: n for n, piece in enumerate(encoder.pieces)}
        rows = [numbers[piece] for piece in kept]
        network = build(encoder, rows, settings["depth"], labels)
    for part in network.modules():
        if isinstance(part, Linear):
            part.quantized = settings.get("quantized", False)
    return network, teacher, labels


def train(args: argparse.Namespace, settings: dict[str, Any]) -> None:
    """Trains and writes the averaged weights."""
    torch.manual_seed(settings["seed"])
    rng = random.Random(settings["seed"])
    parts = read_parts(args.work, settings)
    encoder = read_pretrained(args.encoder)
    pieces = parse_pieces(args.pieces.read_text(encoding="utf-8"), uncased=encoder.uncased)
    network, teacher, labels = begin(args, settings, parts, encoder, list(pieces.numbers))
    ends = (pieces.numbers["<s>"], pieces.numbers["</s>"])
    batcher = Batcher(labels, pieces, ends, settings["spellings"], settings["hidden_words"])
    dev = {
        name: read_sentences([args.work / path], settings["language"])
        for name, path in settings["dev"].items()
    }
    optimizer = optimizer_for(network, settings)
    rates = [group["lr"] for group in optimizer.param_groups]
    average = Average(network, settings["average"])
    stream = batches_without_end(batcher, parts, settings["batch"], rng)
    steps, begun = settings["steps"], time.monotonic()
    words = sum(len(s.words) * weight for sentences, weight in parts for s in sentences)
    counts = ", ".join(f"{len(values)} {name}" for name, values in asdict(labels).items())
    print(f"{words:.0f} words an epoch; {counts}", flush=True)
    last = settings.get("stop", steps)
    for step in range(1, last + 1):
        share = min(step / settings["warm_up"], (steps - step) / (steps - settings["warm_up"]))
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        batch = next(stream)
        out = network(batch)
        if teacher is not None and not is_annotated(batch):
            loss = taught(network, out, teacher, batch, settings["weights"])
        else:
            loss = losses(network, out, batch, settings["weights"])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        average.update(network)
        if step % 50 == 0:
            seconds = time.monotonic() - begun
            print(f"step {step} loss {loss.item():.3f} {seconds:.0f} s", flush=True)
        if step % settings["measure_every"] == 0 or step == last:
            now = {k: v.clone() for k, v in network.state_dict().items()}
            network.load_state_dict(average.kept)
            for name, sentences in dev.items():
                print(f"step {step} {name} {measure(network, sentences, batcher)}", flush=True)
            save(network, labels, encoder, args.out)
            network.load_state_dict(now)


def save(network: Network, labels: Labels, encoder: Pretrained, path: Path) -> None:
    """Writes what :func:`network.rebuild` and ``export.py`` need."""
    about = {name: getattr(encoder, name) for name in ("heads", "uncased", "epsilon")}
    depth = len(network.body.layers)
    weights = network.state_dict()
    torch.save({"weights": weights, "labels": asdict(labels), "depth": depth, **about}, path)


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    parser.add_argument("work", type=Path, help="the folder with syntax/ and names/")
    parser.add_argument("encoder", type=Path)
    parser.add_argument("pieces", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, help="what this script wrote, to go on from")
    parser.add_argument("--teacher", type=Path, help="what it wrote, to label text that has none")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--set", nargs="*", default=[], help="settings in another way: depth=4")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    settings = yaml.safe_load(args.settings.read_text(encoding="utf-8"))
    for change in args.set:
        name, _, value = change.partition("=")
        settings[name] = yaml.safe_load(value)
    train(args, settings)


if __name__ == "__main__":
    main()
