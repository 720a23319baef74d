"""Which towns lie within 150 km of Karlsruhe? A table, a circle, a map."""

import tempfile
from pathlib import Path

import folium
import geopandas as gpd

TOWNS = {
    "Karlsruhe": (49.01, 8.40),
    "Basel": (47.56, 7.59),
    "Frankfurt": (50.11, 8.68),
    "Metz": (49.12, 6.18),
    "Nuremberg": (49.45, 11.08),
    "Saarbrücken": (49.23, 6.99),
    "Strasbourg": (48.57, 7.75),
    "Stuttgart": (48.78, 9.18),
    "Ulm": (48.40, 9.99),
}


def towns() -> gpd.GeoDataFrame:
    """Return the towns as points: longitude is x, latitude is y."""
    # [points]
    x = [longitude for _, longitude in TOWNS.values()]
    y = [latitude for latitude, _ in TOWNS.values()]
    points = gpd.points_from_xy(x, y, crs="EPSG:4326")
    return gpd.GeoDataFrame({"town": list(TOWNS)}, geometry=points)
    # [/points]


def near(table: gpd.GeoDataFrame, kilometres: float) -> gpd.GeoDataFrame:
    """Return the towns around the first one, with their distance."""
    # [near]
    metres = table.to_crs("EPSG:25832")  # UTM zone 32, for Germany: x and y in metres
    centre = metres.geometry.iloc[0]
    circle = centre.buffer(kilometres * 1000)
    found = metres[metres.within(circle)].copy()
    found["km"] = (found.distance(centre) / 1000).round().astype(int)
    return found.sort_values("km")
    # [/near]


def to_html(table: gpd.GeoDataFrame, file: Path) -> None:
    """Save a map that the reader can move, with a marker for each town."""
    # [map]
    drawn = folium.Map(location=TOWNS["Karlsruhe"], zoom_start=7)
    marker = folium.CircleMarker(radius=6, fill=True)
    folium.GeoJson(
        table.to_crs("EPSG:4326"),
        marker=marker,
        tooltip=folium.GeoJsonTooltip(["town", "km"]),
    ).add_to(drawn)
    drawn.save(file)
    # [/map]


if __name__ == "__main__":
    answer = near(towns(), 150)
    print(answer[["town", "km"]].to_string(index=False))
    with tempfile.TemporaryDirectory() as folder:
        to_html(answer, Path(folder) / "map.html")
