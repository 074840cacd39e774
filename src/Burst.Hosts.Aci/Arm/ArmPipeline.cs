using Azure.Core;
using Azure.Core.Pipeline;

namespace Burst.Hosts.Aci.Arm;

internal static class ArmPipeline
{
    /// <param name="audience">What tokens are asked for.</param>
    /// <param name="credential">Gives them.</param>
    /// <param name="transport">Carries requests.</param>
    /// <param name="observer">Sees every answer; null for none.</param>
    public static HttpPipeline Create(string audience, TokenCredential credential, HttpPipelineTransport transport, HttpPipelinePolicy? observer = null)
    {
        var options = new Options { Transport = transport, RetryPolicy = new SingleTryPolicy() };
        options.Retry.NetworkTimeout = Timeout.InfiniteTimeSpan; // Ours runs on TimeProvider.
        options.Diagnostics.IsLoggingContentEnabled = false; // Bodies carry secret values.
        options.Diagnostics.ApplicationId = "burst";
        if (observer is not null)
            options.AddPolicy(observer, HttpPipelinePosition.PerCall);
        var scope = audience.TrimEnd('/') + "/.default";
        return HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, scope));
    }

    private sealed class Options : ClientOptions;
}
