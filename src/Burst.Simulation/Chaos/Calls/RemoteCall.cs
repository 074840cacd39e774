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
    private readonly Func<T>? effect;
    private readonly Exception? refusal;
    private readonly CallPoint point;
    private readonly CallFate fate;
    private CancellationTokenRegistration stop;

    private RemoteCall(SimulatedProcess sender, CallPoint point, CallFate fate, Func<T>? effect, Exception? refusal) =>
        (this.sender, this.point, this.fate, this.effect, this.refusal) = (sender, point, fate, effect, refusal);

    public static Task<T> SendAsync(
        SimulatedProcess sender, CallPoint point, CallFate fate, Func<T> effect, CancellationToken cancellationToken) =>
        new RemoteCall<T>(sender, point, fate, effect, null).SendAsync(cancellationToken);

    /// <summary>A call that has no effect and is answered with an error; it is not thrown, which where much fails takes most of the time.</summary>
    public static Task<T> RefuseAsync(
        SimulatedProcess sender, CallPoint point, CallFate fate, Exception refusal, CancellationToken cancellationToken) =>
        new RemoteCall<T>(sender, point, fate, null, refusal).SendAsync(cancellationToken);

    // Not an async method: that would throw each failure twice more.
    private Task<T> SendAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        if (!fate.RequestLost)
            sender.World.After(fate.There, static state => ((RemoteCall<T>)state!).Arrive(), this);
        else if (sender.Witness is not null)
            sender.World.After(fate.There, static state => ((RemoteCall<T>)state!).GetLost(), this);
        if (fate.ArrivesAgain is { } later)
            sender.World.After(fate.There + later, static state => ((RemoteCall<T>)state!).ArriveAgain(), this);
        stop = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<T>)state!).TrySetCanceled(token), answer);
        return answer.Task;
    }

    private void Arrive()
    {
        if (sender.Witness?.LetsThrough(sender, point) == false)
            return;
        T value = default!;
        var error = refusal;
        try
        {
            if (effect is not null)
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
            effect?.Invoke();
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
        stop.Dispose();
        if (error is null)
            answer.TrySetResult(value);
        else
            answer.TrySetException(error);
    }
}
