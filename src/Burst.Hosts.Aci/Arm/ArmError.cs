using System.Text.Json;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Arm;

/// <summary>ARM's error, empty where the body holds none.</summary>
internal readonly record struct ArmError(string Code, string Message)
{
    public static ArmError Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var error = body.IsEmpty ? null : JsonSerializer.Deserialize(body, AciJson.Default.ErrorBodyDto)?.Error;
            return new ArmError(error?.Code ?? "", error?.Message ?? "");
        }
        catch (JsonException)
        {
            return new ArmError("", "");
        }
    }

    public override string ToString() => Code.Length == 0 ? Message : $"{Code}: {Message}";
}
