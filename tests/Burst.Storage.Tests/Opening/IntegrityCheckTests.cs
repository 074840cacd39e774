using Burst.Storage.Folders;
using Burst.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace Burst.Storage.Tests.Opening;

public sealed class IntegrityCheckTests : StoreTest
{
    [Fact]
    public async Task Check_ThatTakesLong_SaysHowFarItIs()
    {
        await CommitOnceAsync(Pair(1));
        var told = new List<string>();
        using var connection = OpenRaw();

        new IntegrityCheck(new StateFolder(State), new SlowClock(TimeSpan.FromSeconds(2)), new Recorder(told)).Require(connection);

        Assert.NotEmpty(told);
        Assert.All(told, text => Assert.Matches(@"^Checking .*burst\.db: \d+ of \d+ tables after \d+ s$", text));
    }

    [Fact]
    public async Task Check_ThatIsQuick_SaysNothing()
    {
        await CommitOnceAsync(Pair(1));
        var told = new List<string>();
        using var connection = OpenRaw();

        new IntegrityCheck(new StateFolder(State), new SlowClock(TimeSpan.Zero), new Recorder(told)).Require(connection);

        Assert.Empty(told);
    }

    /// <summary>Each look at it takes a while.</summary>
    private sealed class SlowClock(TimeSpan look) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += look.Ticks;
    }

    private sealed class Recorder(List<string> told) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            told.Add(formatter(state, exception));
    }
}
