using System.Diagnostics;
using Burst.Hosts.Docker.Holder;
using Burst.Testing;

namespace Burst.Hosts.Docker.Tests;

public sealed class HolderProgramTests
{
    [Fact]
    public async Task Program_WaitsUntilItIsAskedToEnd_AndUsesNoTime()
    {
        await using var holder = new RelayProcess();
        await Eventually.HoldsAsync(() => File.ReadAllText($"/proc/{holder.Process.Id}/stat").Contains(") S "), "it sleeps");

        Assert.False(holder.Process.HasExited);
        Assert.True(holder.Process.TotalProcessorTime < TimeSpan.FromSeconds(0.1));
        using var kill = Process.Start("kill", ["-TERM", $"{holder.Process.Id}"]);
        await holder.Process.WaitForExitAsync();
        Assert.Equal(0, holder.Process.ExitCode);
    }

    [Theory]
    [InlineData("x86_64", 62)]
    [InlineData("aarch64", 183)]
    public void Program_NamesItsMachine(string architecture, int machine) => Assert.Equal(machine, HolderProgram.For(architecture)![18]);

    [Fact]
    public void Program_OfAnotherArchitecture_ThereIsNone() => Assert.Null(HolderProgram.For("riscv64"));
}
