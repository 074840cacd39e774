using System.Text.Json.Serialization;

namespace Burst.Emulator.Faults;

/// <summary>A fault with its counters; <paramref name="Remaining"/> is absent where there is no end.</summary>
internal sealed record FaultView(string Name, FaultBody Fault, int Matched, int Fired, int? Remaining)
{
    public static FaultView Of(FaultReading reading) =>
        new(reading.Rule.Name, FaultBody.Of(reading.Rule), reading.Matched, reading.Fired, reading.Remaining);
}

internal sealed record FaultsView(IReadOnlyList<FaultView> Faults);

/// <summary>Requests of one kind; <paramref name="Answered"/> is false for answers that never left.</summary>
internal sealed record CallView(string Verb, string Operation, int Status, bool Answered, int Count);

internal sealed record CallsView(IReadOnlyList<CallView> Calls);

/// <summary>Bodies of the pages on faults and calls. A member that nobody knows is refused: a misspelt matcher would strike everything.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(FaultBody))]
[JsonSerializable(typeof(FaultsView))]
[JsonSerializable(typeof(CallsView))]
internal sealed partial class FaultJson : JsonSerializerContext;
