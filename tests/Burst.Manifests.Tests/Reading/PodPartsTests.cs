using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;

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
