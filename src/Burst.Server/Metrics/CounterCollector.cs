using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Burst.Server.Metrics;

/// <summary>Adds up the counters of Burst's meters, so that they can be scraped as text without an exporter package.</summary>
internal sealed class CounterCollector : IDisposable
{
    private const int SeriesMax = 10_000;

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, Series> series = new(StringComparer.Ordinal);

    public CounterCollector(string meterName)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == meterName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>(Record);
        listener.Start();
    }

    public void WriteTo(MetricsText text)
    {
        foreach (var entry in series.Values.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var value = Interlocked.Read(ref entry.Total).ToString(CultureInfo.InvariantCulture);
            text.Sample(entry.Name, "counter", entry.Help, value, entry.Labels);
        }
    }

    public void Dispose() => listener.Dispose();

    private void Record(Instrument instrument, long measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var labels = new (string Name, string Value)[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            labels[i] = (tags[i].Key, tags[i].Value?.ToString() ?? "");
        var key = $"{instrument.Name}|{string.Join('|', labels.Select(label => $"{label.Name}={label.Value}"))}";
        if (series.Count >= SeriesMax && !series.ContainsKey(key))
            return;
        var entry = series.GetOrAdd(key, _ => new Series(key, instrument.Name, instrument.Description ?? "", labels));
        Interlocked.Add(ref entry.Total, measurement);
    }

    private sealed class Series(string key, string name, string help, (string Name, string Value)[] labels)
    {
        public long Total;

        public string Key => key;

        public string Name => name;

        public string Help => help;

        public (string Name, string Value)[] Labels => labels;
    }
}
