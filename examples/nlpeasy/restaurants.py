"""Find which restaurants are alike from their reviews alone."""

# [pipeline]
import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

reviews = pd.DataFrame(
    [
        ("Vesuvio", "Crisp pizza from a wood oven, and the tiramisu was fresh"),
        ("Vesuvio", "Pizza for 9 euros, good wine, friendly owner"),
        ("Da Carla", "Fresh pasta and pizza, a long list of wine"),
        ("Sakura", "The sushi was fresh, the miso soup hot, the rice perfect"),
        ("Kyoto", "Ramen and sushi for 12 euros; miso soup is included"),
        ("Kyoto", "Best rice bowls in town, quick service"),
    ],
    columns=["restaurant", "text"],
)
reviews["price"] = reviews["text"].str.extract(r"(\d+) euros").astype("Int64")
groups = reviews.groupby("restaurant", sort=False)
places = groups.agg({"text": " ".join, "price": "min"})
weights = TfidfVectorizer(stop_words="english").fit_transform(places["text"])
similar = cosine_similarity(weights)
np.fill_diagonal(similar, 0)  # nobody is their own neighbour
alike = pd.DataFrame(similar, places.index, places.index)
places["like"], places["how much"] = alike.idxmax(axis=1), alike.max(axis=1).round(2)
print(places.drop(columns="text").rename_axis(None))
# [/pipeline]
