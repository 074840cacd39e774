using System.Globalization;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>What ARM has said of the one group, and when: as much as Burst could know.</summary>
internal sealed class Sightings(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<DateTimeOffset> _gone = [];
    private readonly List<string> _calls = [];
    private bool _deleteIsAsked;

    /// <summary>
    /// While the pod was wanted an answer named the start of the image pull, from which on the group is billed. Later ones may speak of a
    /// group that has come back, and do not count.
    /// </summary>
    public bool HasSeenPull { get; private set; }

    public void DeleteAsked()
    {
        lock (_lock)
            _deleteIsAsked = true;
    }

    /// <summary>A call was sent, whatever became of it; <paramref name="status"/> is null without an answer that somebody has read.</summary>
    public void Sent(ArmCall call, int? status)
    {
        lock (_lock)
        {
            if (call is ArmCall.List or ArmCall.Other)
                return;
            _calls.Add($"{time.GetUtcNow():HH:mm:ss.fff} {call} {status?.ToString(CultureInfo.InvariantCulture) ?? "-"}");
            if (call == ArmCall.Create)
                _gone.Clear();
        }
    }

    /// <summary>What was asked about the group, a call a line.</summary>
    public override string ToString()
    {
        lock (_lock)
            return string.Join(Environment.NewLine, _calls);
    }

    /// <summary>An answer that a living process has read.</summary>
    public void Add(ArmCall call, int status, string body)
    {
        lock (_lock)
        {
            if (call == ArmCall.Get && status == 200 && body.Contains("\"Pulling\"", StringComparison.Ordinal))
                HasSeenPull |= !_deleteIsAsked;
            if ((call, status) is (ArmCall.Get, 404) or (ArmCall.Delete, 204))
                _gone.Add(time.GetUtcNow());
        }
    }

    /// <summary>
    /// The last time that ARM said, since the group was last made or stopped, that it is not there: once it is confirmed nobody asks again.
    /// </summary>
    public DateTimeOffset FindConfirmed(DateTimeOffset stopped)
    {
        lock (_lock)
            return _gone.Where(at => at >= stopped).DefaultIfEmpty(DateTimeOffset.MaxValue.AddDays(-1)).Max();
    }
}
