using System.Net;
using Burst.Core.Nodes;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using Burst.Server.Configuration;
using Burst.Server.Tests.Support;
using Burst.Storage;
using Burst.Testing.Pricing;

namespace Burst.Server.Tests.Configuration;

public sealed class ConfigValidatorTests : IDisposable
{
    private const string Subscription = "00000000-0000-0000-0000-000000000001";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Defaults_AreValid()
    {
        var settings = Validate(new BurstConfig());

        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 7070), settings.Listen);
        Assert.Equal(TimeSpan.FromMinutes(5), settings.ReplacePodsAfter);
        Assert.Equal(TimeSpan.FromSeconds(40), settings.NotReadyAfter);
        Assert.Null(settings.SpendCapPerHour);
        Assert.Equal((100, 300), (settings.CreatesPer5Minutes, settings.CreatesPerHour));
        Assert.Empty(settings.Nodes);
        Assert.Equal(new StateStoreOptions(), settings.Store);
    }

    [Fact]
    public void History_IsKeptAsConfigured()
    {
        var settings = Validate(new BurstConfig { History = new HistoryConfig { Events = 1, Decisions = 2, Audit = 3, UsageDays = 4, UsageSumDays = 5 } });

        Assert.Equal(
            new StateStoreOptions
            {
                EventsMax = 1, DecisionsMax = 2, AuditMax = 3, UsageRetention = TimeSpan.FromDays(4), UsageSumRetention = TimeSpan.FromDays(5),
            },
            settings.Store);
    }

    [Fact]
    public void Placement_IsReadInSwarmsWords_AndOtherWordsAreRefused()
    {
        var read = Validate(new BurstConfig { Placement = new PlacementConfig { Strategy = "binpack", Pools = { ["web"] = "spread" } } }).Placement;
        Assert.Equal((PlacementStrategy.Binpack, PlacementStrategy.Spread), (read.Cluster, read.Pools["web"]));

        var wrong = new BurstConfig { Placement = new PlacementConfig { Strategy = "random", Pools = { ["-"] = "Spread" } } };
        Assert.Collection(
            Assert.Throws<ConfigException>(() => Validate(wrong)).Errors,
            error => Assert.StartsWith("placement.pools: '-' is no value of the label burst.dev/pool: ", error, StringComparison.Ordinal),
            error => Assert.Equal("placement.pools.-: 'Spread' is no strategy; use spread or binpack.", error),
            error => Assert.Equal("placement.strategy: 'random' is no strategy; use spread or binpack.", error));
    }

    [Theory]
    [InlineData(31, 400)]
    [InlineData(1, 400)]
    [InlineData(500, 500)]
    public void UsageSums_AreKeptForAYearsBill_OrAsLongAsSingleRecords(int usageDays, int sumDays)
    {
        var settings = Validate(new BurstConfig { History = new HistoryConfig { UsageDays = usageDays } });

        Assert.Equal(TimeSpan.FromDays(sumDays), settings.Store.UsageSumRetention);
    }

    [Fact]
    public void EngineOfANode_IsKeptWithFullPaths()
    {
        var file = folder.At("some.pem");
        File.WriteAllText(file, "");
        var docker = new DockerConfig { Host = "tcp://10.0.0.5:2376", TlsCa = Path.GetRelativePath(".", file), TlsCert = file, TlsKey = file };

        var node = Assert.Single(Validate(new BurstConfig { Nodes = [new NodeConfig { Name = "vm-1", Size = "D2s_v5", Docker = docker }] }).Nodes);

        Assert.Equal(
            new DockerConnection { Host = "tcp://10.0.0.5:2376", TlsCaFile = file, TlsCertificateFile = file, TlsKeyFile = file }, node.Docker);
    }

    [Theory]
    [InlineData("/var/run/docker.sock", null, "nodes[0].docker.host: '/var/run/docker.sock' is not the address of a Docker Engine; write unix:///PATH")]
    [InlineData("tcp://10.0.0.5:2375", null, "nodes[0].docker.host: 'tcp://10.0.0.5:2375' is on the network without TLS")]
    [InlineData("tcp://10.0.0.5:2376", "/no/such.pem", "nodes[0].docker: tlsCa, tlsCert and tlsKey go together")]
    [InlineData("tcp://10.0.0.5:2376", "/no/such.pem", "nodes[0].docker.tlsCa: there is no file '/no/such.pem'")]
    [InlineData("unix:///var/run/docker.sock", "/no/such.pem", "and with a tcp:// host")]
    public void EngineOfANode_ThatCannotBeMeant_IsRefused(string host, string? tlsCa, string message)
    {
        var node = new NodeConfig { Name = "vm-1", Size = "D2s_v5", Docker = new DockerConfig { Host = host, TlsCa = tlsCa } };

        var exception = Assert.Throws<ConfigException>(() => Validate(new BurstConfig { Nodes = [node] }));

        Assert.Contains(exception.Errors, error => error.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void TwoNodesOnOneEngine_AreRefused_UnlessItIsSharedOnPurpose()
    {
        Assert.Equal(2, Validate(Two(isShared: true)).Nodes.Count(node => node.Docker!.IsShared));
        var exception = Assert.Throws<ConfigException>(() => Validate(Two(isShared: false)));
        Assert.Contains("nodes[1].docker.host: node a is on the engine at unix:///x.sock already", exception.Message, StringComparison.Ordinal);

        static BurstConfig Two(bool isShared)
        {
            var docker = new DockerConfig { Host = "unix:///x.sock", IsShared = isShared };
            return new BurstConfig { Nodes = [new NodeConfig { Name = "a", Size = "D2s_v5", Docker = docker }, new NodeConfig { Name = "b", Size = "D2s_v5", Docker = docker }] };
        }
    }

    [Fact]
    public void EngineOnThisMachine_NeedsNoTls() =>
        Assert.NotNull(Assert.Single(Validate(new BurstConfig { Nodes = [new NodeConfig { Name = "a", Size = "D2s_v5", Docker = new DockerConfig { Host = "tcp://127.0.0.1:2375" } }] }).Nodes).Docker);

    [Fact]
    public void EverythingWrong_IsReportedAtOnce_WithKeyAndWhatIsAccepted()
    {
        var config = new BurstConfig
        {
            Listen = "everywhere",
            Region = "atlantis",
            SpendCapPerHour = "lots",
            CreatesPer5Minutes = 0,
            CreatesPerHour = 100_001,
            ReplacePodsAfter = "soon",
            NotReadyAfter = "0s",
            NodeInterval = "-1s",
            AciInterval = "8d",
            DeleteConfirmWait = "2",
            History = new HistoryConfig { Events = 0, Decisions = -1, Audit = 10_000_001, UsageDays = 0, UsageSumDays = -1 },
            LogFormat = "xml",
            LogLevel = "42",
            OtlpEndpoint = "localhost:4317",
            Nodes =
            [
                new NodeConfig { Name = "VM_1", Size = "D2s_v5" },
                new NodeConfig { Name = "vm-2", Size = "Z9" },
                new NodeConfig { Name = "vm-3", Size = "D2s_v5", Tier = "spot" },
                new NodeConfig { Name = "vm-4", Size = "D2s_v5", Tier = "vm-reserved", ReservedYears = 2 },
                new NodeConfig { Name = "vm-5", Size = "D2s_v5", ReservedYears = 1 },
                new NodeConfig { Name = "vm-6", Size = "D2s_v5" },
                null!,
            ],
            Aci =
            [
                new AciConfig { Name = "aci-1", Endpoint = "http://management.azure.com", Subscription = "mine", CoreQuota = 0 },
                new AciConfig { Name = "aci-2", Subscription = Subscription, ResourceGroup = "burst", Tiers = ["aci", "vm"], EmulatorCa = Ca() },
                new AciConfig { Name = "aci-3", Subscription = Subscription, ResourceGroup = "burst", EmulatorCa = folder.Write("not-a.pem", "hello") },
                new AciConfig { Name = "aci-4", Subscription = Subscription, ResourceGroup = "burst", EmulatorCa = folder.At("missing.pem") },
            ],
        };

        var prices = new FixedPrices();
        prices.UnpricedRegions.Add("atlantis");
        var error = Assert.Throws<ConfigException>(() => Validate(config, prices));

        Approval.Check("config-errors.txt", string.Join('\n', error.Errors).Replace(folder.Root, "/folder", StringComparison.Ordinal) + "\n");
    }

    [Fact]
    public void NodeName_UsedTwice_IsRefused()
    {
        var node = new NodeConfig { Name = "vm-1", Size = "D2s_v5" };

        var error = Assert.Throws<ConfigException>(() => Validate(new BurstConfig { Nodes = [node, node] }));

        Assert.Equal("nodes[1].name: 'vm-1' is used twice; node names are unique.", Assert.Single(error.Errors));
    }

    [Fact]
    public void RealSubscription_WithoutSpendCap_IsRefused()
    {
        var config = new BurstConfig { Aci = [new AciConfig { Name = "aci-1", Subscription = Subscription, ResourceGroup = "burst" }] };

        var error = Assert.Throws<ConfigException>(() => Validate(config));

        Assert.StartsWith("spendCapPerHour: must be set before a real subscription is used (node aci-1)", Assert.Single(error.Errors), StringComparison.Ordinal);
        Assert.Equal(Money.Parse("5.00"), Validate(config with { SpendCapPerHour = "5.00" }).SpendCapPerHour);
    }

    [Fact]
    public void Emulator_NeedsNoSpendCap_AndItsConnectionIsNoAnnotationThatUsersMayChange()
    {
        var config = new BurstConfig
        {
            Aci = [new AciConfig { Name = "aci-1", Endpoint = "https://127.0.0.1:28443", Subscription = Subscription, ResourceGroup = "burst", EmulatorCa = Ca() }],
        };

        var node = Validate(config).Nodes.Single();

        var connection = node.Aci!;
        Assert.Empty(node.Metadata.Annotations);
        Assert.True(connection.IsEmulator);
        Assert.Equal((new Uri("https://127.0.0.1:28443"), Guid.Parse(Subscription), "burst"), (connection.Endpoint, connection.Subscription, connection.ResourceGroup));
        Assert.Equal(NodeKind.Virtual, node.NodeKind);
        Assert.Equal(100, node.PodsMax);
    }

    [Fact]
    public void VmNode_HasTheCapacityOfItsSize_AndItsLabels()
    {
        var config = new BurstConfig { Nodes = [new NodeConfig { Name = "vm-1", Size = "D2s_v5", Region = "westus", Labels = new() { ["disk"] = "fast" } }] };

        var node = Validate(config).Nodes.Single();

        Assert.Equal(new Resources(2000, 8192), node.Capacity);
        Assert.Equal("westus", node.Region);
        Assert.Equal("fast", node.Metadata.Labels["disk"]);
    }

    private string Ca()
    {
        using var certificates = Security.Certificates.Create(folder.At("pki"));
        return folder.At("pki/ca.pem");
    }

    private ServerSettings Validate(BurstConfig config, IPriceCatalog? prices = null) => new ConfigValidator(config, prices ?? new FixedPrices()).Validate(folder.Root);
}
