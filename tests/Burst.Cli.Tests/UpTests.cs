using Burst.Cli.Tests.Support;

namespace Burst.Cli.Tests;

public sealed class UpTests : IAsyncLifetime
{
    private readonly UpFixture up = new();

    public Task InitializeAsync() => up.InitializeAsync();

    public Task DisposeAsync() => up.DisposeAsync();

    [Fact]
    public async Task Terminated_EndsInGoodOrder_AndFollowersAreToldSo()
    {
        await up.ApplyAsync(Yaml.Pod("followed", """["/burst/sleep", "600"]"""));
        await up.WaitForPodAsync("followed", "Running");
        using var follower = BurstCommandLine.Start(up.Folder.Root, "logs", "-f", "followed", "--state", up.State);
        Assert.Equal("sleeping for 600 s", await follower.StandardOutput.ReadLineAsync());

        await BurstCommandLine.SignalAsync(up.Process, "TERM");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await up.Process.WaitForExitAsync(limit.Token);

        Assert.Equal(0, up.Process.ExitCode);
        var followed = await BurstCommandLine.EndAsync(follower);
        Assert.Equal(ExitCodes.Unreachable, followed.ExitCode);
        Assert.StartsWith("burst: the server ended the connection: ", followed.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Unreachable, (await up.TryAsync("get", "pods")).ExitCode);
    }
}
