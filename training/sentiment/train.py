"""Trains a network on labelled targets.

    python training/sentiment/train.py settings.yaml --data DIR --out FILE.pt

Settings: ``encoder`` (folder) or ``start`` (a checkpoint), ``keep`` (the layers that are kept, all
by default), ``frozen`` (how many of the lowest layers stay as they are), ``train`` (file: share of
its rows taken each epoch, more than 1 repeats), ``validation`` (files), epochs, rate, head_rate,
floor (share of the rate at the end), pieces (of a batch), smoothing, quantized, average (share of
the last steps whose weights are averaged), seed.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import Any

import torch
import yaml
from encoders import read_encoder
from network import Classifier, Encoder
from rows import Item, Row, WordPieces, batches, encode, read_rows
from torch import Tensor, nn
from torch.nn import functional


def macro_f1(gold: Tensor, guess: Tensor) -> float:
    """F1 of the three classes, averaged."""
    scores = []
    for c in range(3):
        right = ((gold == c) & (guess == c)).sum()
        scores.append((2 * right / ((gold == c).sum() + (guess == c).sum()).clamp_min(1)).item())
    return sum(scores) / 3


def predict(model: Classifier, items: list[Item]) -> tuple[Tensor, Tensor]:
    """Probabilities (n, 3) and classes (n,), in the order of the batches."""
    model.eval()
    found, gold = [], []
    with torch.no_grad():
        for ids, mask, target, rows in batches(items, 3000, None):
            found.append(torch.softmax(model(ids, mask, target), -1))
            gold += [row.label for row in rows]
    model.train()
    return torch.cat(found), torch.tensor(gold)


def load(path: Path) -> tuple[Classifier, list[str]]:
    """A network from a checkpoint, and its pieces."""
    kept = torch.load(path, weights_only=False)
    model = Classifier(Encoder(kept["shape"]))
    model.load_state_dict(kept["state"])
    return model, kept["pieces"]


def save(model: Classifier, pieces: list[str], path: Path) -> None:
    """Writes a checkpoint."""
    state = {name: value.clone() for name, value in model.state_dict().items()}
    torch.save({"shape": model.encoder.shape, "state": state, "pieces": pieces}, path)


def goal(rows: list[Row], smoothing: float) -> Tensor:
    """The probabilities that the answers should have."""
    wanted = torch.full((len(rows), 3), smoothing / 3)
    for n, row in enumerate(rows):
        if row.soft is not None:
            wanted[n] = torch.tensor(row.soft)
        else:
            wanted[n, row.label] += 1 - smoothing
    return wanted


def drawn(items: list[Item], share: float, shuffle: random.Random) -> list[Item]:
    """``share`` of the items, each at least ``int(share)`` times."""
    whole = int(share)
    return items * whole + shuffle.sample(items, round((share - whole) * len(items)))


def keep_layers(encoder: Encoder, keep: list[int]) -> None:
    """Drops the layers that are not in ``keep``."""
    encoder.layers = nn.ModuleList(encoder.layers[n] for n in keep)
    encoder.shape.layers = len(keep)


def train(settings: dict[str, Any], data: Path, out: Path) -> None:
    """Trains, says how it goes, and writes the checkpoint."""
    torch.manual_seed(settings["seed"])
    torch.set_flush_denormal(True)  # the smallest numbers cost the most time
    shuffle = random.Random(settings["seed"])
    if "start" in settings:
        model, pieces = load(data / settings["start"])
    else:
        encoder, pieces = read_encoder(data / settings["encoder"])
        model = Classifier(encoder)
    if "keep" in settings:
        keep_layers(model.encoder, settings["keep"])
    model.quantize(settings.get("quantized", False))
    cutter = WordPieces(pieces)
    parts = [(encode(read_rows(data / f), cutter), s) for f, s in settings["train"].items()]
    held = {f: encode(read_rows(data / f), cutter) for f in settings["validation"]}
    epochs = [
        list(
            batches(
                [i for p, s in parts for i in drawn(p, s, shuffle)], settings["pieces"], shuffle
            )
        )
        for _ in range(settings["epochs"])
    ]
    steps = sum(map(len, epochs))
    model.encoder.pieces.weight.requires_grad = False
    for layer in model.encoder.layers[: settings.get("frozen", 0)]:
        layer.requires_grad_(False)
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    head = [*model.dense.parameters(), *model.answer.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": settings["rate"]}, {"params": head, "lr": settings["head_rate"]}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    warm, floor = settings.get("warm", 0.06) * steps, settings.get("floor", 0.0)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda s: min(1.0, (s + 1) / max(warm, 1)) * (floor + (1 - floor) * (1 - s / steps)),
    )
    model.train()
    mean, count, losses, began, step = None, 0, [], time.time(), 0
    for number, epoch in enumerate(epochs):
        for ids, mask, target, rows in epoch:
            logits = functional.log_softmax(model(ids, mask, target), -1)
            wanted = goal(rows, settings["smoothing"])
            weight = torch.tensor([row.weight for row in rows])
            loss = (-(wanted * logits).sum(-1) * weight).sum() / weight.sum()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            plan.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
            step += 1
            if step > steps * (1 - settings.get("average", 0)):
                count += 1
                state = model.state_dict()
                mean = mean or {k: torch.zeros_like(v) for k, v in state.items()}
                for k, v in state.items():
                    mean[k] += (v - mean[k]) / count
            if step % 50 == 0:
                spent = time.time() - began
                print(f"{step}/{steps} loss {sum(losses[-50:]) / 50:.3f} {spent:.0f} s", flush=True)
            if step % 200 == 0:
                save(model, pieces, out.with_suffix(".part"))
        if mean and number == len(epochs) - 1:
            model.load_state_dict(mean)
        for f, items in held.items():
            found, gold = predict(model, items)
            guess = found.argmax(-1)
            right = (guess == gold).float().mean().item()
            print(f"epoch {number} {f} F1 {100 * macro_f1(gold, guess):.1f} acc {100 * right:.1f}",
                  flush=True)  # fmt: skip
        save(model, pieces, out)


def main() -> None:
    """Reads the options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    train(yaml.safe_load(options.settings.read_text(encoding="utf-8")), options.data, options.out)


if __name__ == "__main__":
    main()
