using System.Diagnostics;
using Burst.Testing;

namespace Burst.Cli.Tests.Commands;

public sealed class UpConfigTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("burst-config-").FullName;

    [Fact]
    public async Task UnknownKey_IsAnError_NotACrash()
    {
        var config = Path.Combine(folder, "burst.json");
        await File.WriteAllTextAsync(config, """{ "lissten": "127.0.0.1:0" }""");
        var start = new ProcessStartInfo(BurstExecutable.Path, ["up", "--state", Path.Combine(folder, "state"), "--config", config]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;

        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(4, process.ExitCode);
        Assert.Contains("lissten", errors);
        Assert.DoesNotContain("   at ", errors);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
