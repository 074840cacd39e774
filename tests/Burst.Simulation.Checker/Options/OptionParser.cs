using System.Globalization;
using Burst.Simulation.Checker.Inputs;

namespace Burst.Simulation.Checker.Options;

/// <summary>Options spelled as those of the simulation, so that a command line can be copied.</summary>
internal static class OptionParser
{
    public const string Usage = """
        checker --jobs FILE --placements FILE --report FILE --vm-nodes N --vm-size SIZE|--vm-mix NxSIZE,NxSIZE [--timeline FILE]
          [--vm-tier vm|vm-reserved-1y|vm-reserved-3y] [--region eastus] [--policy overflow|never|always|prefer] [--after 60s]
          [--tiers aci,aci-spot] [--aci-start 20s] [--vm-start 1s] [--aci-cores 100] [--aci-groups 100]
          [--creates-per-5min 100] [--creates-per-hour 300] [--default-memory 2GiB] [--swf-memory kib-per-processor|bytes-per-node]
          [--skip-bad]
        """;

    public static CheckerOptions Parse(IReadOnlyList<string> arguments)
    {
        var given = Collect(arguments);
        var options = new CheckerOptions
        {
            Jobs = Required(given, "--jobs"),
            Placements = Required(given, "--placements"),
            Report = Required(given, "--report"),
            Vms = Vms(given),
        };
        foreach (var (name, value) in given)
            options = With(options, name, value);
        return options;
    }

    private static Dictionary<string, string> Collect(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < arguments.Count; index++)
        {
            var name = arguments[index];
            if (name == "--skip-bad")
                given[name] = "true";
            else if (!name.StartsWith("--", StringComparison.Ordinal) || index + 1 == arguments.Count)
                throw new OptionException($"'{name}' is not an option with a value.\n{Usage}");
            else if (!given.TryAdd(name, arguments[++index]))
                throw new OptionException($"{name} is given twice; one policy is checked at a time.");
        }

        return given;
    }

    private static CheckerOptions With(CheckerOptions options, string name, string value) => name switch
    {
        "--jobs" or "--placements" or "--report" or "--vm-nodes" or "--vm-size" or "--vm-mix" => options,
        "--timeline" => options with { Timeline = value },
        "--vm-tier" => options with { VmTier = OneOf(name, value, TierNames.VmOptions) },
        "--region" => options with { Region = value },
        "--policy" => options with { Policy = Policy(value) },
        "--after" => options with { AfterMs = Duration(name, value) },
        "--tiers" => options with { Tiers = [.. value.Split(',').Select(tier => OneOf(name, tier, TierNames.Aci, TierNames.AciSpot))] },
        "--aci-start" => options with { AciStartMs = Duration(name, value) },
        "--vm-start" => options with { VmStartMs = Duration(name, value) },
        "--aci-cores" => options with { AciCores = Whole(name, value) },
        "--aci-groups" => options with { AciGroups = (int)Whole(name, value) },
        "--creates-per-5min" => options with { CreatesPer5Min = (int)Whole(name, value) },
        "--creates-per-hour" => options with { CreatesPerHour = (int)Whole(name, value) },
        "--default-memory" => options with { DefaultMemoryMib = Memory(name, value) },
        "--swf-memory" => options with { SwfBytesPerNode = OneOf(name, value, "kib-per-processor", "bytes-per-node") == "bytes-per-node" },
        "--skip-bad" => options with { SkipBad = true },
        _ => throw new OptionException($"{name} is not an option.\n{Usage}"),
    };

    private static string Required(Dictionary<string, string> given, string name) =>
        given.TryGetValue(name, out var value) ? value : throw new OptionException($"{name} is missing.\n{Usage}");

    private static VmPark Vms(Dictionary<string, string> given)
    {
        if (!given.TryGetValue("--vm-mix", out var mix))
            return new VmPark([((int)Whole("--vm-nodes", Required(given, "--vm-nodes")), Required(given, "--vm-size"))]);
        if (given.ContainsKey("--vm-nodes") || given.ContainsKey("--vm-size"))
            throw new OptionException("--vm-mix is given instead of --vm-nodes and --vm-size.");
        return new VmPark([.. mix.Split(',').Select(part => part.Trim().Split('x', 2) is [var nodes, var size] && Whole("--vm-mix", nodes) is > 0 and var count
            ? ((int)count, size)
            : throw Bad("--vm-mix", mix, "NxSIZE,NxSIZE"))]);
    }

    private static SpillMode Policy(string value) => OneOf("--policy", value, "overflow", "never", "always", "prefer") switch
    {
        "never" => SpillMode.Never,
        "always" => SpillMode.Always,
        "prefer" => SpillMode.Prefer,
        _ => SpillMode.Overflow,
    };

    private static string OneOf(string name, string value, params string[] accepted) =>
        accepted.Contains(value) ? value : throw Bad(name, value, string.Join(", ", accepted));

    private static long Whole(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(name, value, "a whole number");

    /// <summary>Milliseconds of 500ms, 60s, 1.5m, 2h, 1d.</summary>
    private static long Duration(string name, string value)
    {
        var (unit, millis) = value switch
        {
            _ when value.EndsWith("ms", StringComparison.Ordinal) => ("ms", 1L),
            _ when value.EndsWith('s') => ("s", 1000L),
            _ when value.EndsWith('m') => ("m", 60_000L),
            _ when value.EndsWith('h') => ("h", 3_600_000L),
            _ when value.EndsWith('d') => ("d", 86_400_000L),
            _ => throw Bad(name, value, "a duration such as 500ms, 60s, 5m, 2h"),
        };
        return FixedPoint.TryParse(value.AsSpan()[..^unit.Length], 3, out var thousandths) && thousandths >= 0 && thousandths * millis % 1000 == 0
            ? thousandths * millis / 1000
            : throw Bad(name, value, "a duration in whole milliseconds such as 500ms, 60s, 5m, 2h");
    }

    private static long Memory(string name, string value)
    {
        var (unit, mib) = value switch
        {
            _ when value.EndsWith("GiB", StringComparison.Ordinal) => (3, 1024L),
            _ when value.EndsWith("MiB", StringComparison.Ordinal) => (3, 1L),
            _ when value.EndsWith("Gi", StringComparison.Ordinal) => (2, 1024L),
            _ when value.EndsWith("Mi", StringComparison.Ordinal) => (2, 1L),
            _ => throw Bad(name, value, "a size such as 512MiB or 2GiB"),
        };
        return FixedPoint.TryParse(value.AsSpan()[..^unit], 3, out var thousandths) && thousandths > 0 && thousandths * mib % 1000 == 0
            ? thousandths * mib / 1000
            : throw Bad(name, value, "a size in whole MiB such as 512MiB or 2GiB");
    }

    private static OptionException Bad(string name, string value, string accepted) => new($"{name}: '{value}' is not accepted; accepted: {accepted}");
}
