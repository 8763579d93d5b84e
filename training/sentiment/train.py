"""Trains a network on labelled targets.

    python training/sentiment/train.py settings.yaml --data DIR --out FILE.pt [--set name=value ...]

Settings, which ``name=value`` overrides:

- ``encoder`` (folder) with ``vocabulary`` (file of the pieces that are kept), or ``start``
  (checkpoints; the mean of several, which were trained from the same encoder);
- ``keep`` (the layers that are kept, all by default), ``frozen`` (how many of the lowest stay as
  they are, with the vectors under them);
- ``train`` (file: share of its rows taken each epoch, more than 1 repeats them), ``validation``
  (files), ``answers`` (files whose logits are written beside the checkpoint), ``fold`` (``[k, n]``:
  leaves out the ``k``-th of ``n`` parts of each file, and answers only rows that it left out);
- epochs, rate, head_rate, floor (share of the rate at the end), pieces (of a batch), smoothing,
  gate (weight of the gate's loss), average (share of the last steps whose weights are averaged),
  quantized (share of the steps after which it reckons as the shipped network does), seed;
- ``guide`` (checkpoints, their mean) with ``states`` (weight): the states after the kept layers
  should be like the guide's (Sun et al. 2019, "Patient knowledge distillation"), and ``copied`` of
  the goal is what the guide answers.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from encoders import read_encoder
from network import Classifier, Encoder
from rows import Batch, Item, Row, WordPieces, encode, groups, make_batch, read_rows
from torch import Tensor, nn
from torch.nn import functional

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
INITIAL_SEED = 0
"""What is not pretrained starts the same in all runs, so that their weights can be averaged."""
LOOKED_AT = 40
"""Batches that show the usual spread of inputs."""


def macro_f1(gold: Tensor, guess: Tensor) -> float:
    """F1 of the three classes, averaged."""
    scores = []
    for c in range(3):
        right = ((gold == c) & (guess == c)).sum()
        scores.append((2 * right / ((gold == c).sum() + (guess == c).sum()).clamp_min(1)).item())
    return sum(scores) / 3


def predict(model: Classifier, items: list[Item]) -> Tensor:
    """Logits (n, 2, 3) of the head and of the gate."""
    found = torch.zeros(len(items), 2, 3)
    for group in groups(items, 6000, None):
        with torch.no_grad():
            answer, early, _ = model(*there(make_batch([items[n] for n in group])))
        found[group] = torch.stack([answer, early], 1).float().cpu()
    return found


def shorter_numbers() -> contextlib.AbstractContextManager[object]:
    """Sixteen bits where they are fast."""
    if DEVICE.type == "cuda":
        return torch.autocast("cuda", torch.bfloat16)
    return contextlib.nullcontext()


def there(batch: Batch) -> Batch:
    """A batch where the network is."""
    ids, mask, target = (part.to(DEVICE) for part in batch)
    return ids, mask, target


def load(paths: list[Path]) -> tuple[Classifier, list[str]]:
    """A network from a checkpoint, or the mean of several, and its pieces."""
    kept = [torch.load(path, weights_only=False, map_location="cpu") for path in paths]
    model = Classifier(Encoder(kept[0]["shape"]))
    states = [one["state"] for one in kept]
    model.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    if kept[0]["quantized"]:
        model.reckon_as_shipped()
    return model, kept[0]["pieces"]


def save(model: Classifier, pieces: list[str], path: Path) -> None:
    """Writes a checkpoint."""
    state = {name: value.cpu().clone() for name, value in model.state_dict().items()}
    quantized = model.dense.quantized
    torch.save(
        {"shape": model.encoder.shape, "state": state, "pieces": pieces, "quantized": quantized},
        path,
    )


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


def rates(
    optimizer: torch.optim.Optimizer, steps: int, warm: float, floor: float
) -> torch.optim.lr_scheduler.LRScheduler:
    """Rates that rise over the share ``warm`` of the steps and fall to the share ``floor``."""
    rise = max(warm * steps, 1)
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / rise) * (floor + (1 - floor) * (1 - s / steps))
    )


def learn(
    loss: Tensor, optimizer: torch.optim.Optimizer, plan: torch.optim.lr_scheduler.LRScheduler
) -> None:
    """One step, the gradient no longer than 1."""
    loss.backward()
    nn.utils.clip_grad_norm_([p for group in optimizer.param_groups for p in group["params"]], 1.0)
    optimizer.step()
    plan.step()
    optimizer.zero_grad(set_to_none=True)


def part_of(count: int, fold: list[int] | None) -> range:
    """The numbers, of ``count`` rows, that are left out. Rows of a document stand together."""
    if fold is None:
        return range(0)
    k, n = fold
    return range(count * k // n, count * (k + 1) // n)


def keep_layers(encoder: Encoder, keep: list[int]) -> None:
    """Drops the layers that are not in ``keep``."""
    encoder.layers = nn.ModuleList(encoder.layers[n] for n in keep)
    encoder.shape.layers = len(keep)


def begin(settings: dict[str, Any], data: Path) -> tuple[Classifier, list[str]]:
    """The network before training."""
    torch.manual_seed(INITIAL_SEED)
    if "start" in settings:
        model, pieces = load([data / name for name in settings["start"]])
    else:
        vocabulary = (data / settings["vocabulary"]).read_text(encoding="utf-8")
        pieces = vocabulary.rstrip("\n").split("\n")
        model = Classifier(read_encoder(data / settings["encoder"], pieces))
    if "keep" in settings:
        keep_layers(model.encoder, settings["keep"])
    return model, pieces


def unlike(states: list[Tensor], wanted: list[Tensor], mask: Tensor) -> Tensor:
    """How far states (batch, steps, width) are from those wanted, as a share of their spread."""
    losses = []
    for found, right in zip(states, wanted, strict=True):
        at = mask.bool()
        right = right.float()[at]
        losses.append(functional.mse_loss(found.float()[at], right) / right.var())
    return torch.stack(losses).mean()


def train(settings: dict[str, Any], data: Path, out: Path) -> None:
    """Trains, says how it goes, and writes the checkpoint."""
    torch.set_flush_denormal(True)  # the smallest numbers cost the most time
    shuffle = random.Random(settings["seed"])
    model, pieces = begin(settings, data)
    torch.manual_seed(settings["seed"])
    model.to(DEVICE)
    if "quantized" in settings:
        model.reckon_as_shipped(False)  # until its step comes
    guide = None
    if "guide" in settings:
        guide = load([data / name for name in settings["guide"]])[0].to(DEVICE).eval()
        guide.reckon_as_shipped(False)
    cutter = WordPieces(pieces)
    files = {*settings["train"], *settings["validation"], *settings.get("answers", [])}
    items = {f: encode(read_rows(data / f), cutter) for f in sorted(files)}
    out_of = {f: part_of(len(items[f]), settings.get("fold")) for f in settings["train"]}
    parts = [
        ([item for n, item in enumerate(items[f]) if n not in out_of[f]], share)
        for f, share in settings["train"].items()
    ]
    epochs = []
    for _ in range(settings["epochs"]):
        pool = [item for part, share in parts for item in drawn(part, share, shuffle)]
        numbers = groups(pool, settings["pieces"], shuffle)
        epochs.append([[pool[n] for n in group] for group in numbers])
    steps = sum(map(len, epochs))
    model.encoder.pieces.weight.requires_grad = False
    if settings.get("frozen"):
        model.encoder.requires_grad_(False)
        model.encoder.layers[settings["frozen"] :].requires_grad_(True)
    body = [p for n, p in model.encoder.named_parameters() if p.requires_grad]
    head = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": settings["rate"]}, {"params": head, "lr": settings["head_rate"]}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    plan = rates(optimizer, steps, settings.get("warm", 0.06), settings.get("floor", 0.0))
    short = shorter_numbers()
    model.train()
    mean: dict[str, Tensor] = {}
    count, losses, began, step = 0, [], time.time(), 0
    for number, epoch in enumerate(epochs):
        for batch in epoch:
            given = there(make_batch(batch))
            if step == int(steps * settings.get("quantized", 1)):
                model.quantize(there(make_batch(some)) for some in epoch[:LOOKED_AT])
                mean, count = {}, 0
            rows = [item.row for item in batch]
            wanted = goal(rows, settings["smoothing"]).to(DEVICE)
            weight = torch.tensor([row.weight for row in rows], device=DEVICE)
            with short:
                if guide:
                    with torch.no_grad():
                        advice, _, theirs = guide(*given)
                    share = settings.get("copied", 0.0)
                    wanted = (1 - share) * wanted + share * torch.softmax(advice.float(), -1)
                answer, early, states = model(*given)
                loss = cross_entropy(answer, wanted, weight)
                loss = loss + settings.get("gate", 0.0) * cross_entropy(early, wanted, weight)
                if guide:
                    paired = [theirs[n] for n in settings["keep"]]
                    loss = loss + settings["states"] * unlike(states, paired, given[1])
            learn(loss, optimizer, plan)
            losses.append(loss.detach())
            step += 1
            if step > steps * (1 - settings.get("average", 0)):
                count += 1
                state = model.state_dict()
                mean = mean or {k: torch.zeros_like(v) for k, v in state.items()}
                for k, v in state.items():
                    mean[k] += (v - mean[k]) / count
            if step % 100 == 0:
                spent = time.time() - began
                recent = torch.stack(losses[-100:]).mean().item()
                print(f"{step}/{steps} loss {recent:.3f} {spent:.0f} s", flush=True)
        if mean and number == len(epochs) - 1:
            model.load_state_dict(mean)
        report(model, {f: items[f] for f in settings["validation"]}, f"epoch {number}")
        save(model, pieces, out)
    answers = {f: predict(model.eval(), items[f]).numpy() for f in settings.get("answers", [])}
    if "fold" in settings:
        for f in answers.keys() & out_of.keys():
            answers[f][[n for n in range(len(items[f])) if n not in out_of[f]]] = np.nan
    if answers:
        np.savez_compressed(out.with_suffix(".npz"), **answers)


def cross_entropy(answer: Tensor, wanted: Tensor, weight: Tensor) -> Tensor:
    """The loss of logits (n, 3) where probabilities are wanted; each row with its weight."""
    each = -(wanted * functional.log_softmax(answer.float(), -1)).sum(-1)
    return (each * weight).sum() / weight.sum()


def report(model: Classifier, held: dict[str, list[Item]], when: str) -> None:
    """Prints how well the head, and the gate, answer what they were not trained on."""
    model.eval()
    for f, items in held.items():
        gold = torch.tensor([item.row.label for item in items])
        head, gate = (found.argmax(-1) for found in predict(model, items).unbind(1))
        right = (head == gold).float().mean().item()
        print(f"{when} {f} F1 {100 * macro_f1(gold, head):.1f} acc {100 * right:.1f} "
              f"gate F1 {100 * macro_f1(gold, gate):.1f}", flush=True)  # fmt: skip
    model.train()


def run(work: Callable[[dict[str, Any], Path, Path], None], about: str | None) -> None:
    """Reads the options of ``train.py`` or ``align.py`` and does the work."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("settings", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--set", nargs="*", default=[], help="name=value of single settings")
    options = parser.parse_args()
    settings = yaml.safe_load(options.settings.read_text(encoding="utf-8"))
    for given in options.set:
        name, value = given.split("=", 1)
        settings[name] = yaml.safe_load(value)
    work(settings, options.data, options.out)


if __name__ == "__main__":
    run(train, __doc__)
