"""Mark a few circles by hand, and a forest finds the two textures everywhere else."""

# [image]
import numpy as np
from skimage import draw, feature, filters
from sklearn.ensemble import RandomForestClassifier

rng = np.random.default_rng(2018)
size = 120
row, column = np.mgrid[:size, :size]
truth = column > 60 + 15 * np.sin(row / 12)  # a winding border
fine, coarse = (filters.gaussian(rng.normal(size=truth.shape), s) for s in (1, 3))
image = np.where(truth, fine / fine.std(), coarse / coarse.std())
# [/image]

# [textures]
CIRCLES = [(30, 20, False), (90, 25, False), (25, 100, True), (85, 100, True)]
marked = np.zeros(image.shape, dtype=int)  # 0: nobody has said what this is
for y, x, is_fine in CIRCLES:
    marked[draw.disk((y, x), 9)] = 2 if is_fine else 1

looks = feature.multiscale_basic_features(image, sigma_max=4)  # scikit-image …
looks = filters.gaussian(looks, 4, channel_axis=-1)  # the neighbourhood counts
forest = RandomForestClassifier(n_estimators=50, max_depth=10, random_state=0)
forest.fit(looks[marked > 0], marked[marked > 0])  # … and scikit-learn
found = forest.predict(looks.reshape(-1, looks.shape[-1])).reshape(image.shape) == 2

print(f"marked by hand: {np.mean(marked > 0):.0%} of the pixels")
print(f"right in the rest: {np.mean(found[marked == 0] == truth[marked == 0]):.0%}")
# [/textures]
