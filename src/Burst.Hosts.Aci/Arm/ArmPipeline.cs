using Azure.Core;
using Azure.Core.Pipeline;

namespace Burst.Hosts.Aci.Arm;

internal static class ArmPipeline
{
    public static HttpPipeline Create(string audience, TokenCredential credential, HttpPipelineTransport transport)
    {
        var options = new Options { Transport = transport, RetryPolicy = new SingleTryPolicy() };
        options.Retry.NetworkTimeout = Timeout.InfiniteTimeSpan; // Ours runs on TimeProvider.
        options.Diagnostics.IsLoggingContentEnabled = false; // Bodies carry secret values.
        options.Diagnostics.ApplicationId = "burst";
        var scope = audience.TrimEnd('/') + "/.default";
        return HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, scope));
    }

    private sealed class Options : ClientOptions;
}
