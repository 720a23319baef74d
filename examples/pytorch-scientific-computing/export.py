# needs: torch
"""One function, three lives: as it is written, compiled, and exported as a graph."""

from __future__ import annotations

import torch


# [export]
class Pendulum(torch.nn.Module):
    """The energy of a pendulum of 1 m and 1 kg, by angle and speed."""

    def forward(self, angle: torch.Tensor, speed: torch.Tensor) -> torch.Tensor:
        return 9.81 * (1 - torch.cos(angle)) + speed**2 / 2


pendulum = Pendulum()
angle = torch.tensor([0.5], dtype=torch.float64, requires_grad=True)
speed = torch.tensor([1.0], dtype=torch.float64)

energy = pendulum(angle, speed)  # eager: an ordinary call
(torque,) = torch.autograd.grad(energy, angle)  # its derivative, exactly

program = torch.export.export(pendulum, (angle.detach(), speed))
again = program.module()(angle.detach(), speed)
# [/export]

if __name__ == "__main__":
    print(f"energy {energy.item():.4f}, exported {again.item():.4f}")
    print(f"torque {torque.item():.4f}, by hand {9.81 * torch.sin(angle).item():.4f}")
    for node in program.graph.nodes:
        print(node.op, node.target)
