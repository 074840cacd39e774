using Burst.Core.Hosts;
using Burst.Core.Storage;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Calls;

/// <summary>
/// One exchange between a process and the world. A request that has left takes effect whatever becomes of its sender; an answer
/// reaches only a sender that still lives and still waits.
/// </summary>
internal sealed class RemoteCall<T>
{
    // Without RunContinuationsAsynchronously: what waits goes on here and now, in a reproducible order.
    private readonly TaskCompletionSource<T> answer = new();
    private readonly SimulatedProcess sender;
    private readonly Func<T> effect;
    private readonly CallPoint point;
    private readonly CallFate fate;

    private RemoteCall(SimulatedProcess sender, CallPoint point, CallFate fate, Func<T> effect) =>
        (this.sender, this.point, this.fate, this.effect) = (sender, point, fate, effect);

    public static Task<T> SendAsync(
        SimulatedProcess sender, CallPoint point, CallFate fate, Func<T> effect, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        var call = new RemoteCall<T>(sender, point, fate, effect);
        if (!fate.RequestLost)
            sender.World.After(fate.There, static state => ((RemoteCall<T>)state!).Arrive(), call);
        else if (sender.Witness is not null)
            sender.World.After(fate.There, static state => ((RemoteCall<T>)state!).GetLost(), call);
        if (fate.ArrivesAgain is { } later)
            sender.World.After(fate.There + later, static state => ((RemoteCall<T>)state!).ArriveAgain(), call);
        return call.WaitAsync(cancellationToken);
    }

    private async Task<T> WaitAsync(CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<T>)state!).TrySetCanceled(token), answer);
        return await answer.Task.ConfigureAwait(false);
    }

    private void Arrive()
    {
        if (sender.Witness?.LetsThrough(sender, point) == false)
            return;
        T value = default!;
        Exception? error = null;
        try
        {
            value = effect();
        }
        catch (Exception exception) when (IsAnswer(exception))
        {
            error = exception;
        }

        sender.Witness?.TookEffect(sender);
        if (!fate.ReplyLost)
            sender.After(fate.Back, () => Answer(value, error));
    }

    /// <summary>Where it would have arrived its sender can end all the same.</summary>
    private void GetLost()
    {
        if (sender.Witness!.LetsThrough(sender, point))
            sender.Witness.TookEffect(sender);
    }

    /// <summary>Nobody waits for the second answer, whatever it is.</summary>
    private void ArriveAgain()
    {
        try
        {
            effect();
        }
        catch (Exception exception) when (IsAnswer(exception))
        {
            // The sender of a duplicated message never hears of it.
        }
    }

    /// <summary>Failures that the world answers with; anything else is a mistake in the simulation and ends it.</summary>
    private static bool IsAnswer(Exception exception) => exception
        is PodHostUnavailableException or StoreUnavailableException or FencedException or StaleCommitException or IOException or HttpRequestException
        or System.Data.Common.DbException;

    private void Answer(T value, Exception? error)
    {
        if (error is null)
            answer.TrySetResult(value);
        else
            answer.TrySetException(error);
    }
}
