"""Test the code that cleans, with people whom Mimesis invents.

Run it with pytest, or by itself.
"""

from mimesis import Locale, Person

SAME = {"m": "male", "male": "male", "f": "female", "female": "female"}


# [code]
def clean(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Give values that mean the same one spelling, and drop people met before."""
    found = {}
    for row in rows:
        email = row["email"].strip().lower()
        sex = SAME[row["sex"].strip().lower()]
        found.setdefault(email, {"email": email, "sex": sex})
    return list(found.values())


def test_every_person_stays_once_however_they_are_spelt() -> None:
    """A hundred invented people, each written in two ways."""
    person = Person(Locale.DE, seed=2018)
    emails = sorted({person.email() for _ in range(100)})
    rows = [{"email": email, "sex": "Male"} for email in emails]
    rows += [{"email": f" {email.upper()}", "sex": "M "} for email in emails]
    cleaned = clean(rows)
    assert sorted(row["email"] for row in cleaned) == emails
    assert {row["sex"] for row in cleaned} == {"male"}
# [/code]


if __name__ == "__main__":
    test_every_person_stays_once_however_they_are_spelt()
    someone = Person(Locale.DE, seed=2018)
    print(someone.full_name(), "·", someone.email())
    print("every person once")
