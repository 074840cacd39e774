using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Arm;

/// <summary>An answer, free of the web server that sends it.</summary>
internal sealed record ArmResponse(int Status)
{
    public ReadOnlyMemory<byte> Body { get; init; }

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static ArmResponse Json<T>(int status, T body, JsonTypeInfo<T> type) =>
        new(status) { Body = JsonSerializer.SerializeToUtf8Bytes(body, type) };

    public static ArmResponse From(ArmError error)
    {
        var response = Json(error.Status, new ErrorBody(new(error.Code, error.Message)), WireJson.Default.ErrorBody);
        return error.RetryAfterSeconds is { } seconds ? response.With("Retry-After", seconds.ToString()) : response;
    }

    public ArmResponse With(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };
}
