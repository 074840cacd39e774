using Burst.Control;
using Burst.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace Burst.Server.Hosting;

/// <summary>Where logs and metrics go: standard error, readable or JSON, and an OTLP collector when one is configured.</summary>
public static class ServerLogging
{
    public static ILoggerFactory CreateLoggers(LogLevel level, bool json, Uri? otlp = null) => LoggerFactory.Create(builder =>
    {
        // What the web host logs when it cannot start is a stack trace; the reason is told by the command itself.
        builder.SetMinimumLevel(level).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (json)
            builder.AddJsonConsole(options => (options.UseUtcTimestamp, options.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        else
            builder.AddSimpleConsole(options => (options.SingleLine, options.UseUtcTimestamp, options.TimestampFormat) = (true, true, "HH:mm:ss.fff "));
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        if (otlp is not null)
            builder.AddOpenTelemetry(logging => logging.AddOtlpExporter(exporter => exporter.Endpoint = otlp));
    });

    /// <summary>Sends the loop's metrics to the collector until disposed; null when none is configured.</summary>
    public static IDisposable? StartMetrics(ServerSettings settings) => settings.OtlpEndpoint is not { } otlp
        ? null
        : Sdk.CreateMeterProviderBuilder().AddMeter(ControlMetrics.MeterName)
            .AddOtlpExporter((OtlpExporterOptions exporter) => exporter.Endpoint = otlp).Build();
}
