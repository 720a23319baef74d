"""Which polygon does a town lie in, and how far is it? In degrees and in metres.

The shapes are rough, drawn by hand for this example.
"""

from __future__ import annotations

import geopandas
from shapely import Polygon

# [inside]
AREAS = {  # longitude first, latitude second
    "Bavaria": [(9, 50), (12, 50.4), (13.8, 48.7), (13, 47.5), (10, 47.4)],
    "Saxony": [(12, 51.4), (15, 51.3), (14.5, 51), (12, 50.2), (11.9, 50.8)],
}
TOWNS = {"Munich": (11.58, 48.14), "Dresden": (13.74, 51.05), "Karlsruhe": (8.4, 49.01)}

areas = geopandas.GeoDataFrame(
    {"area": AREAS.keys()},
    geometry=[Polygon(corners) for corners in AREAS.values()],
    crs="EPSG:4326",  # longitude and latitude, in degrees
)
towns = geopandas.GeoDataFrame(
    {"town": TOWNS.keys()},
    geometry=geopandas.points_from_xy(*zip(*TOWNS.values(), strict=True)),
    crs="EPSG:4326",
)
inside = towns.sjoin(areas, how="left", predicate="within")
# [/inside]

# [distance]
metres = towns.to_crs("EPSG:25832")  # UTM, zone 32 north; pyproj does the work
munich, dresden, karlsruhe = metres.geometry
print(f"{karlsruhe.distance(munich) / 1000:.1f} km from Karlsruhe to Munich")
# [/distance]

print(inside[["town", "area"]].to_string(index=False))
