using System.Globalization;
using System.Text;

namespace Burst.Server.Metrics;

/// <summary>Writes the Prometheus text format, version 0.0.4.</summary>
internal sealed class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();
    private string family = "";

    /// <summary>One sample; samples of one family are written one after the other.</summary>
    public void Sample(string name, string type, string help, string value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        if (name != family)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
            family = name;
        }

        text.Append(name);
        for (var i = 0; i < labels.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? '{' : ',')}{labels[i].Name}=\"{Escape(labels[i].Value)}\"");
        if (labels.Length > 0)
            text.Append('}');
        text.Append(' ').Append(value).Append('\n');
    }

    public void Gauge(string name, string help, long value, params ReadOnlySpan<(string Name, string Value)> labels) =>
        Sample(name, "gauge", help, value.ToString(CultureInfo.InvariantCulture), labels);

    public override string ToString() => text.ToString();

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
