"""Topics as communities in a network of words: sixteen short hotel reviews.

1. Which words occur in the same review? A matrix of counts.
2. How much more often than by chance? Positive pointwise mutual information (PPMI).
   A word that occurs everywhere, such as "hotel", comes close to nothing.
3. The PPMI values are the links of a network; Infomap finds its communities.

    python topics.py --write   # keeps the network in network.json for the figure
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import igraph
import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

REVIEWS = """
hotel near the beach, warm sea and white sand
hotel with a pool, sea view, sand and sun
great hotel, beach and sea every day, sun and sand
sun, pool and beach, a lovely hotel
hotel with boots welcome, the trail starts at the door
good hotel for a hike, mountain view from the trail
hotel near the mountain, long hike, muddy boots dried
trail to the hut, mountain air, boots and a hike from the hotel
hotel with a rich breakfast, fresh bread and good coffee
breakfast in the hotel was fresh, strong coffee, warm bread
fresh fruit, coffee and bread at breakfast, quiet hotel
hotel breakfast with fruit and coffee
hotel room with tv, german channels and fast wifi
wifi in the room, tv without german channels, clean hotel
room clean, wifi fast, tv small, hotel near the beach
clean hotel room, german tv channels, view of the mountain
""".strip().splitlines()

# [topics]
counts = CountVectorizer(stop_words="english", binary=True, min_df=2)
stands = counts.fit_transform(REVIEWS).toarray()  # review × word: 0 or 1
words = counts.get_feature_names_out()

together = stands.T @ stands  # word × word: reviews that have both
alone = np.diag(together)
by_chance = np.outer(alone, alone) / len(REVIEWS)
with np.errstate(divide="ignore"):
    near = np.maximum(0, np.log2(together / by_chance))  # PPMI


def topics(links: np.ndarray) -> list[str]:
    network = igraph.Graph.Weighted_Adjacency(links, mode="undirected", loops=False)
    found = network.community_infomap(edge_weights="weight", trials=20)
    return [", ".join(words[topic]) for topic in found if len(topic) > 1]


# [/topics]


def main(arguments: list[str]) -> None:
    random.seed(0)  # igraph draws its random numbers from here
    for name, links in {"counts": together, "PPMI": near}.items():
        print(f"{name}:")
        for topic in topics(links):
            print(" ", topic)
    if "--write" in arguments:
        write()


def write() -> None:
    """Keep the network, with a place on paper for every word, for the figure."""
    used = [number for number in range(len(words)) if near[number].any()]
    links = near[np.ix_(used, used)]
    network = igraph.Graph.Weighted_Adjacency(links, mode="undirected", loops=False)
    found = network.community_infomap(edge_weights="weight", trials=20)
    result = {
        "words": words[used].tolist(),
        "topics": found.membership,
        "links": [[*edge.tuple, round(edge["weight"], 2)] for edge in network.es],
        "places": np.round(network.layout_kamada_kawai(), 2).tolist(),
    }
    Path("network.json").write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
