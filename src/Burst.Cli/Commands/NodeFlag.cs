using System.Globalization;
using Burst.Server.Configuration;

namespace Burst.Cli.Commands;

/// <summary>A node as a flag: NAME=SIZE[:TIER[:YEARS]].</summary>
internal static class NodeFlag
{
    public static NodeConfig Parse(string text)
    {
        var parts = text.Split('=', 2);
        var details = parts.Length == 2 ? parts[1].Split(':') : [];
        var years = 0;
        if (details.Length is 0 or > 3 || (details.Length == 3 && !int.TryParse(details[2], NumberStyles.None, CultureInfo.InvariantCulture, out years)))
            throw new CommandException(ExitCodes.Usage, $"--node '{text}' is not a node; write NAME=SIZE, or NAME=SIZE:vm-reserved:1 with the years reserved.");
        return new NodeConfig
        {
            Name = parts[0],
            Size = details[0],
            Tier = details.Length > 1 ? details[1] : "vm",
            ReservedYears = details.Length > 2 ? years : null,
        };
    }
}
