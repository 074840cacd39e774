using Burst.Emulator.Arm;

namespace Burst.Emulator.Faults;

/// <summary>Stands before everything else: lets faults strike and counts the requests of ARM.</summary>
internal sealed class FaultGate(FaultBook book, CallCounter calls, FaultEffects effects, AnswerLatency latency, ArmHandler inner, TimeProvider time)
{
    /// <summary>The answer; null when the connection shall break without one.</summary>
    public async Task<ArmResponse?> HandleAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        if (RequestTarget.Of(request.Method, request.Path) is not { } target)
            return await inner(request, cancellationToken).ConfigureAwait(false);
        var draw = book.Draw(target);
        await WaitAsync(latency.Next() + draw.Delay(afterEffect: false), cancellationToken).ConfigureAwait(false);
        if (draw.Struck?.Kind == FaultKind.LoseRequest)
        {
            calls.Count(target, CallCounter.NoStatus, isAnswered: false);
            return null;
        }

        var response = await AnswerAsync(draw.Struck, target, request, cancellationToken).ConfigureAwait(false);
        await WaitAsync(draw.Delay(afterEffect: true), cancellationToken).ConfigureAwait(false);
        var isAnswered = draw.Struck?.Kind != FaultKind.DropReply;
        calls.Count(target, response.Status, isAnswered);
        return isAnswered ? response : null;
    }

    private async Task<ArmResponse> AnswerAsync(FaultRule? struck, RequestTarget target, ArmRequest request, CancellationToken cancellationToken)
    {
        if (struck is null)
            return await inner(request, cancellationToken).ConfigureAwait(false);
        var isRefusal = FaultKinds.IsRefusal(struck.Kind);
        if (struck.Kind is FaultKind.RemoveGroup or FaultKind.EvictGroup)
            await effects.ApplyAsync(struck.Kind, target.Group!.Value, cancellationToken).ConfigureAwait(false);
        if (!isRefusal)
            return await inner(request with { Fault = struck }, cancellationToken).ConfigureAwait(false);
        if (struck.AfterEffect)
            await inner(request, cancellationToken).ConfigureAwait(false);
        return FaultAnswers.Of(struck, target);
    }

    private Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(delay, time, cancellationToken);
}
