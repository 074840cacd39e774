using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Burst.Emulator.Faults;

namespace Burst.Emulator.Arm;

/// <summary>A request, free of the web server that received it.</summary>
internal sealed record ArmRequest
{
    public required string Method { get; init; }

    /// <summary>Scheme, host and port as the client addressed them; links in answers start with it.</summary>
    public required string BaseUri { get; init; }

    public required string Path { get; init; }

    /// <summary>Query parameters by name, in any case; the first value wins.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>Token of the Authorization header; null when there is none.</summary>
    public required string? BearerToken { get; init; }

    /// <summary>Headers by name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether it came over the loopback interface.</summary>
    public bool IsLocal { get; init; }

    /// <summary>A fault that whoever handles the request has to act out.</summary>
    public FaultRule? Fault { get; init; }

    /// <summary>What the route's placeholders matched.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    public string Subscription => Values["subscription"];

    public string ResourceGroup => Values["resourceGroup"];

    public string Name => Values["name"];

    /// <exception cref="ArmException">The body is missing, is not JSON, or has a member that the type does not know.</exception>
    public T Read<T>(JsonTypeInfo<T> type) where T : class
    {
        try
        {
            var value = Body.IsEmpty ? null : JsonSerializer.Deserialize(Body.Span, type);
            return value ?? throw new ArmException(ArmErrors.InvalidContent("The request body is empty; a JSON object is required."));
        }
        catch (JsonException e)
        {
            throw new ArmException(ArmErrors.InvalidContent(
                $"Unknown or malformed member. Path '{e.Path}', line {e.LineNumber + 1}, position {e.BytePositionInLine + 1}."));
        }
    }
}
