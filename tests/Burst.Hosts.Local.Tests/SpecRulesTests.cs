using Burst.Core.Pods;

namespace Burst.Hosts.Local.Tests;

public sealed class SpecRulesTests
{
    public static TheoryData<string, PodSpec> PartsThatAProcessHasNot => new()
    {
        { "metadata.annotations['burst.dev/public-ip']:", Specs.Of(Container("burst/sleep", "")) with { PublicAddress = new PublicAddress(null) } },
        { "initContainers:", Specs.Of(Container("burst/sleep", "")) with { InitContainers = [Container("burst/sleep", "") with { Name = "i" }] } },
        { "volumes:", Specs.Of(Container("burst/sleep", "")) with { Volumes = [new Volume { Name = "v", EmptyDir = new EmptyDirVolume() }] } },
        { "imagePullSecrets:", Specs.Of(Container("burst/sleep", "")) with { ImagePullSecrets = ["registry"] } },
        { "securityContext:", Specs.Of(Container("burst/sleep", "")) with { Security = new PodSecurity { RunAsUser = 1 } } },
        { "containers[0].ports[0].hostPort:", Specs.Of(Container("burst/sleep", "") with { Ports = [new ContainerPort(80, "TCP", null) { HostPort = 80 }] }) },
        { "containers[0].lifecycle.postStart:", Specs.Of(Container("burst/sleep", "") with { PostStart = new LifecycleHook { SleepSeconds = 1 } }) },
        { "containers[0].lifecycle.preStop:", Specs.Of(Container("burst/sleep", "") with { PreStop = new LifecycleHook { SleepSeconds = 1 } }) },
        { "containers[0].securityContext:", Specs.Of(Container("burst/sleep", "") with { Security = new ContainerSecurity { RunAsUser = 1 } }) },
        { "hostAliases:", Specs.Of(Container("burst/sleep", "")) with { HostAliases = [new HostAlias("10.0.0.1", ["a"])] } },
        { "metadata.annotations['burst.dev/pids-limit']:", Specs.Of(Container("burst/sleep", "")) with { ProcessLimits = new ProcessLimits(5, null) } },
        { "dnsConfig:", Specs.Of(Container("burst/sleep", "")) with { DnsConfig = new DnsConfig(["10.0.0.1"], [], []) } },
        { "containers[0].livenessProbe:", Specs.Of(Container("burst/sleep", "") with { LivenessProbe = Probe }) },
        { "containers[0].readinessProbe:", Specs.Of(Container("burst/sleep", "") with { ReadinessProbe = Probe }) },
        { "containers[0].startupProbe:", Specs.Of(Container("burst/sleep", "") with { StartupProbe = Probe }) },
    };

    private static Probe Probe => new()
    {
        TcpPort = 80, InitialDelaySeconds = 0, PeriodSeconds = 10, TimeoutSeconds = 1, SuccessThreshold = 1, FailureThreshold = 3,
    };

    [Theory]
    [MemberData(nameof(PartsThatAProcessHasNot))]
    public void Part_ThatAProcessHasNot_IsNamedWithItsPath(string expected, PodSpec spec) =>
        Assert.StartsWith(expected, SpecRules.FindUnsupported(spec, allowHostCommands: true), StringComparison.Ordinal);

    [Theory]
    [InlineData("burst/sleep", "")]
    [InlineData("burst/echo:1.2", "")]
    [InlineData("burst/cpu:latest", "/burst/cpu")]
    [InlineData("burst/fail", "/burst/sleep")]
    public void BuiltInPrograms_AreAccepted(string image, string command) =>
        Assert.Null(SpecRules.FindUnsupported(Specs.Of(Container(image, command)), allowHostCommands: false));

    [Theory]
    [InlineData("nginx:1.27", "", "containers[0].image: 'nginx:1.27' cannot be run on a local node", "--allow-host-commands")]
    [InlineData("burst/other", "", "containers[0].image: 'burst/other'", "burst/sleep, burst/echo, burst/cpu, burst/fail (any tag)")]
    [InlineData("nginx", "/burst/sleep", "containers[0].image: 'nginx'", "burst/sleep")]
    [InlineData("burst/sleep", "/bin/sh", "containers[0].command[0]: '/bin/sh' is a command of this machine", "--allow-host-commands")]
    [InlineData("burst/sleep", "/burst/other", "containers[0].command[0]: '/burst/other'", "/burst/sleep, /burst/echo, /burst/cpu, /burst/fail")]
    public void AnythingElse_IsRefused_WithItsPathAndWhatIsAccepted(string image, string command, string start, string accepted)
    {
        var reason = SpecRules.FindUnsupported(Specs.Of(Container(image, command)), allowHostCommands: false);

        Assert.StartsWith(start, reason);
        Assert.Contains(accepted, reason);
    }

    [Fact]
    public void HostCommands_Allowed_NeedACommandOrABuiltInImage()
    {
        Assert.Null(SpecRules.FindUnsupported(Specs.Of(Container("nginx", "nginx")), allowHostCommands: true));
        Assert.Null(SpecRules.FindUnsupported(Specs.Of(Container("burst/sleep", "")), allowHostCommands: true));
        Assert.StartsWith("containers[0].image: 'nginx'", SpecRules.FindUnsupported(Specs.Of(Container("nginx", "")), allowHostCommands: true));
    }

    [Fact]
    public void WorkingDir_NeedsHostCommands_AndAnAbsolutePath()
    {
        var relative = Specs.Of(Container("any", "ls") with { WorkingDir = "tmp" });
        var absolute = Specs.Of(Container("burst/sleep", "") with { WorkingDir = "/tmp" });

        Assert.StartsWith("containers[0].workingDir: 'tmp' is not an absolute path", SpecRules.FindUnsupported(relative, allowHostCommands: true));
        Assert.Null(SpecRules.FindUnsupported(absolute, allowHostCommands: true));
        Assert.StartsWith("containers[0].workingDir:", SpecRules.FindUnsupported(absolute, allowHostCommands: false));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    [InlineData("Main")]
    public void ContainerName_ThatCouldNotBeAFolder_IsRefused(string name) => Assert.StartsWith(
        $"containers[0].name: '{name}'",
        SpecRules.FindUnsupported(Specs.Of(Container("burst/sleep", "") with { Name = name }), allowHostCommands: false));

    [Fact]
    public void Containers_AreNamedOnce_AndAtMostSixty()
    {
        var one = Container("burst/sleep", "");

        Assert.StartsWith("containers[1].name: 'main' is used twice", SpecRules.FindUnsupported(Specs.Of(one, one), allowHostCommands: false));
        Assert.StartsWith("containers: a pod has 1-60", SpecRules.FindUnsupported(Specs.Of(), allowHostCommands: false));
        Assert.StartsWith("containers: a pod has 1-60", SpecRules.FindUnsupported(Specs.Of([.. Enumerable.Repeat(one, 61)]), allowHostCommands: false));
    }

    private static ContainerSpec Container(string image, string command) =>
        new() { Name = "main", Image = image, Command = command.Length == 0 ? [] : [command] };
}
