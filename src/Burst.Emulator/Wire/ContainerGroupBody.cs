using System.Text.Json;

namespace Burst.Emulator.Wire;

/// <summary>
/// A container group as clients write it and read it, api-version 2023-05-01. Members a client may not set are read, so that
/// the body of a GET can be sent back, then dropped. Property order is the service's.
/// </summary>
internal sealed record ContainerGroupBody
{
    public ContainerGroupProperties? Properties { get; init; }

    public JsonElement? Identity { get; init; }

    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? Location { get; init; }

    public SortedDictionary<string, string?>? Tags { get; init; }

    public IReadOnlyList<string>? Zones { get; init; }
}
