using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using Azure;
using Azure.Core;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>An answer as Azure.Core hands it on.</summary>
internal sealed class SimulatedResponse(ArmAnswer answer, string clientRequestId, DateTimeOffset answeredAt) : Response
{
    private const string OperationHeader = "Azure-AsyncOperation";

    public override int Status => answer.Status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; } = ToStream(answer.Body);

    public override string ClientRequestId { get; set; } = clientRequestId;

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders()
    {
        yield return new HttpHeader("Content-Type", "application/json");
        yield return new HttpHeader("Date", answeredAt.ToString("R", CultureInfo.InvariantCulture));
        if (answer.RetryAfter is { } retryAfter)
            yield return new HttpHeader("Retry-After", retryAfter);
        if (answer.Operation is { } operation)
            yield return new HttpHeader(OperationHeader, operation);
    }

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase))
            value = answer.RetryAfter;
        else if (name.Equals(OperationHeader, StringComparison.OrdinalIgnoreCase))
            value = answer.Operation;
        else if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            value = "application/json";
        else if (name.Equals("Date", StringComparison.OrdinalIgnoreCase))
            value = answeredAt.ToString("R", CultureInfo.InvariantCulture);
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }

    private static MemoryStream? ToStream(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return null;
        return MemoryMarshal.TryGetArray(body, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);
    }
}
