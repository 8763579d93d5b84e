"""Teaches an encoder to read the gloss of a sentence as it reads the English one.

    python training/sentiment/align.py settings.yaml --data DIR --out FILE.pt [--set name=value ...]

The mean state of a gloss should be that which the encoder, as it was, has for the translation, and
that of the translation should stay (Reimers and Gurevych 2020, "Making Monolingual Sentence
Embeddings Multilingual"). Settings as for ``train.py``: encoder, vocabulary, epochs, rate, pieces,
seed; ``pairs`` is the file that ``prepare.py`` wrote, ``kept`` the weight of what should stay.
"""

from __future__ import annotations

import copy
import random
import time
from pathlib import Path
from typing import Any

import torch
from network import Encoder
from rows import WordPieces, groups, make_batch, read_pairs
from torch import Tensor
from torch.nn import functional
from train import DEVICE, begin, learn, rates, run, save, shorter_numbers, there


def mean_state(encoder: Encoder, ids: Tensor, mask: Tensor) -> Tensor:
    """The mean of the last states (batch, width) of a sentence without a target."""
    last = encoder(ids, mask, torch.zeros_like(mask)[:, :, None])[-1]
    return (last.float() * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)


def align(settings: dict[str, Any], data: Path, out: Path) -> None:
    """Trains the encoder and writes a checkpoint with heads that are not trained yet."""
    shuffle = random.Random(settings["seed"])
    model, pieces = begin(settings, data)
    torch.manual_seed(settings["seed"])
    model.to(DEVICE)
    before = copy.deepcopy(model.encoder).eval()
    pairs = read_pairs(data / settings["pairs"], WordPieces(pieces))
    epochs = [groups(pairs, settings["pieces"], shuffle) for _ in range(settings["epochs"])]
    batches = [[pairs[n] for n in group] for epoch in epochs for group in epoch]
    model.encoder.pieces.weight.requires_grad = False
    learned = [p for p in model.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=settings["rate"], weight_decay=0.01, fused=True)
    plan = rates(optimizer, len(batches), warm=0.1, floor=0.0)
    model.train()
    began, losses = time.time(), []
    for step, batch in enumerate(batches):
        gloss = there(make_batch(batch))[:2]
        english = there(make_batch([pair.english for pair in batch]))[:2]
        with shorter_numbers():
            with torch.no_grad():
                wanted = mean_state(before, *english)
            spread = wanted.var()
            loss = functional.mse_loss(mean_state(model.encoder, *gloss), wanted) / spread
            kept = functional.mse_loss(mean_state(model.encoder, *english), wanted) / spread
        learn(loss + settings["kept"] * kept, optimizer, plan)
        losses.append(torch.stack([loss.detach(), kept.detach()]))
        if (step + 1) % 50 == 0:
            near, stay = torch.stack(losses[-50:]).mean(0).tolist()
            spent = time.time() - began
            print(f"{step + 1}/{len(batches)} {near:.3f} {stay:.3f} {spent:.0f} s", flush=True)
    save(model, pieces, out)


if __name__ == "__main__":
    run(align, __doc__)
