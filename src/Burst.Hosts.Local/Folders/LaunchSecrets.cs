using System.Collections.Immutable;

namespace Burst.Hosts.Local.Folders;

/// <summary>
/// The values of a pod's secret variables, by container and then by variable. They go from the host to the shim through memory
/// and never to a file. A class, because a record's generated text would print them.
/// </summary>
internal sealed class LaunchSecrets(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> values)
{
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Values { get; } = values;

    public static LaunchSecrets None { get; } = new(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty);

    public bool IsEmpty => Values.Values.All(static ofContainer => ofContainer.IsEmpty);

    /// <summary>The launch with the values that its record leaves out.</summary>
    /// <exception cref="InvalidDataException">A value is missing: the record is of another launch than these values.</exception>
    public LaunchRecord Complete(LaunchRecord launch) => launch with
    {
        Containers = [.. launch.Containers.Select(container => container with
        {
            Environment = [.. container.Environment.Select(entry => entry.Contains('=') ? entry : $"{entry}={Find(container.Name, entry)}")],
        })],
    };

    private string Find(string container, string variable) =>
        Values.TryGetValue(container, out var ofContainer) && ofContainer.TryGetValue(variable, out var value)
            ? value
            : throw new InvalidDataException($"The host has not handed over the value of variable '{variable}' of container '{container}'.");
}
