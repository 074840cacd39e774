using System.Collections.Immutable;
using System.Net;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Manifests.Durations;
using Burst.Storage;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Configuration;

/// <summary>Turns the configuration as written into settings, or lists all that is wrong with it.</summary>
public sealed class ConfigValidator(BurstConfig config, IPriceCatalog prices)
{
    private const int CreatesMax = 100_000;

    private static readonly TimeSpan ShortestDuration = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(7);

    private const int HistoryRowsMax = 10_000_000;
    private const int UsageDaysMax = 3660;
    private const int UsageSumDaysDefault = 400;

    private readonly List<string> errors = [];

    /// <exception cref="ConfigException">Every error, each with its key and what is accepted.</exception>
    public ServerSettings Validate(string stateFolder)
    {
        var nodes = new NodeSettings(config, prices, errors).Read();
        var settings = new ServerSettings
        {
            StateFolder = stateFolder,
            Listen = ParseListen(),
            Region = config.Region,
            Nodes = nodes,
            LocalEngine = LocalEngine.Read(config.Docker, errors),
            SpendCapPerHour = ParseMoney("spendCapPerHour", config.SpendCapPerHour),
            CreatesPer5Minutes = CheckCreates("createsPer5Minutes", config.CreatesPer5Minutes),
            CreatesPerHour = CheckCreates("createsPerHour", config.CreatesPerHour),
            ReplacePodsAfter = ParseDuration("replacePodsAfter", config.ReplacePodsAfter),
            NotReadyAfter = ParseDuration("notReadyAfter", config.NotReadyAfter),
            NodeInterval = ParseDuration("nodeInterval", config.NodeInterval),
            AciInterval = ParseDuration("aciInterval", config.AciInterval),
            DeleteConfirmWait = ParseDuration("deleteConfirmWait", config.DeleteConfirmWait),
            AllowHostCommands = config.AllowHostCommands,
            AllowedHostPaths = ReadHostPaths(),
            Placement = PlacementSettings.Read(config.Placement, errors),
            Store = ParseHistory(),
            JsonLogs = ParseLogFormat(),
            LogLevel = ParseLogLevel(),
            OtlpEndpoint = ParseOtlp(),
        };
        if (config.SpendCapPerHour is null && SpendCapRule.Refusal(nodes) is { } missing)
            errors.Add(missing);
        return errors.Count == 0 ? settings : throw new ConfigException(errors);
    }

    private ImmutableArray<string> ReadHostPaths()
    {
        errors.AddRange(config.AllowHostPaths.Where(path => !path.StartsWith('/') || path.Split('/').Contains(".."))
            .Select(path => $"allowHostPaths: '{path}' is not an absolute path without '..'; write it like /data."));
        return [.. config.AllowHostPaths];
    }

    private IPEndPoint ParseListen()
    {
        if (IPEndPoint.TryParse(config.Listen, out var endpoint) && config.Listen.Contains(':'))
            return endpoint;
        errors.Add($"listen: '{config.Listen}' is not an address and port; write it like 127.0.0.1:7070.");
        return new IPEndPoint(IPAddress.Loopback, 0);
    }

    private Money? ParseMoney(string key, string? text)
    {
        if (text is null)
            return null;
        try
        {
            if (Money.Parse(text) is var amount && amount >= Money.Zero)
                return amount;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentOutOfRangeException or OverflowException)
        {
            // Reported below, like a negative amount.
        }

        errors.Add($"{key}: '{text}' is not an amount in USD; write it like \"1.50\".");
        return null;
    }

    private int CheckCreates(string key, int count)
    {
        if (count is < 1 or > CreatesMax)
            errors.Add($"{key}: {count} is not a number of container groups from 1 to {CreatesMax}; Azure's default is {(key == "createsPerHour" ? 300 : 100)}.");
        return count;
    }

    private TimeSpan ParseDuration(string key, string text)
    {
        if (GoDuration.TryParse(text, out var duration) && duration >= ShortestDuration && duration <= LongestDuration)
            return duration;
        errors.Add($"{key}: '{text}' is not a duration between {GoDuration.Format(ShortestDuration)} and {GoDuration.Format(LongestDuration)}; {GoDuration.Rule}.");
        return TimeSpan.FromSeconds(1);
    }

    private StateStoreOptions ParseHistory() => new()
    {
        EventsMax = InRange("history.events", config.History.Events, HistoryRowsMax),
        DecisionsMax = InRange("history.decisions", config.History.Decisions, HistoryRowsMax),
        AuditMax = InRange("history.audit", config.History.Audit, HistoryRowsMax),
        UsageRetention = TimeSpan.FromDays(InRange("history.usageDays", config.History.UsageDays, UsageDaysMax)),
        UsageSumRetention = TimeSpan.FromDays(ParseUsageSumDays()),
    };

    private int ParseUsageSumDays()
    {
        if (config.History.UsageSumDays is not { } days)
            return Math.Clamp(config.History.UsageDays, UsageSumDaysDefault, UsageDaysMax);
        if (days >= config.History.UsageDays && days <= UsageDaysMax)
            return days;
        errors.Add($"history.usageSumDays: {days} is not accepted; history.usageDays ({config.History.UsageDays}) to {UsageDaysMax} are.");
        return UsageDaysMax;
    }

    private int InRange(string key, int value, int most)
    {
        if (value >= 1 && value <= most)
            return value;
        errors.Add($"{key}: {value} is not accepted; 1 to {most} are.");
        return 1;
    }

    private bool ParseLogFormat()
    {
        if (config.LogFormat is not ("text" or "json"))
            errors.Add($"logFormat: '{config.LogFormat}' is not known; text and json are.");
        return config.LogFormat == "json";
    }

    private LogLevel ParseLogLevel()
    {
        var named = Enum.GetNames<LogLevel>().Contains(config.LogLevel, StringComparer.OrdinalIgnoreCase);
        if (named && Enum.TryParse<LogLevel>(config.LogLevel, ignoreCase: true, out var level))
            return level;
        errors.Add($"logLevel: '{config.LogLevel}' is not known; {string.Join(", ", Enum.GetNames<LogLevel>())} are.");
        return LogLevel.Information;
    }

    private Uri? ParseOtlp()
    {
        if (config.OtlpEndpoint is null)
            return null;
        if (Uri.TryCreate(config.OtlpEndpoint, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https"))
            return uri;
        errors.Add($"otlpEndpoint: '{config.OtlpEndpoint}' is not an http or https URL; write it like http://localhost:4317.");
        return null;
    }
}
