using System.CommandLine;
using Burst.Cli.Commands;
using Burst.Emulator;

namespace Burst.Cli.Tests.Commands;

public sealed class EmulatorFlagsTests
{
    private readonly EmulatorFlags flags = new();

    [Fact]
    public void Flags_AllOfThem_ReachTheOptions()
    {
        var options = flags.Apply(new EmulatorOptions { StateFolder = "." }, Parse(
            "--limit", "groups=7", "--limit", "cores=8", "--limit", "spot-cores=9", "--limit", "requests-5m=10", "--limit", "requests-1h=11",
            "--limit", "reads=12/1", "--limit", "writes=13/2", "--limit", "deletes=14/3",
            "--latency", "pending=1s", "--latency", "pull=2s..3s", "--latency", "launch=4s~5s", "--latency", "spot-restart=6s", "--latency", "answer=7ms",
            "--fault", "delay:delayMs=5", "--fault", "lose-request:verb=PUT", "--spot-evictions-per-hour", "3", "--inaccessible-image", "bad/*",
            "--price", "westus=0.04/0.004", "--price", "westus:spot=0.01/0.001", "--seed", "42"));

        Assert.Equal(new QuotaLimits { ContainerGroups = 7, StandardCores = 8, StandardSpotCores = 9 }, options.Quota);
        Assert.Equal(
            new RateLimits { RequestsPerFiveMinutes = 10, RequestsPerHour = 11, Reads = new(12, 1), Writes = new(13, 2), Deletes = new(14, 3) }, options.Rates);
        Assert.Equal(
            ProvisioningProfile.Fast with
            {
                Pending = Latency.Parse("1s"), Pull = Latency.Parse("2s..3s"), Launch = Latency.Parse("4s~5s"), SpotRestart = Latency.Parse("6s"), Answer = Latency.Parse("7ms"),
            },
            options.Provisioning);
        Assert.Equal(["delay", "lose-request"], options.Faults.Select(fault => fault.Name));
        Assert.Equal((3.0, 42), (options.SpotEvictionsPerHour, options.Seed));
        Assert.Equal(["bad/*"], options.InaccessibleImages);
        Assert.Equal([new("westus", false, 0.04m, 0.004m), new("westus", true, 0.01m, 0.001m)], options.Prices);
    }

    [Fact]
    public void Flags_NoneOfThem_LeaveAzuresOwnLimits()
    {
        var options = flags.Apply(new EmulatorOptions { StateFolder = "." }, Parse());
        Assert.Equal((new QuotaLimits(), new RateLimits(), ProvisioningProfile.Fast), (options.Quota, options.Rates, options.Provisioning));
        Assert.Empty(options.Faults);
        Assert.Null(options.Seed);
    }

    [Theory]
    [InlineData("--limit", "cores=-1", "--limit: 'cores=-1' is not a limit; give groups=N, cores=N,")]
    [InlineData("--limit", "reads=5", "--limit: 'reads=5' is not a limit; give groups=N,")]
    [InlineData("--latency", "boot=1s", "--latency: 'boot=1s' is not STEP=LATENCY; the steps are pending, pull,")]
    [InlineData("--latency", "pull=soon", "--latency: 'soon' is not a latency; write 2s,")]
    [InlineData("--fault", "explode", "--fault: fault 'explode': kind 'explode' is unknown; give one of delay,")]
    [InlineData("--price", "westus", "--price: 'westus' is not a price; write REGION=VCPU/GB")]
    public void Flag_ThatMakesNoSense_SaysWhatIsAccepted(string flag, string value, string message) =>
        Assert.StartsWith(message, Assert.Single(Parse(flag, value).Errors).Message, StringComparison.Ordinal);

    private ParseResult Parse(params string[] arguments)
    {
        var command = new RootCommand();
        foreach (var option in flags.Options)
            command.Options.Add(option);
        return command.Parse(arguments);
    }
}
