using Burst.Core.Pods;
using Burst.Hosts.Local.Programs;
using Burst.Testing;

namespace Burst.Hosts.Local.Tests;

public sealed class ProgramTests : LocalPodHostTestBase
{
    [Fact]
    public async Task Echo_AnswersWithTheRequest()
    {
        var launch = await CreateAsync(Specs.BuiltIn("burst/echo"));
        const string prefix = "listening on ";
        var log = await Eventually.GetAsync(() => ReadLogAsync(launch), lines => lines.Length > 0, "the address is printed");
        using var client = new HttpClient { BaseAddress = new Uri(log[0][prefix.Length..]) };
        client.DefaultRequestHeaders.Add("X-Burst", "yes");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => client.GetStringAsync($"/hello/{number}?q=1")));

        Assert.StartsWith(prefix + "http://127.0.0.1:", log[0]);
        Assert.All(answers, (answer, number) => Assert.StartsWith($"GET /hello/{number}?q=1 HTTP/1.1\r\n", answer));
        Assert.All(answers, answer => Assert.Contains("X-Burst: yes\r\n", answer));
    }

    [Fact]
    public async Task Sleep_PrintsItsStartAndEnd()
    {
        var launch = await CreateAsync(Specs.BuiltIn("burst/sleep", "50ms"));
        await WaitForEndAsync(launch);

        Assert.Equal(["sleeping for 0.05 s", "done"], await ReadLogAsync(launch));
    }

    [Fact]
    public async Task CommandOfAPod_ChoosesTheProgram()
    {
        var launch = await CreateAsync(Specs.Of(new ContainerSpec { Name = "main", Image = "burst/sleep", Command = ["/burst/fail", "9"] }));

        var pod = await WaitForEndAsync(launch);

        Assert.Equal(9, pod.Containers[0].ExitCode);
        Assert.Equal(["failing with exit code 9"], await ReadLogAsync(launch));
    }

    [Fact]
    public async Task WrongArguments_EndWithUsage()
    {
        var launch = await CreateAsync(Specs.BuiltIn("burst/sleep"));

        var pod = await WaitForEndAsync(launch);

        Assert.Equal(BuiltInPrograms.ExitUsage, pod.Containers[0].ExitCode);
        Assert.Equal(["Usage: sleep DURATION, for example sleep 5, sleep 500ms or sleep 2m."], await ReadLogAsync(launch));
    }

    [Fact]
    public void Cpu_IsBusyForAsLongAsAsked()
    {
        using var output = new StringWriter();
        var started = TimeProvider.System.GetTimestamp();

        Assert.Equal(0, BuiltInPrograms.Run(["cpu", "100ms"], output, TextWriter.Null, TimeProvider.System));

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(100));
        Assert.Contains("done: ", output.ToString());
    }

    [Theory]
    [InlineData("'echo2' is not a built-in program; sleep, echo, cpu, fail are.", "echo2")]
    [InlineData("'70000' is not a port", "echo", "--port", "70000")]
    [InlineData("'256' is not an exit code; 0 to 255 are.", "fail", "256")]
    [InlineData("Usage: cpu DURATION", "cpu")]
    public void WrongArguments_AreNamed(string start, params string[] args) => Assert.StartsWith(
        start,
        Assert.Throws<FormatException>(() => BuiltInPrograms.Run(args, TextWriter.Null, TextWriter.Null, TimeProvider.System)).Message);
}
