using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Kernel;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.Calls;

public sealed class RemoteCallTests
{
    private static readonly CallFate Fate = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    private readonly EventLoop loop = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task Refused_AnsweredWithTheErrorWhenItsTimeHasCome()
    {
        var call = RemoteCall<int>.RefuseAsync(Process(), default, Fate, new IOException("no"), CancellationToken.None);
        Run(1);
        Assert.False(call.IsCompleted);
        Run(1);
        Assert.Equal("no", (await Assert.ThrowsAsync<IOException>(() => call)).Message);
    }

    [Fact]
    public async Task CancelledOnTheWay_TakesEffectAndIsNotAnswered()
    {
        using var source = new CancellationTokenSource();
        var effects = 0;
        var call = RemoteCall<int>.SendAsync(Process(), default, Fate, () => ++effects, source.Token);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Run(2);
        Assert.Equal(1, effects);
    }

    [Fact]
    public async Task Answered_CancellingLaterChangesNothing()
    {
        using var source = new CancellationTokenSource();
        var call = RemoteCall<int>.SendAsync(Process(), default, Fate, () => 7, source.Token);
        Run(2);
        source.Cancel();
        Assert.Equal(7, await call);
    }

    [Fact]
    public void SenderPausedThenKilled_AnsweredOnlyWhileItGoesOn()
    {
        var (paused, killed) = (Process(), Process());
        var calls = new[] { paused, killed }.Select(sender => RemoteCall<int>.SendAsync(sender, default, Fate, () => 7, CancellationToken.None)).ToList();
        paused.Pause();
        killed.Kill();
        Run(2);
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        paused.Resume();
        Assert.True(calls[0].IsCompletedSuccessfully);
        Assert.False(calls[1].IsCompleted);
    }

    private SimulatedProcess Process() => new(loop, new MachineClock(), 1);

    private void Run(int seconds) => loop.RunUntil(loop.Now + TimeSpan.FromSeconds(seconds), () => false);
}
