"""Which polygon does a town lie in, and how far is it? With and without metres.

The shapes are rough, drawn by hand for this example.
"""

from __future__ import annotations

import pandas as pd
import shapely
from pyproj import Transformer

# [inside]
AREAS = {  # longitude first, latitude second
    "Bavaria": [(9, 50), (12, 50.4), (13.8, 48.7), (13, 47.5), (10, 47.4)],
    "Saxony": [(12, 51.4), (15, 51.3), (14.5, 51), (12, 50.2), (11.9, 50.8)],
}
towns = pd.DataFrame(
    {
        "town": ["Munich", "Dresden", "Karlsruhe"],
        "longitude": [11.58, 13.74, 8.40],
        "latitude": [48.14, 51.05, 49.01],
    }
)
towns["point"] = shapely.points(towns["longitude"], towns["latitude"])

names = list(AREAS)
tree = shapely.STRtree([shapely.Polygon(corners) for corners in AREAS.values()])
town, area = tree.query(towns["point"], predicate="within")
towns["area"] = pd.Series([names[number] for number in area], index=town)
# [/inside]


# [distance]
def far(*places: shapely.Point) -> None:
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
    flat = [shapely.Point(to_metres.transform(p.x, p.y)) for p in places]
    print(f"in degrees: {shapely.distance(*places):6.1f}")
    print(f"in metres:  {shapely.distance(*flat):6.0f}")


# [/distance]


if __name__ == "__main__":
    print(towns[["town", "area"]].to_string(index=False))
    far(towns["point"][2], towns["point"][0])
