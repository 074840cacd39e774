using Burst.Api.Exec;
using Burst.Api.Tests.Support;

namespace Burst.Api.Tests;

/// <summary>A command with streams of its own, by Kubernetes' channel protocol.</summary>
public sealed class ProcessSessionTests
{
    private static readonly byte[] EndOfInput = [255, 0];

    [Fact]
    public async Task StreamsAreApart_SizesGoThrough_AndTheEndIsASuccess()
    {
        var (process, socket) = (new ScriptedProcess(), new ScriptedSocket(waits: true, [0, .. "one"u8], [4, .. """{"Width":90,"Height":40}"""u8], [4, .. "{"u8], [0, .. "!two"u8], EndOfInput));

        await new ProcessSession(process, takesInput: true, TimeProvider.System).ServeAsync(socket, CancellationToken.None);

        Assert.Equal(["one", "(40x90)", "!two", "(end of input)", "(left)"], process.Journal);
        Assert.Equal([(1, "one"), (2, "!two"), (3, """{"metadata":{},"status":"Success"}""")], socket.Received);
        Assert.True(socket.IsClosed);
    }

    [Fact]
    public async Task ExitCode_IsToldAsKubectlReadsIt()
    {
        var (process, socket) = (new ScriptedProcess { ExitCode = 7 }, new ScriptedSocket(waits: true, EndOfInput));

        await new ProcessSession(process, takesInput: true, TimeProvider.System).ServeAsync(socket, CancellationToken.None);

        Assert.Equal(
            """{"metadata":{},"status":"Failure","message":"command terminated with non-zero exit code: exit status 7","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"7"}]}}""",
            Assert.Single(socket.Received).Item2);
    }

    [Fact]
    public async Task WithoutInput_NothingIsSent_AndAClientThatGoesLeavesTheCommand()
    {
        var (process, socket) = (new ScriptedProcess(), new ScriptedSocket(waits: false, [0, .. "typed"u8], EndOfInput));

        await new ProcessSession(process, takesInput: false, TimeProvider.System).ServeAsync(socket, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

        Assert.Equal(["(left)"], process.Journal);
    }
}
