using Microsoft.Extensions.Hosting;

namespace Burst.Emulator.Hosting;

/// <summary>Leaves Ctrl-C and SIGTERM to the program that hosts the emulator; the default lifetime would take them.</summary>
internal sealed class NoConsoleLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
