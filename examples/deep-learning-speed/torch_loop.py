# needs: torch
"""The rules in one loop of PyTorch: load ahead, compile, 16 bits, keep the GPU busy."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


def main() -> None:
    """Train a small classifier on noise for one epoch."""
    data = TensorDataset(torch.randn(2048, 32), torch.randint(0, 8, (2048,)))
    layers = nn.Sequential(nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 8))
    on_gpu = DEVICE == "cuda"
    # [loop]
    loader = DataLoader(
        data,
        batch_size=256,  # a multiple of eight
        shuffle=True,
        num_workers=2,  # load and augment beside the training
        pin_memory=on_gpu,
        persistent_workers=True,
    )
    model = torch.compile(layers.to(DEVICE)) if on_gpu else layers
    optimiser = torch.optim.AdamW(model.parameters())
    for inputs, labels in loader:
        inputs = inputs.to(DEVICE, non_blocking=True)
        labels = labels.to(DEVICE, non_blocking=True)
        with torch.autocast(DEVICE, dtype=torch.bfloat16):
            loss = nn.functional.cross_entropy(model(inputs), labels)
        loss.backward()
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
    # [/loop]
    print(f"loss {loss.item():.1f}")


if __name__ == "__main__":
    main()
