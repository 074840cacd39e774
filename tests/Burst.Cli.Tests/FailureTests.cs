using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Burst.Cli.Commands;
using Burst.Cli.Tests.Support;
using Burst.Server.Security;

namespace Burst.Cli.Tests;

/// <summary>How commands fail without a server: the exit code, and a message that names the thing, the place and the remedy.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("get")]
    [InlineData("get pods --outputt json")]
    [InlineData("get pods -o xml")]
    [InlineData("cost --by color")]
    [InlineData("scale deployment web --replicas many")]
    [InlineData("apply")]
    [InlineData("emulator --runtime podman")]
    [InlineData("up --emulator http://127.0.0.1:1")]
    [InlineData("up --node vm-1")]
    [InlineData("logs web --tail some")]
    [InlineData("events --limit 0")]
    [InlineData("emulator --port 99999")]
    [InlineData("emulator --fault explode")]
    [InlineData("emulator --limit cores=many")]
    [InlineData("emulator --latency pull=soon")]
    [InlineData("emulator --price westus")]
    [InlineData("get pods --bogus")]
    [InlineData("delete pod --now")]
    public async Task WrongCommandLine_IsUsage(string line)
    {
        var result = await BurstCommandLine.TryAsync([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        AssertPlain(result);
    }

    [Fact]
    public async Task NoServer_IsUnreachable_AndSaysHowToStartOne()
    {
        var result = await BurstCommandLine.TryAsync("get", "pods", "--state", folder.At("nothing"));

        Assert.Equal(ExitCodes.Unreachable, result.ExitCode);
        Assert.Equal(
            $"burst: no kubeconfig at {folder.At("nothing/kubeconfig")}. Start a server with `burst up`, or name one with --state DIR or --kubeconfig FILE.\n", result.Error);
    }

    [Fact]
    public async Task ServerThatIsGone_IsUnreachable_AndNamesItsAddress()
    {
        using var certificates = ClusterCertificates.LoadOrCreate(folder.At("pki"), IPAddress.Loopback, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var server = new Uri($"https://{unused.LocalEndpoint}/");
        unused.Stop();
        new Kubeconfig(server, certificates.CaPem, "token").Write(folder.At("kubeconfig"));

        var result = await BurstCommandLine.TryAsync("get", "pods", "--kubeconfig", folder.At("kubeconfig"));

        Assert.Equal(ExitCodes.Unreachable, result.ExitCode);
        Assert.StartsWith($"burst: no answer from {server}", result.Error, StringComparison.Ordinal);
        AssertPlain(result);
    }

    [Fact]
    public async Task FilesThatAreNotValid_AreInvalid_AndNamed()
    {
        var file = folder.Write("bad", "{ \"no\": 1 }");
        foreach (var arguments in new string[][]
        {
            ["get", "pods", "--kubeconfig", file], ["up", "--config", file, "--state", folder.At("state")], ["prices", "--prices", file], ["prices", "--prices", folder.Root],
            ["demo", "--emulator", "https://127.0.0.1:1", "--emulator-ca", file],
            ["up", "--prices", file, "--state", folder.At("state")], ["up", "--node", "vm-1=Z9", "--state", folder.At("state")],
        })
        {
            var result = await BurstCommandLine.TryAsync(arguments);
            Assert.Equal(ExitCodes.Invalid, result.ExitCode);
            Assert.Contains(arguments.Contains("vm-1=Z9") ? "nodes[0].size" : arguments.Contains(file) ? file : folder.Root, result.Error, StringComparison.Ordinal);
            AssertPlain(result);
        }
    }

    [Theory]
    [InlineData("unix:///no/such.sock", ExitCodes.Unreachable, "There is no socket /no/such.sock")]
    [InlineData("tcp://10.0.0.5:2376", ExitCodes.Usage, "'tcp://10.0.0.5:2376' is not an engine of this machine")]
    [InlineData("none", ExitCodes.Usage, "'none' is not an engine of this machine")]
    public async Task DemoOnAnEngineThatIsNotThere_SaysSo(string address, int exitCode, string message)
    {
        var result = await BurstCommandLine.TryAsync("demo", "--docker", address);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains($"--docker: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        AssertPlain(result);
    }

    [Fact]
    public async Task StateFolderThatIsAFile_Fails_WithTheRemedy()
    {
        var result = await BurstCommandLine.TryAsync("up", "--state", folder.Write("file", ""), "--listen", "127.0.0.1:0");

        Assert.Equal(ExitCodes.Failed, result.ExitCode);
        Assert.Contains(folder.At("file"), result.Error, StringComparison.Ordinal);
        Assert.Contains("--state", result.Error, StringComparison.Ordinal);
        AssertPlain(result);
    }

    [Fact]
    public async Task AddressInUse_Fails_AndNamesIt()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var result = await BurstCommandLine.TryAsync("up", "--state", folder.At("state"), "--listen", $"{taken.LocalEndpoint}");

        Assert.Equal(ExitCodes.Failed, result.ExitCode);
        Assert.Contains($"Cannot listen on {taken.LocalEndpoint}", result.Error, StringComparison.Ordinal);
        AssertPlain(result);
    }

    [Fact]
    public async Task Defect_IsOneLine_AndDetailsAreThereForTheAsking()
    {
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Error = error };
        var root = new RootCommand { new BrokenCommand() };

        Assert.Equal(ExitCodes.Failed, await root.Parse("broken").InvokeAsync(configuration));
        var line = error.ToString();
        Environment.SetEnvironmentVariable(UnexpectedError.DebugVariable, "1");
        await root.Parse("broken").InvokeAsync(configuration);
        Environment.SetEnvironmentVariable(UnexpectedError.DebugVariable, null);

        Assert.Equal(
            "burst: unexpected InvalidOperationException: it broke here This is a defect; please report it with the output of the same command under BURST_DEBUG=1.\n", line);
        Assert.Contains("   at Burst.Cli.Tests.FailureTests.BrokenCommand", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up", "--listen", "127.0.0.1:")]
    [InlineData("emulator", "--port", "")]
    public async Task PortInUse_IsSaidInOneLine(string command, string option, string address)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var process = BurstCommandLine.Start(
            folder.Root, command, option, $"{address}{((IPEndPoint)taken.LocalEndpoint).Port}", "--state", folder.At("state"));

        var result = await BurstCommandLine.EndAsync(process);

        Assert.Equal(ExitCodes.Failed, result.ExitCode);
        Assert.StartsWith("burst: Cannot listen on 127.0.0.1", result.Error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("Hosting", result.Error, StringComparison.Ordinal);
        AssertPlain(result);
    }

    [Fact]
    public async Task NumberOutOfBounds_IsToldTheBounds()
    {
        var result = await BurstCommandLine.TryAsync("scale", "deployment", "web", "--replicas", "many");

        Assert.StartsWith("--replicas: 'many' is not a number from 0 to 100000.", result.Error, StringComparison.Ordinal);
    }

    private static void AssertPlain(CliResult result)
    {
        Assert.NotEqual("", result.Error);
        Assert.DoesNotContain("   at ", result.Error + result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", result.Error, StringComparison.Ordinal);
    }

    private sealed class BrokenCommand() : BurstCommand("broken", "Breaks")
    {
        protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("it broke\nhere");
    }
}
