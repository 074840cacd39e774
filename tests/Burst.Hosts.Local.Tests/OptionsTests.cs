using Burst.Core.Ids;
using Burst.Testing;

namespace Burst.Hosts.Local.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Valid_StayAsTheyAre() => Assert.Same(Valid, Valid.Validated());

    [Fact]
    public void Errors_AreToldAllAtOnce()
    {
        var wrong = Valid with { RootFolder = "x", OwnerId = "../up", BurstCommand = ["burst"], LogBytesMax = 1, LogFilesMax = 1, RestartDelayBase = TimeSpan.Zero };

        var message = Assert.Throws<ArgumentException>(() => wrong.Validated()).Message;

        foreach (var name in (string[])["RootFolder 'x'", "OwnerId '../up'", "BurstCommand", "LogBytesMax 1", "LogFilesMax 1", "RestartDelayBase 00:00:00"])
            Assert.Contains(name, message);
    }

    private static readonly LocalPodHostOptions Valid = new()
    {
        Node = NodeName.Parse("vm-1"),
        RootFolder = "/tmp/x",
        OwnerId = "owner",
        BurstCommand = [BurstExecutable.Path],
    };
}
