using Azure.Core;
using Azure.Core.Pipeline;

namespace Burst.Hosts.Aci.Sweeping;

/// <summary>Hears what time the service says it is, in the Date header of each answer.</summary>
internal sealed class ServiceClock(TimeProvider time) : HttpPipelinePolicy
{
    private long? _skewTicks;

    /// <summary>The service's clock less this machine's; the header has whole seconds. Null when it has not been told.</summary>
    public TimeSpan? Skew => _skewTicks is { } ticks ? new TimeSpan(ticks) : null;

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
        if (message.HasResponse && message.Response.Headers.Date is { } date)
            _skewTicks = (date - time.GetUtcNow()).Ticks;
    }
}
