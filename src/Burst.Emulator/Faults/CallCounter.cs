using System.Collections.Concurrent;

namespace Burst.Emulator.Faults;

/// <summary>Counts the requests of ARM by verb, operation and status.</summary>
internal sealed class CallCounter
{
    /// <summary>Stands for the status of a request that was lost before it had any effect.</summary>
    public const int NoStatus = 0;

    private ConcurrentDictionary<CallKind, int> _counts = new();

    public void Count(RequestTarget target, int status, bool isAnswered) =>
        _counts.AddOrUpdate(new(Known(target.Verb), target.Operation, status, isAnswered), 1, (_, count) => count + 1);

    public IReadOnlyList<(CallKind Kind, int Count)> Read() => [.. _counts.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];

    public void Reset() => _counts = new();

    // A client may send any word as its verb; the counts are bounded all the same.
    private static string Known(string verb) => verb is "GET" or "HEAD" or "PUT" or "PATCH" or "POST" or "DELETE" ? verb : "OTHER";
}
