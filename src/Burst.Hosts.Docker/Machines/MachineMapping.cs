using System.Collections.Immutable;
using Burst.Core.Nodes;
using Burst.Core.Units;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Machines;

/// <summary>What an engine says of its machine, in our words. Pure.</summary>
internal static class MachineMapping
{
    private const long BytesPerMib = 1024 * 1024;
    private const int LabelsMax = 64;
    private const int LabelCharactersMax = 63;

    public static NodeMachine Read(EngineInfoDto info) => new()
    {
        // An engine's id alone is not enough: machines made from one image have the same.
        Identity = $"{info.ID}/{info.Name}/{info.DockerRootDir}",
        Total = new Resources(info.NCPU * 1000L, info.MemTotal / BytesPerMib),
        Architecture = info.Architecture switch { "x86_64" => "amd64", "aarch64" => "arm64", var other => other ?? "" },
        OperatingSystem = info.OSType ?? "",
        Runtime = $"docker://{info.ServerVersion}",
        Labels = ReadLabels(info.Labels ?? []),
    };

    /// <summary>What is no label of a node is left out; so is all beyond the first few dozen.</summary>
    private static ImmutableSortedDictionary<string, string> ReadLabels(List<string> labels)
    {
        var read = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var label in labels.Take(LabelsMax))
        {
            var parts = label.Split('=', 2);
            if (parts is [var key, var value] && IsName(key[(key.IndexOf('/') + 1)..]) && (value.Length == 0 || IsName(value)))
                read.TryAdd(key, value);
        }

        return read.ToImmutable();
    }

    private static bool IsName(string text) => text.Length is > 0 and <= LabelCharactersMax
        && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
