using Azure.Core;
using Azure.Core.Pipeline;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>The real transport of one process, which sends nothing any more once the process is dead.</summary>
internal sealed class MortalTransport(HttpPipelineTransport inner, KillSwitch life, Sightings sightings, InFlight inFlight) : HttpPipelineTransport
{
    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("Burst sends asynchronously only.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var call = ArmCalls.Of(message.Request);
        life.Pass(call, afterEffect: false);
        var isAnswered = false;
        try
        {
            await inFlight.RunAsync(() => SendAsync(message)).ConfigureAwait(false);
            isAnswered = !life.IsDead;
        }
        finally
        {
            sightings.Sent(call, isAnswered ? message.Response.Status : null);
            // An answer that never came is no reason to live on.
            life.Pass(call, afterEffect: true);
        }

        sightings.Add(call, message.Response.Status, message.Response.Content.ToString());
    }

    private async Task<bool> SendAsync(HttpMessage message)
    {
        await inner.ProcessAsync(message).ConfigureAwait(false);
        var body = new MemoryStream();
        if (message.Response.ContentStream is { } stream)
            await stream.CopyToAsync(body, message.CancellationToken).ConfigureAwait(false);
        body.Position = 0;
        message.Response.ContentStream = body;
        return true;
    }
}
