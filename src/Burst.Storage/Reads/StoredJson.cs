using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Burst.Core.Events;
using Burst.Core.Ledger;
using Burst.Core.Serialization;

namespace Burst.Storage.Reads;

/// <summary>Reads the JSON that a commit wrote.</summary>
internal static class StoredJson
{
    public static UsageRecord Usage(string json) => Read(json, CoreJson.Default.UsageRecord);

    public static UsageRecord Usage(byte[] json) => Read(json, CoreJson.Default.UsageRecord);

    public static UsageTerms Terms(string json) => Read(json, CoreJson.Default.UsageTerms);

    public static ClusterEvent Event(string json) => Read(json, CoreJson.Default.ClusterEvent);

    public static PlacementDecision Decision(string json) => Read(json, CoreJson.Default.PlacementDecision);

    private static T Read<T>(string json, JsonTypeInfo<T> type)
        where T : class =>
        Read(Encoding.UTF8.GetBytes(json), type);

    private static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("It is null.");
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new InvalidDataException($"A stored {typeof(T).Name} cannot be read: {error.Message}", error);
        }
    }
}
