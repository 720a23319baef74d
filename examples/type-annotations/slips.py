"""Two slips that mypy finds before anything runs; Python meets the first one later."""

from speakers import Programme, Talk


# [slips]
def announce(programme: Programme) -> str:
    talk = programme.find("import pytz")
    return talk["title"].upper()  # there may be no such talk


keynote: Talk = {"title": "Arrow", "minutes": "45"}
# [/slips]


if __name__ == "__main__":
    try:
        announce(Programme())
    except TypeError as error:
        print("TypeError:", error)
