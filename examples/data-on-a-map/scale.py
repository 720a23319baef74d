"""GeoJSON in a few lines, and how much a web map enlarges what lies far north."""

from __future__ import annotations

import json
from math import cos, log, pi, radians, tan

# [geojson]
PLACES = {
    "Nairobi": (36.82, -1.29),
    "Karlsruhe": (8.40, 49.01),
    "St Petersburg": (30.32, 59.94),
    "Longyearbyen": (15.65, 78.22),
}
features = [
    {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {"name": name},
    }
    for name, (longitude, latitude) in PLACES.items()
]
document = json.dumps({"type": "FeatureCollection", "features": features})
# [/geojson]

# [mercator]
EARTH = 6_378_137  # metres: the sphere of Web Mercator, EPSG:3857


def web_mercator(longitude: float, latitude: float) -> tuple[float, float]:
    """Return x and y in the "metres" of a web map, true at the equator only."""
    x = EARTH * radians(longitude)
    y = EARTH * log(tan(pi / 4 + radians(latitude) / 2))
    return x, y


def times_too_large(latitude: float) -> float:
    """Return by how much the map enlarges an area at this latitude."""
    return 1 / cos(radians(latitude)) ** 2


# [/mercator]


if __name__ == "__main__":
    print(document[:96], "…")
    for name, place in PLACES.items():
        x, y = web_mercator(*place)
        print(f"{name:13} {x:11,.0f} {y:12,.0f}", end=" ")
        print(f"areas × {times_too_large(place[1]):.1f}")
