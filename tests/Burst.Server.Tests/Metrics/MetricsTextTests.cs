using System.Diagnostics.Metrics;
using Burst.Server.Metrics;

namespace Burst.Server.Tests.Metrics;

public sealed class MetricsTextTests
{
    [Fact]
    public void Samples_OfOneFamily_HaveOneHeader_AndEscapedLabels()
    {
        var text = new MetricsText();

        text.Gauge("a", "Help of a.", 1, ("name", "plain"), ("other", "x"));
        text.Gauge("a", "Help of a.", 2, ("name", "back\\slash \"quoted\"\nline"));
        text.Sample("b", "counter", "Help of b.", "0.5");

        Assert.Equal(
            """
            # HELP a Help of a.
            # TYPE a gauge
            a{name="plain",other="x"} 1
            a{name="back\\slash \"quoted\"\nline"} 2
            # HELP b Help of b.
            # TYPE b counter
            b 0.5

            """, text.ToString());
    }

    [Fact]
    public void Collector_AddsUpEachSeries_OfItsMeterAlone()
    {
        using var meter = new Meter("Burst.Tests.Metrics");
        using var foreign = new Meter("Burst.Tests.Foreign");
        using var collector = new CounterCollector(meter.Name);
        var calls = meter.CreateCounter<long>("burst_calls_total", description: "Calls.");
        var callsOut = meter.CreateCounter<long>("burst_calls_total_out", description: "Calls out.");
        foreign.CreateCounter<long>("foreign_total").Add(7);

        calls.Add(1, new KeyValuePair<string, object?>("node", "b"));
        calls.Add(2, new KeyValuePair<string, object?>("node", "a"));
        callsOut.Add(5);
        calls.Add(3, new KeyValuePair<string, object?>("node", "b"));

        var text = new MetricsText();
        collector.WriteTo(text);
        Assert.Equal(
            """
            # HELP burst_calls_total_out Calls out.
            # TYPE burst_calls_total_out counter
            burst_calls_total_out 5
            # HELP burst_calls_total Calls.
            # TYPE burst_calls_total counter
            burst_calls_total{node="a"} 2
            burst_calls_total{node="b"} 4

            """, text.ToString());
    }
}
