"""The three losses of neural style transfer, in NumPy."""

# [losses]
import numpy as np


def gram(features: np.ndarray) -> np.ndarray:
    channels = features.shape[0]
    flat = features.reshape(channels, -1)  # one row a feature map, its pixels in a line
    return flat @ flat.T / flat.shape[1]  # which patterns go together


def content_loss(new: np.ndarray, content: np.ndarray) -> float:
    return float(np.mean((new - content) ** 2))


def style_loss(new: np.ndarray, style: np.ndarray) -> float:
    return float(np.mean((gram(new) - gram(style)) ** 2))


def variation_loss(image: np.ndarray) -> float:
    down, right = np.diff(image, axis=0), np.diff(image, axis=1)
    return float(np.sum(down**2) + np.sum(right**2))


# [/losses]
# [shuffle]
rng = np.random.default_rng(0)
features = rng.random((64, 32, 32))  # 64 feature maps of 32 by 32 pixels
places = rng.permutation(32 * 32)
shuffled = features.reshape(64, -1)[:, places].reshape(64, 32, 32)

print(f"Gram matrix: {gram(features).shape[0]} by {gram(features).shape[1]}")
print(f"content loss after shuffling: {content_loss(shuffled, features):.3f}")
print(f"style loss after shuffling:   {style_loss(shuffled, features):.3f}")
# [/shuffle]
gentle = np.linspace(0, 1, 32) * np.ones((32, 1))
noisy = gentle + rng.normal(0, 0.1, gentle.shape)
assert variation_loss(gentle) < variation_loss(noisy)
