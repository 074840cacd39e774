using Microsoft.Extensions.Hosting;

namespace Burst.Server.Hosting;

/// <summary>Leaves signals to the program around the server: the framework's own lifetime would take Ctrl-C away from it.</summary>
internal sealed class NoConsoleLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
