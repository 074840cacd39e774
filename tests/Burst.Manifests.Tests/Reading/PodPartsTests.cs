using System.Text.Json;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Serialization;
using Burst.Core.Units;
using Burst.Manifests.Writing;

namespace Burst.Manifests.Tests.Reading;

/// <summary>Volumes, probes, init containers, pull secrets and resolvers as Kubernetes writes them.</summary>
public class PodPartsTests
{
    private const string Manifest = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          initContainers:
          - {name: prepare, image: busybox, resources: {requests: {cpu: "2", memory: 1Gi}}, volumeMounts: [{name: scratch, mountPath: /out}]}
          containers:
          - name: main
            image: app.azurecr.io/app:1
            resources: {requests: {cpu: 500m, memory: 2Gi}}
            ports: [{containerPort: 8080, name: http}]
            volumeMounts:
            - {name: config, mountPath: /etc/app, readOnly: true, mountPropagation: None}
            livenessProbe: {httpGet: {path: /healthz, port: http, httpHeaders: [{name: X-Probe, value: "1"}]}, initialDelaySeconds: 3}
            readinessProbe: {exec: {command: [test, -f, /ready]}, successThreshold: 2}
            startupProbe: {tcpSocket: {port: 8080}, failureThreshold: 30}
          volumes:
          - {name: scratch, emptyDir: {}}
          - {name: config, configMap: {name: app, defaultMode: 420, items: [{key: app.conf, path: main.conf, mode: 0644}]}}
          - {name: token, secret: {secretName: token, optional: true}}
          - {name: share, azureFile: {secretName: account, shareName: data, readOnly: true}}
          imagePullSecrets: [{name: registry}]
          dnsPolicy: None
          dnsConfig: {nameservers: [10.0.0.10], searches: [svc.example], options: [{name: ndots, value: "2"}, {name: rotate}]}
        """;

    [Fact]
    public void AllParts_AreRead()
    {
        var spec = Read.One<Pod>(Manifest).Spec;

        Assert.Equal(("prepare", new VolumeMount("scratch", "/out", false)), (spec.InitContainers.Single().Name, spec.InitContainers.Single().VolumeMounts.Single()));
        Assert.Equal(new Resources(2000, 2048), spec.TotalRequests);
        Assert.Equal(["scratch", "config", "token", "share"], spec.Volumes.Select(volume => volume.Name));
        Assert.Equal([new VolumeItem("app.conf", "main.conf")], spec.Volumes[1].Data!.Items!.Value.AsEnumerable());
        Assert.Equal((ObjectKind.Secret, true), (spec.Volumes[2].Data!.Kind, spec.Volumes[2].Data!.Optional));
        Assert.Equal(new AzureFileVolume("data", "account", true), spec.Volumes[3].AzureFile);
        Assert.Equal(["registry"], spec.ImagePullSecrets.AsEnumerable());
        Assert.Equal(["ndots:2", "rotate"], spec.DnsConfig!.Options.AsEnumerable());
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("imagePullPolicy: Always", PullPolicy.Always)]
    [InlineData("imagePullPolicy: IfNotPresent", PullPolicy.IfNotPresent)]
    [InlineData("imagePullPolicy: Never", PullPolicy.Never)]
    public void PullPolicy_IsKeptAsItIsGiven_AndWrittenBack(string line, PullPolicy? policy)
    {
        var pod = Read.One<Pod>(Manifest.Replace("image: app.azurecr.io/app:1", $"image: app.azurecr.io/app:1\n    {line}", StringComparison.Ordinal));

        Assert.Equal(policy, pod.Spec.Containers[0].PullPolicy);
        Assert.Equal(policy is not null, JsonSerializer.Serialize(pod, CoreJson.Default.Pod).Contains("ullPolicy", StringComparison.Ordinal));
        Assert.Equal(line.Length == 0 ? null : policy.ToString(), (string?)ManifestWriter.ToJson(pod)["spec"]!["containers"]![0]!["imagePullPolicy"]);
    }

    [Fact]
    public void PullPolicy_ThatIsNone_IsRefusedByItsPath() => Assert.Contains(
        "spec.containers[0].imagePullPolicy: must be Always, IfNotPresent or Never, not \"always\" (did you mean Always?)",
        Read.Error(Manifest.Replace("image: app.azurecr.io/app:1", "image: app.azurecr.io/app:1\n    imagePullPolicy: always", StringComparison.Ordinal)));

    [Fact]
    public void Sidecar_IsAnInitContainerThatIsRestarted_AndAsksForItsShareAllAlong()
    {
        var manifest = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              initContainers:
              - {name: proxy, image: envoy, restartPolicy: Always, resources: {requests: {cpu: 100m, memory: 64Mi}}}
              - {name: migrate, image: app, resources: {requests: {cpu: "1", memory: 128Mi}}}
              containers:
              - {name: main, image: app, resources: {requests: {cpu: 500m, memory: 512Mi}}}
            """;
        var pod = Read.One<Pod>(manifest);

        Assert.Equal([true, false], pod.Spec.InitContainers.Select(init => init.IsSidecar));
        Assert.Equal(new Resources(1100, 576), pod.Spec.TotalRequests);
        Assert.Equal("Always", (string?)PodWriter.Write(pod)["spec"]!["initContainers"]![0]!["restartPolicy"]);
        Assert.Contains("initContainers[0].restartPolicy", Read.Error(manifest.Replace("Always", "Never", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{path: /data, type: Directory}", null)]
    [InlineData("{path: data}", "hostPath.path")]
    [InlineData("{path: /data/../etc}", "hostPath.path")]
    [InlineData("{path: /data, type: DirectoryOrCreate}", "hostPath.type")]
    public void HostPath_IsAnAbsolutePathOfWhatIsThere(string source, string? error)
    {
        var manifest = $"{{apiVersion: v1, kind: Pod, metadata: {{name: web}}, spec: {{containers: [{{name: main, image: nginx}}], volumes: [{{name: host, hostPath: {source}}}]}}}}";
        if (error is null)
            Assert.Equal("/data", Read.One<Pod>(PodWriter.Write(Read.One<Pod>(manifest)).ToJsonString()).Spec.Volumes[0].HostPath);
        else
            Assert.Contains(error, Read.Error(manifest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec: {command: [nginx, -s, quit]}")]
    [InlineData("httpGet: {path: /bye, port: 8080, scheme: HTTP}")]
    [InlineData("sleep: {seconds: 5}")]
    public void PreStopHook_IsReadAndWrittenAsItWas(string action)
    {
        var pod = Read.One<Pod>(Hooked(action));

        var written = PodWriter.Write(pod);

        Assert.NotNull(pod.Spec.Containers[0].PreStop);
        Assert.Equal(pod.Spec.Containers[0].PreStop!.SleepSeconds, Read.One<Pod>(written.ToJsonString()).Spec.Containers[0].PreStop!.SleepSeconds);
        Assert.Equal(written.ToJsonString(), PodWriter.Write(Read.One<Pod>(written.ToJsonString())).ToJsonString());
    }

    [Theory]
    [InlineData("exec: {command: []}", "preStop.exec.command")]
    [InlineData("tcpSocket: {port: 80}", "preStop.tcpSocket")]
    [InlineData("sleep: {seconds: 5}, exec: {command: [a]}", "preStop.sleep")]
    [InlineData("sleep: {seconds: -1}", "preStop.sleep.seconds")]
    public void PreStopHook_ThatIsNone_IsRefusedByItsPath(string action, string path) => Assert.Contains(path, Read.Error(Hooked(action)), StringComparison.Ordinal);

    [Fact]
    public void PostStartHook_IsRead_AndWrittenBack_BesideTheOther()
    {
        var pod = Read.One<Pod>(Hooked("sleep: {seconds: 5} }, postStart: {exec: {command: [warm, up]}"));

        Assert.Equal((string[])["warm", "up"], pod.Spec.Containers[0].PostStart!.Exec!.Value);
        Assert.Equal(5, pod.Spec.Containers[0].PreStop!.SleepSeconds);
        var written = PodWriter.Write(pod).ToJsonString();
        Assert.Equal(written, PodWriter.Write(Read.One<Pod>(written)).ToJsonString());
        Assert.Contains("postStart.sleep.seconds", Read.Error(Hooked("sleep: {seconds: 5} }, postStart: {sleep: {seconds: -1}")), StringComparison.Ordinal);
    }

    [Fact]
    public void Sidecar_IsCaredForAsAContainerIs_AndAnInitContainerThatEndsIsNot()
    {
        const string Care = "readinessProbe: {tcpSocket: {port: 80}}, startupProbe: {tcpSocket: {port: 80}}, livenessProbe: {tcpSocket: {port: 80}}, lifecycle: {postStart: {sleep: {seconds: 1}}, preStop: {sleep: {seconds: 2}}}";

        var pod = Read.One<Pod>(Init($"restartPolicy: Always, {Care}"));

        var sidecar = pod.Spec.InitContainers[0];
        Assert.True(sidecar is { IsSidecar: true, ReadinessProbe.TcpPort: 80, StartupProbe: not null, LivenessProbe: not null, PostStart.SleepSeconds: 1, PreStop.SleepSeconds: 2 });
        var written = PodWriter.Write(pod).ToJsonString();
        Assert.Equal(written, PodWriter.Write(Read.One<Pod>(written)).ToJsonString());
        foreach (var part in (string[])["readinessProbe", "startupProbe", "livenessProbe", "lifecycle"])
            Assert.Contains($"spec.initContainers[0].{part}: is not for init containers, which run to their end", Read.Error(Init($"{part}: {{}}")), StringComparison.Ordinal);

        static string Init(string fields) => $$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: {initContainers: [{name: proxy, image: nginx, {{fields}} }], containers: [{name: main, image: nginx}]}
            """;
    }

    [Fact]
    public void HostPorts_AreRead_AndWrittenBack()
    {
        var pod = Read.One<Pod>(Ported("{containerPort: 80, hostPort: 8080}, {containerPort: 80, protocol: UDP, hostPort: 8080, hostIP: 10.0.0.5}, {containerPort: 81, hostPort: 0}"));

        Assert.Equal(["8080/TCP", "10.0.0.5:8080/UDP"], pod.Spec.HostPorts.Select(port => port.ToString()));
        var written = PodWriter.Write(pod).ToJsonString();
        Assert.Equal(written, PodWriter.Write(Read.One<Pod>(written)).ToJsonString());
    }

    [Theory]
    [InlineData("{containerPort: 80, hostPort: 70000}", "ports[0].hostPort")]
    [InlineData("{containerPort: 80, hostPort: 80, hostIP: here}", "ports[0].hostIP: must be an IP address")]
    [InlineData("{containerPort: 80, hostIP: 10.0.0.5}", "ports[0].hostIP: is the address of a hostPort")]
    [InlineData("{containerPort: 80, hostPort: 80}, {containerPort: 81, hostPort: 80, hostIP: 10.0.0.5}", "ports[1].hostPort: 10.0.0.5:80/TCP is taken by this pod already")]
    public void HostPort_ThatIsNone_IsRefusedByItsPath(string ports, string error) => Assert.Contains(error, Read.Error(Ported(ports)), StringComparison.Ordinal);

    [Fact]
    public void HostPort_OfAnInitContainer_IsRefused_UnlessItIsASidecar()
    {
        const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {initContainers: [{name: first, image: nginx, SIDECAR ports: [{containerPort: 80, hostPort: 80}]}], containers: [{name: main, image: nginx}]}\n";

        Assert.Contains("initContainers[0].ports: a hostPort is not for init containers", Read.Error(Pod.Replace("SIDECAR", "", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Single(Read.One<Pod>(Pod.Replace("SIDECAR", "restartPolicy: Always,", StringComparison.Ordinal)).Spec.HostPorts);
    }

    private static string Ported(string ports) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {containers: [{name: main, image: nginx, ports: [{{ports}}] } ] }
        """;

    private static string Hooked(string action) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {containers: [{name: main, image: nginx, lifecycle: {preStop: { {{action}} } } } ] }
        """;

    [Fact]
    public void Rights_Names_AndLimits_AreRead()
    {
        var spec = Read.One<Pod>("""
            apiVersion: v1
            kind: Pod
            metadata: {name: web, annotations: {burst.dev/pids-limit: "100", burst.dev/ulimits: "nofile=1024:4096, core=0"}}
            spec:
              securityContext: {runAsUser: 1000, runAsNonRoot: true, supplementalGroups: [5], sysctls: [{name: net.core.somaxconn, value: "1024"}], seccompProfile: {type: RuntimeDefault}}
              hostAliases: [{ip: 10.0.0.1, hostnames: [db, db.example]}]
              containers:
              - name: main
                image: nginx:1.29
                securityContext: {runAsNonRoot: true, runAsGroup: 0, privileged: false, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}
            """).Spec;

        Assert.Equal((1000L, null), (spec.Security!.RunAsUser, spec.Security.RunAsGroup));
        Assert.Equal([5L], spec.Security.SupplementalGroups!.Value.AsEnumerable());
        Assert.Equal([new Sysctl("net.core.somaxconn", "1024")], spec.Security.Sysctls!.Value.AsEnumerable());
        Assert.Equal(["db", "db.example"], spec.HostAliases.Single().HostNames.AsEnumerable());
        Assert.Equal(100, spec.ProcessLimits!.PidsMax);
        Assert.Equal([new Ulimit("nofile", 1024, 4096), new Ulimit("core", 0, 0)], spec.ProcessLimits.Ulimits!.Value.AsEnumerable());
        var main = spec.Containers.Single().Security!;
        Assert.Equal((null, 0L, true, false), (main.RunAsUser, main.RunAsGroup, main.ReadOnlyRootFilesystem, main.AllowPrivilegeEscalation));
        Assert.Equal(("ALL", "NET_BIND_SERVICE"), (main.DropCapabilities!.Value.Single(), main.AddCapabilities!.Value.Single()));
    }

    [Fact]
    public void Probes_HaveKubernetesDefaults_AndPortsByName()
    {
        var main = Read.One<Pod>(Manifest).Spec.Containers.Single();

        Assert.Equal(("/healthz", 8080, "http"), (main.LivenessProbe!.HttpGet!.Path, main.LivenessProbe.HttpGet.Port, main.LivenessProbe.HttpGet.Scheme));
        Assert.Equal(
            (3, 10, 1, 1, 3),
            (main.LivenessProbe.InitialDelaySeconds, main.LivenessProbe.PeriodSeconds, main.LivenessProbe.TimeoutSeconds, main.LivenessProbe.SuccessThreshold, main.LivenessProbe.FailureThreshold));
        Assert.Equal((2, "test"), (main.ReadinessProbe!.SuccessThreshold, main.ReadinessProbe.Exec!.Value[0]));
        Assert.Equal((8080, 30), (main.StartupProbe!.TcpPort, main.StartupProbe.FailureThreshold));
        Assert.Null(main.LivenessProbe.TerminationGracePeriodSeconds);
    }

    [Theory]
    [InlineData("livenessProbe", 5, null)]
    [InlineData("startupProbe", 5, null)]
    [InlineData("livenessProbe", 0, "1 or more")]
    [InlineData("readinessProbe", 5, "is for a probe whose failure ends the container")]
    public void ProbesOwnGrace_IsOfThoseThatEndTheContainer(string probe, int seconds, string? refusal)
    {
        var read = ManifestReader.Read($$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: {containers: [{name: main, image: nginx, {{probe}}: {exec: {command: [ok]}, terminationGracePeriodSeconds: {{seconds}} } } ] }
            """, "pod.yaml");

        if (refusal is not null)
        {
            var error = Assert.Single(read.Errors);
            Assert.Equal($"spec.containers[0].{probe}.terminationGracePeriodSeconds", error.Path);
            Assert.Contains(refusal, error.Message, StringComparison.Ordinal);
            return;
        }

        var main = ((Pod)Assert.Single(read.Objects).Object).Spec.Containers.Single();
        Assert.Equal(seconds, (main.LivenessProbe ?? main.StartupProbe)!.TerminationGracePeriodSeconds);
    }

    [Theory]
    [InlineData("", false, null)]
    [InlineData("burst.dev/public-ip: 'false'", false, null)]
    [InlineData("burst.dev/public-ip: 'true'", true, null)]
    [InlineData("burst.dev/public-ip: 'true', burst.dev/dns-label: my-shop", true, "my-shop")]
    [InlineData("burst.dev/public-ip: 'true', virtualkubelet.io/dnsnamelabel: my-shop", true, "my-shop")]
    public void PublicAddress_IsOnlyOfAPodThatAsksForIt(string annotations, bool isPublic, string? label)
    {
        var spec = Read.One<Pod>($$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: web, annotations: { {{annotations}} } }
            spec: {containers: [{name: main, image: nginx, ports: [{containerPort: 80}]}]}
            """).Spec;

        Assert.Equal(isPublic ? new PublicAddress(label) : null, spec.PublicAddress);
    }
}
