using System.Diagnostics;
using System.Globalization;

namespace Burst.Storage.Tests.Durability;

public sealed class KillTests : StoreTest
{
    [Fact]
    public async Task Open_AfterTheWriterWasKilled_FindsEverythingAcknowledged()
    {
        for (var round = 1; round <= 4; round++)
        {
            var acknowledged = await WriteUntilKilledAsync(commits: 7 * round);

            await using var store = await OpenAsync();
            var state = await store.LoadAsync(Never);
            Assert.True(state.ResourceVersion >= acknowledged, $"{acknowledged} was acknowledged, {state.ResourceVersion} is there.");
            Assert.Equal(state.ResourceVersion, PairOf(state));
        }
    }

    [Fact]
    public async Task Open_WhileAnotherProcessHasTheState_IsRefusedNamingThatProcess()
    {
        using var writer = Start();
        try
        {
            Assert.Equal("1", await writer.StandardOutput.ReadLineAsync());
            Assert.Contains($"in use by process {writer.Id};", (await RefusedAsync()).Message);
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync();
        }
    }

    /// <returns>The last number the writer printed before SIGKILL ended it.</returns>
    private async Task<long> WriteUntilKilledAsync(int commits)
    {
        using var writer = Start();
        var last = "";
        try
        {
            for (var line = 0; line < commits; line++)
                last = await writer.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The writer ended after '{last}'.");
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync();
        }

        while (await writer.StandardOutput.ReadLineAsync() is { } line)
            last = line;
        return long.Parse(last, CultureInfo.InvariantCulture);
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KillTests).Assembly.Location, "commit-until-killed", State])
        {
            RedirectStandardOutput = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The writer did not start.");
    }
}
