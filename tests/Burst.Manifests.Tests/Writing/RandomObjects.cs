using System.Collections.Immutable;
using System.Text;
using Burst.Core.Constraints;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Core.Workloads;

namespace Burst.Manifests.Tests.Writing;

/// <summary>Valid objects of every kind a manifest can hold, reproducible by seed.</summary>
internal sealed class RandomObjects(int seed)
{
    private static readonly string[] AwkwardTexts =
    [
        "", " ", "yes", "null", "~", "5", "1e3", "0x1F", "true", "- a", "a: b", "a #b", "#", "'", "\"", "*a", "&a", "!a", "%a", "@a", "`a",
        "{}", "[a]", "a\nb", "a\nb\n", "\na", "a\n\n", " a\nb", "a \nb", "a\n  b\nc\n", "\ta", "a\tb\nc", "a\r\nb", "grüße", "😀\nx", "\u0001",
        "...", "---", "--- a\n--- b", "key:", "2026-01-01", "12:30", "<<", "=", "\\n", "\u2028", "a:\n  b: c\n", "x".PadRight(3000, 'y'),
        "a: b\n" + new string('z', 300) + " " + new string('z', 300), "\u0085", "$(A)", "|", ">", "?", "-", ":", "a:b", "no ", "\uFEFF", "\u00a0",
    ];

    private readonly Random _random = new(seed);

    public ClusterObject Next() => _random.Next(8) switch
    {
        0 => new Namespace { Metadata = Metadata() with { Namespace = "" } },
        1 => new ConfigMap { Metadata = Metadata(), Data = Texts(Key, AnyText), Immutable = Flip() },
        2 => new Secret { Metadata = Metadata(), Data = Texts(Key, Base64), Type = Flip() ? "Opaque" : "example.com/x", Immutable = Flip() },
        3 => Policy(),
        4 => Deployment(),
        5 => Job(),
        6 => PriorityClass(),
        _ => new Pod { Metadata = Metadata(), Spec = Spec((RestartPolicy)_random.Next(3), Flip()) },
    };

    public string AnyText() => AwkwardTexts[_random.Next(AwkwardTexts.Length)];

    private Deployment Deployment()
    {
        var labels = Texts(Key, LabelValue).SetItem("app", "web");
        return new Deployment
        {
            Metadata = Metadata(),
            Replicas = _random.Next(Core.Workloads.Deployment.ReplicasMax + 1),
            Selector = labels.RemoveRange(labels.Keys.Where(key => key != "app" && Flip())),
            Template = new PodTemplate { Labels = labels, Annotations = Texts(Key, AnyText), Spec = Spec(RestartPolicy.Always, hasDeadline: false) },
            RollingUpdate = Flip() ? null : new RollingUpdate { MaxSurge = Share(1), MaxUnavailable = Share(0) },
            MinReady = Seconds(0),
            ProgressDeadline = TimeSpan.FromDays(365),
            RevisionsKept = _random.Next(Core.Workloads.Deployment.RevisionsKeptMax + 1),
        };
    }

    private PodShare Share(int min) => Flip() ? PodShare.Pods(_random.Next(min, 10)) : PodShare.Percent(_random.Next(min, 101));

    private Job Job() => new()
    {
        Metadata = Metadata(),
        Parallelism = _random.Next(50),
        Completions = _random.Next(50),
        BackoffLimit = _random.Next(10),
        ActiveDeadline = Flip() ? null : Seconds(1),
        KeepAfterFinished = Flip() ? null : Seconds(0),
        Suspend = Flip(),
        Template = new PodTemplate
        {
            Labels = Texts(Key, LabelValue),
            Spec = Spec(Flip() ? RestartPolicy.Never : RestartPolicy.OnFailure, Flip()),
        },
    };

    private BurstPolicy Policy() => new()
    {
        Metadata = Metadata(),
        Mode = (BurstMode)_random.Next(4),
        After = TimeSpan.FromTicks(_random.NextInt64(1L << _random.Next(1, 45))),
        RepatriateAfter = Flip() ? BurstPolicy.DefaultRepatriateAfter : Flip() ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(_random.NextInt64(1L << _random.Next(1, 45))),
        Tiers = Flip() ? [Tier.Aci] : [Tier.AciSpot, Tier.Aci],
        MaxPods = Flip() ? null : _random.Next(1000),
        MaxSpendPerHour = Flip() ? null : new Money(_random.NextInt64(1L << 60)),
        Selector = Texts(Key, LabelValue),
    };

    private PriorityClass PriorityClass() => new()
    {
        Metadata = Metadata() with { Namespace = "" },
        Value = _random.Next(int.MinValue, Core.Policies.PriorityClass.UserValueMax),
        GlobalDefault = Flip(),
        PreemptionPolicy = (PreemptionPolicy)_random.Next(2),
        Description = AnyText(),
    };

    private PodSpec Spec(RestartPolicy restart, bool hasDeadline) => Spec(restart, hasDeadline, Flip() ? [] : ["example.com/quota", "b"]);

    private PodSpec Spec(RestartPolicy restart, bool hasDeadline, ImmutableArray<string> gates) => new()
    {
        Containers = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(Container)],
        RestartPolicy = restart,
        PriorityClassName = Flip() ? null : "high",
        Priority = Flip() ? null : _random.Next(),
        PreemptionPolicy = Flip() ? null : (PreemptionPolicy)_random.Next(2),
        TerminationGracePeriod = Seconds(0),
        ActiveDeadline = hasDeadline ? Seconds(1) : null,
        NodeSelector = Texts(Key, LabelValue),
        Overhead = Flip() ? null : new Resources(_random.Next(4000), _random.Next(1, 4096)),
        SchedulingGates = gates,
        NodeName = gates.IsEmpty && Flip() ? NodeName.Parse("vm-1") : null,
        Tolerations = Flip() ? [] : [new(Key(), null, null), new(Key(), LabelValue(), "NoSchedule"), new(Key(), "", "NoExecute"), new("", null, "NoExecute") { Seconds = 9 }],
        Affinity = Flip() ? null : RandomConstraints.Affinity(_random),
        TopologySpread = Flip() ? [] : [RandomConstraints.Spread(_random, WhenUnsatisfiable.DoNotSchedule), RandomConstraints.Spread(_random, WhenUnsatisfiable.ScheduleAnyway)],
        InitContainers = Flip() ? [] : [Container(7) with { Name = "init", VolumeMounts = [new VolumeMount("vol0", "/in", Flip())] }],
        Volumes = [.. Enumerable.Range(0, 4).Select(Volume)],
        ImagePullSecrets = Flip() ? [] : ["registry", "other"],
        HostAliases = Flip() ? [] : [new HostAlias("10.0.0.9", ["a.example", "b"]), new HostAlias("::1", ["c"])],
        Security = Flip() ? null : new PodSecurity
        {
            RunAsUser = Flip() ? null : 0,
            RunAsGroup = 7,
            SupplementalGroups = Flip() ? null : [1, 2],
            Sysctls = Flip() ? null : [new Sysctl("net.core.somaxconn", "1024"), new Sysctl("kernel.shm_rmid_forced", "1")],
        },
        DnsConfig = Flip() ? null : new DnsConfig(["10.0.0.10"], Flip() ? [] : ["a.example"], Flip() ? [] : ["ndots:2", "rotate"]),
    };

    private Volume Volume(int index) => index switch
    {
        0 => new Volume { Name = "vol0", EmptyDir = new EmptyDirVolume(Flip(), Flip() ? null : 64) },
        1 => new Volume { Name = "vol1", Data = new DataVolume(DataKind(), "data", Flip()) },
        2 => new Volume { Name = "vol2", Data = new DataVolume(DataKind(), "data", Flip()) { Items = [new("a.key", "dir/a"), new("b", "b")] } },
        _ => new Volume { Name = "vol3", AzureFile = new AzureFileVolume("share", "account", Flip()) },
    };

    private Probe? Probe(bool endsContainer)
    {
        var question = _random.Next(4);
        return question == 3 ? null : new Probe
        {
            Exec = question == 0 ? ["/bin/check", ProcessText()] : null,
            HttpGet = question == 1 ? new HttpProbe("/a?b", 81, Flip() ? "http" : "https") { Headers = Flip() ? null : [new("X-A", ProcessText())] } : null,
            TcpPort = question == 2 ? 90 : null,
            InitialDelaySeconds = _random.Next(9),
            PeriodSeconds = _random.Next(1, 9),
            TimeoutSeconds = _random.Next(1, 9),
            SuccessThreshold = endsContainer ? 1 : _random.Next(1, 9),
            FailureThreshold = _random.Next(1, 9),
            TerminationGracePeriodSeconds = endsContainer && Flip() ? _random.Next(1, 9) : null,
        };
    }

    private ContainerSpec Container(int index)
    {
        var limits = new Resources(Flip() ? 0 : _random.Next(1, 9000), Flip() ? 0 : _random.Next(1, 9000));
        var scalars = Flip() ? null : ScalarResources.Of([KeyValuePair.Create("nvidia.com/gpu", 2L)]);
        var storage = Flip() ? null : ScalarResources.Of([KeyValuePair.Create(ScalarResources.EphemeralStorage, _random.NextInt64(1, 1L << 40))]);
        return new ContainerSpec
        {
            Name = $"c{index}",
            Image = Flip() ? "nginx:1.29" : "example.com:5000/a/b@sha256:0123",
            PullPolicy = Flip() ? null : (PullPolicy)_random.Next(3),
            Command = List(ProcessText),
            Args = List(ProcessText),
            WorkingDir = Flip() ? null : "/a b",
            Env = [.. Enumerable.Range(0, _random.Next(4)).Select(Variable)],
            EnvFrom = List(() => new EnvFrom(DataKind(), "from", Flip() ? "" : "P_", Flip())),
            Ports = Flip() ? [] : [new ContainerPort(80 + index, Flip() ? "TCP" : "UDP", Flip() ? null : $"p{index}")],
            Requests = new(Upto(limits.CpuMillis), Upto(limits.MemoryMib)),
            Limits = limits,
            ScalarRequests = Flip() ? scalars : storage is null ? scalars : (scalars ?? ScalarResources.None) + storage,
            ScalarLimits = scalars,
            VolumeMounts = Flip() ? [] : [new VolumeMount("vol1", "/a", Flip()), new VolumeMount("vol3", "/b/c", Flip())],
            Security = Flip() ? null : new ContainerSecurity
            {
                RunAsUser = 1000,
                RunAsGroup = Flip() ? null : 0,
                ReadOnlyRootFilesystem = Flip() ? null : Flip(),
                AllowPrivilegeEscalation = Flip() ? null : Flip(),
                AddCapabilities = Flip() ? null : ["NET_ADMIN"],
                DropCapabilities = Flip() ? null : ["ALL"],
            },
            LivenessProbe = index == 7 ? null : Probe(endsContainer: true),
            ReadinessProbe = index == 7 ? null : Probe(endsContainer: false),
            StartupProbe = index == 7 ? null : Probe(endsContainer: true),
        };
    }

    private EnvVar Variable(int index) => Flip()
        ? new EnvVar { Name = $"V{index}", Value = ProcessText() }
        : new EnvVar { Name = $"V{index}", From = new EnvSource(DataKind(), "source", "a.key", Flip()) };

    private ObjectMeta Metadata() => new()
    {
        Name = "n" + _random.Next(1000),
        Namespace = "space",
        Labels = Texts(Key, LabelValue),
        Annotations = Texts(Key, AnyText),
    };

    private string Key() => new[] { "a", "y", "no", "5", "app", "null", "x.y-z_0", "true" }[_random.Next(8)];

    private string LabelValue() => new[] { "", "a", "5", "true", "no", "1.2.3", "1e3" }[_random.Next(7)];

    private string ProcessText() => AnyText();

    private string Base64() => Convert.ToBase64String(Encoding.UTF8.GetBytes(AnyText()));

    private ObjectKind DataKind() => Flip() ? ObjectKind.Secret : ObjectKind.ConfigMap;

    private TimeSpan Seconds(int min) => TimeSpan.FromSeconds(_random.Next(min, 100_000));

    private long Upto(long limit) => limit == 0 ? _random.Next(9000) : _random.NextInt64(limit + 1);

    private bool Flip() => _random.Next(2) == 0;

    private ImmutableArray<T> List<T>(Func<T> make) => [.. Enumerable.Range(0, _random.Next(3)).Select(_ => make())];

    private ImmutableSortedDictionary<string, string> Texts(Func<string> key, Func<string> value) => ImmutableSortedDictionary<string, string>.Empty
        .SetItems(Enumerable.Range(0, _random.Next(4)).Select(_ => KeyValuePair.Create(key(), value())));
}
