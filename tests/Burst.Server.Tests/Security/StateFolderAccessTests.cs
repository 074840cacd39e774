using Burst.Server.Security;
using Burst.Server.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Tests.Security;

public sealed class StateFolderAccessTests : IDisposable
{
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder folder = new();
    private readonly RecordingLoggers recorded = new();

    public void Dispose()
    {
        recorded.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void EmptyFolderThatOthersCanRead_IsClosed()
    {
        File.SetUnixFileMode(folder.Root, Open);

        Assert.Equal((Closed, 0), (Prepare(folder.Root), recorded.Messages.Count));
    }

    [Fact]
    public void MissingFolder_IsMadeClosed() => Assert.Equal((Closed, 0), (Prepare(folder.At("new")), recorded.Messages.Count));

    [Fact]
    public void FolderWithContentThatOthersCanRead_IsLeft_AndWarnedOf()
    {
        folder.Write("content", "");
        File.SetUnixFileMode(folder.Root, Open);

        Assert.Equal(Open, Prepare(folder.Root));
        Assert.Contains($"has mode 0744: others than its owner may look into it. To close it, run: chmod 700 '{folder.Root}'", Assert.Single(recorded.Messages), StringComparison.Ordinal);
    }

    private UnixFileMode Prepare(string path)
    {
        using var loggers = recorded.CreateFactory();
        new StateFolderAccess(loggers.CreateLogger<StateFolderAccess>()).Prepare(path);
        return File.GetUnixFileMode(path);
    }
}
