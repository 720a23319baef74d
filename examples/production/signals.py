"""One request, three signals: a trace, a count with a duration, and a line in the log.

OpenTelemetry keeps the current span in a context variable, so the log finds its ID.
"""

import logging
import random
import sys
import time

from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

# In production an exporter for OTLP stands here and sends everything to a collector.
spans, reader = InMemorySpanExporter(), InMemoryMetricReader()
tracing = TracerProvider()
tracing.add_span_processor(SimpleSpanProcessor(spans))
trace.set_tracer_provider(tracing)
metrics.set_meter_provider(MeterProvider([reader]))

# [service]
tracer, meter = trace.get_tracer("shop"), metrics.get_meter("shop")
requests = meter.create_counter("requests", description="by outcome")
duration = meter.create_histogram("request.duration", unit="s")


def handle(price: str) -> None:
    """Answer one request, and leave all three signals behind."""
    began, outcome = time.perf_counter(), "ok"
    with tracer.start_as_current_span("handle"):
        try:
            log.info("quoted %.2f", quote(price))
        except ValueError as error:
            outcome = "failed"
            log.error("no price: %s", error)  # the stack trace belongs in Sentry
    requests.add(1, {"outcome": outcome})  # few values: never the ID of a user
    duration.record(time.perf_counter() - began)


def quote(price: str) -> float:
    """Return the price with tax; a span of its own shows what it takes."""
    with tracer.start_as_current_span("quote"):
        return float(price) * 1.19
# [/service]


class WithTraceID(logging.Formatter):
    """Begin each line with the ID of the trace that is going on."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        context = trace.get_current_span().get_span_context()
        return f"{context.trace_id:032x}"[:8] + f" {super().format(record)}"


log = logging.getLogger("shop")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(WithTraceID("%(levelname)-5s %(message)s"))
log.addHandler(handler)
log.setLevel(logging.INFO)

if __name__ == "__main__":
    random.seed(2018)  # only so that the page shows the IDs that you get
    for price in ("10", "25", "ten"):
        handle(price)
    print("\nspans")
    for span in spans.get_finished_spans():
        inside = "  " if span.parent else ""
        print(f"{span.context.trace_id:032x}"[:8], inside + span.name)
    print("\nmetrics")
    [resource] = reader.get_metrics_data().resource_metrics
    [scope] = resource.scope_metrics
    counted = {metric.name: metric.data.data_points for metric in scope.metrics}
    for point in counted["requests"]:
        print(f"requests {point.attributes['outcome']}: {point.value}")
    print(f"durations recorded: {counted['request.duration'][0].count}")
