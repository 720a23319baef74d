# needs: sklearnex
"""One line lets scikit-learn compute with Intel's library, where it can."""

# [patch]
from sklearnex import patch_sklearn

patch_sklearn(verbose=False)  # before scikit-learn itself is imported

from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier

points, kinds = make_classification(2000, 20, n_informative=10, random_state=0)
forest = RandomForestClassifier(n_estimators=50, random_state=0)
forest.fit(points, kinds)

print(type(forest).__module__)
print(forest.predict_proba(points[:4])[:, 0].tolist())
# [/patch]
