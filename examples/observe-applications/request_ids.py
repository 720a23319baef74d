"""Every line of the log carries the id of its request, and nobody passes it around."""

# [ids]
import asyncio
import contextvars
import json
import logging
import sys

request_id = contextvars.ContextVar("request_id", default="-")


class JsonLines(logging.Formatter):
    """Write each message as one line of JSON, with the id of the request."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"level": record.levelname, "request": request_id.get()}
        line |= {"event": record.getMessage()} | getattr(record, "data", {})
        return json.dumps(line)


async def handle(number: str, item: str) -> None:
    request_id.set(number)  # from here on, in this task alone
    log.info("received", extra={"data": {"item": item}})
    await store(item)


# [/ids]


# [run]
async def store(item: str) -> None:
    await asyncio.sleep(0.01 if item == "book" else 0.02)
    log.info("stored")  # no id in the arguments, yet one in the log


async def main() -> None:
    await asyncio.gather(handle("a1", "pencil"), handle("b2", "book"))


# [/run]


handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(JsonLines())
log = logging.getLogger("shop")
log.addHandler(handler)
log.setLevel(logging.INFO)

asyncio.run(main())
