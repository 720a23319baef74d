"""A window function: each row keeps its place and sees its group as well."""

# [window]
import sqlite3

database = sqlite3.connect(":memory:")
database.execute("CREATE TABLE sales (shop, month, amount)")
rows = [("A", 1, 10), ("A", 2, 30), ("B", 1, 25), ("B", 2, 5)]
database.executemany("INSERT INTO sales VALUES (?, ?, ?)", rows)
query = """
SELECT shop, month, amount,
       sum(amount) OVER (PARTITION BY shop ORDER BY month) AS so_far,
       rank() OVER (PARTITION BY month ORDER BY amount DESC) AS place
FROM sales ORDER BY shop, month
"""
for row in database.execute(query):
    print(*row)
# [/window]
