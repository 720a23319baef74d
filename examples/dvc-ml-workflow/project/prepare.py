"""First stage: split the digits of scikit-learn once, always in the same way."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

images, labels = load_digits(return_X_y=True)
parts = train_test_split(images / 16, labels, random_state=0, stratify=labels)
np.savez("digits.npz", **dict(zip(["x", "x_test", "y", "y_test"], parts, strict=True)))
