using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Burst.Emulator.Groups;
using Burst.Emulator.ResourceGroups;

namespace Burst.Emulator.State;

/// <summary>Files of the state folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(GroupRecord))]
[JsonSerializable(typeof(ResourceGroupRecord[]))]
internal sealed partial class StateJson : JsonSerializerContext
{
    /// <exception cref="EmulatorStartException">The file is not what the emulator wrote; the message names it.</exception>
    public static T Read<T>(string file, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), type) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException e)
        {
            throw new EmulatorStartException(
                $"State file '{file}' is damaged: {e.Message} Restore it from a copy, or delete it to forget what it describes.", e);
        }
    }
}
