using Azure.Core;
using Azure.Core.Pipeline;
using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>The way from one life of a process to one region's ARM, and what goes wrong on it.</summary>
internal sealed class SimulatedTransport(SimulatedProcess process, SimulatedArm arm, FaultInjector faults) : HttpPipelineTransport
{
    /// <summary>Requests are only made with it, never sent.</summary>
    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The simulated world has one thread, which may not block.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var request = message.Request;
        var isWrite = request.Method != RequestMethod.Get;
        if (isWrite)
            arm.Traffic.CountWrite();
        else
            arm.Traffic.CountRead();
        var sent = new ArmMessage(
            request.Method.Method, request.Uri.PathAndQuery, await ReadAsync(request.Content, message.CancellationToken).ConfigureAwait(false), request.ClientRequestId) { SentAt = process.World.Now, Sender = process.Number };
        var isOut = process.World.Now < arm.OutageUntil;
        if (isOut)
            faults.Count(FaultKind.ArmOutage, arm.Options.Region);
        var refuses = isOut && arm.OutageRefuses;
        var fate = isOut ? new CallFate(Latency(), Latency(), RequestLost: !refuses) : DrawFate(isWrite);
        var hasArrived = false;
        var answeredAt = process.World.Now;
        var point = process.Witness is null ? default : ArmOperation.Of(sent);
        var answer = await (refuses
            ? RemoteCall<ArmAnswer>.RefuseAsync(process, point, fate, new HttpRequestException("Connection refused."), message.CancellationToken)
            : RemoteCall<ArmAnswer>.SendAsync(process, point, fate, Arrive, message.CancellationToken)).ConfigureAwait(false);
        message.Response = new SimulatedResponse(answer, request.ClientRequestId, answeredAt);

        ArmAnswer Arrive()
        {
            var arriving = sent with { IsRepeat = hasArrived };
            if (!hasArrived)
                answeredAt = process.World.Now;
            hasArrived = true;
            return arm.Handle(arriving);
        }
    }

    private CallFate DrawFate(bool isWrite)
    {
        var region = arm.Options.Region;
        var (there, back) = (Latency(), Latency());
        if (faults.Strikes(FaultKind.ArmSlow, region, out var drawn))
        {
            if (drawn.Chance(500))
                there = arm.Options.SlowLatency.Draw(drawn);
            else
                back = arm.Options.SlowLatency.Draw(drawn);
        }

        var requestLost = faults.Strikes(FaultKind.ArmRequestLost, region);
        var replyLost = !requestLost && faults.Strikes(FaultKind.ArmReplyLost, region);
        TimeSpan? again = !requestLost && isWrite && faults.Strikes(FaultKind.ArmRepeated, region, out drawn)
            ? arm.Options.RepeatAfter.Draw(drawn)
            : null;
        return new CallFate(there, back, requestLost, replyLost, again);
    }

    private TimeSpan Latency() => arm.Options.Latency.Draw(arm.Random);

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(RequestContent? content, CancellationToken cancellationToken)
    {
        if (content is null)
            return default;
        using var bytes = new MemoryStream();
        await content.WriteToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes.ToArray();
    }
}
