using Azure.Core;
using Azure.Core.Pipeline;

namespace Burst.Hosts.Aci.Sweeping;

/// <summary>
/// Hears what time the service says it is, in the Date header of each answer. From one answer to the next it goes by the monotonic clock: what was
/// heard still holds when this machine's wall clock is set.
/// </summary>
internal sealed class ServiceClock(TimeProvider time) : HttpPipelinePolicy
{
    private const int HeardMax = 16;

    /// <summary>What an answer may be under way, and what the header leaves out: less than this is no difference between the clocks.</summary>
    private static readonly TimeSpan AgreesWithin = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan HeaderUnit = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<TimeSpan> _heard = new();
    private readonly DateTimeOffset _begunAt = time.GetUtcNow();
    private readonly long _begun = time.GetTimestamp();

    /// <summary>
    /// The service's clock less this machine's; the header has whole seconds. Of the latest answers the one that was under way for the
    /// shortest time tells it best. Null when it has not been told.
    /// </summary>
    public TimeSpan? Skew
    {
        get
        {
            lock (_gate)
                return _heard.Count == 0 ? null : _heard.Max() + (SteadyNow - time.GetUtcNow());
        }
    }

    /// <summary>
    /// What the service's own meter says now: this machine's time while the clocks agree. Where they do not, rounded up, as the header
    /// leaves out a part of a second that is billed.
    /// </summary>
    public DateTimeOffset Now => time.GetUtcNow() is var now && Skew is { } skew && skew.Duration() > AgreesWithin ? now + skew + HeaderUnit : now;

    /// <summary>This machine's time as if nobody had set its clock since the beginning.</summary>
    private DateTimeOffset SteadyNow => _begunAt + time.GetElapsedTime(_begun);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        Hear(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        Hear(message);
    }

    private void Hear(HttpMessage message)
    {
        if (!message.HasResponse || message.Response.Headers.Date is not { } date)
            return;
        lock (_gate)
        {
            _heard.Enqueue(date - SteadyNow);
            if (_heard.Count > HeardMax)
                _heard.Dequeue();
        }
    }
}
