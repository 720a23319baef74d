"""Why 16 bits alone lose a small gradient, and how scaling the loss saves it."""

import numpy as np

# [scaling]
gradient = 2e-8
scale = 1024  # of the loss, and so of every gradient

alone = np.float16(gradient)
scaled = np.float16(gradient * scale)
print(f"in 16 bits           {alone:.3g}")
print(f"scaled, in 16 bits   {scaled:.3g}")
print(f"scaled back, 32 bits {np.float32(scaled) / scale:.3g}")

weight, step = 0.5, 1e-4
print(f"weight in 16 bits    {np.float16(weight) - np.float16(step)}")
print(f"weight in 32 bits    {np.float32(weight) - np.float32(step)}")
# [/scaling]
