using System.Diagnostics;
using System.Runtime.InteropServices;
using Burst.Hosts.Docker.Holder;
using Burst.Testing;

namespace Burst.Hosts.Docker.Tests;

public sealed class HolderProgramTests
{
    [Fact]
    public async Task Program_RunsOnThisMachine_UntilItIsEnded_AndUsesNoTime()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("burst-holder-").FullName, "hold");
        await File.WriteAllBytesAsync(path, HolderProgram.For(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64")!);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        using var process = Process.Start(path);
        await Eventually.HoldsAsync(() => File.ReadAllText($"/proc/{process.Id}/stat").Contains(") S "), "it sleeps");

        Assert.False(process.HasExited);
        Assert.True(process.TotalProcessorTime < TimeSpan.FromSeconds(0.1));
        process.Kill();
        await process.WaitForExitAsync();
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Theory]
    [InlineData("x86_64", 62)]
    [InlineData("aarch64", 183)]
    public void Program_NamesItsMachine(string architecture, int machine) => Assert.Equal(machine, HolderProgram.For(architecture)![18]);

    [Fact]
    public void Program_OfAnotherArchitecture_ThereIsNone() => Assert.Null(HolderProgram.For("riscv64"));
}
