using Azure.Core;
using Azure.Core.Pipeline;

namespace Burst.Hosts.Aci.Arm;

/// <summary>
/// Stands where Azure.Core would retry. Its retries wait on real time and would repeat a write whose outcome is unknown; ours
/// do neither.
/// </summary>
internal sealed class SingleTryPolicy : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessNextAsync(message, pipeline);
}
