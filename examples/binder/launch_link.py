"""Print the link that starts a notebook in Binder, for the README of its repository."""

# [link]
from urllib.parse import quote


def launch_link(repository: str, version: str, notebook: str) -> str:
    """Return the link; a tag as *version* keeps it working as the branch moves on."""
    path = quote(f"lab/tree/{notebook}", safe="")
    return f"https://mybinder.org/v2/gh/{repository}/{version}?urlpath={path}"


link = launch_link("ada/waves", "v1.0", "waves.ipynb")
print(f"[![Binder](https://mybinder.org/badge_logo.svg)]({link})")
# [/link]
