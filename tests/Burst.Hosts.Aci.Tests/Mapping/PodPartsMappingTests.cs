using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Mapping;

/// <summary>Volumes, init containers, probes, registries, identity, subnet and resolver on their way to ACI.</summary>
public sealed class PodPartsMappingTests
{
    private const string Subnet = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n";
    private const string Identity = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller";

    [Fact]
    public void Body_OfAPodWithEveryPart_IsExactlyThis()
    {
        var main = A.Container() with
        {
            Image = "app.azurecr.io/app:1",
            Ports = [new ContainerPort(8080, "TCP", "http")],
            VolumeMounts = [new VolumeMount("config", "/etc/app", true), new VolumeMount("tmp", "/tmp", false)],
            LivenessProbe = Asked() with { HttpGet = new HttpProbe("/healthz", 8080, "http") { Headers = [new HttpProbeHeader("X-Probe", "1")] } },
            ReadinessProbe = Asked() with { Exec = ["test", "-f", "/ready"] },
        };
        var spec = A.Spec(main) with
        {
            InitContainers = [A.Container("prepare", 2000, 1024) with { Command = ["prepare"], VolumeMounts = [new VolumeMount("tmp", "/out", false)] }],
            Volumes =
            [
                new Volume { Name = "config", Data = new DataVolume(ObjectKind.ConfigMap, "app", false) },
                new Volume { Name = "tmp", EmptyDir = new EmptyDirVolume() },
                new Volume { Name = "absent", Data = new DataVolume(ObjectKind.Secret, "absent", true) },
                new Volume { Name = "share", AzureFile = new AzureFileVolume("data", "account", true) },
            ],
            ImagePullSecrets = ["registry"],
            DnsConfig = new DnsConfig(["10.0.0.10"], ["svc.example", "example"], ["ndots:2", "rotate"]),
        };
        var launch = A.Launch(spec) with
        {
            Files = Map("config", ImmutableArray.Create(new ResolvedFile("b.conf", "Yg==", false), new ResolvedFile("a.conf", "YQ==", false))).Add("absent", []),
            Shares = Map("share", new ResolvedShare("account1", "key1")),
            Registries = [new RegistryCredential("docker.example", "me", "pass")],
        };

        var group = JsonNode.Parse(GroupMapping.ToBody(launch, A.Options() with { SubnetId = Subnet, IdentityId = Identity, Zone = "1" }))!.AsObject();
        group.Remove("tags");

        const string Expected = $$"""
            {
              "location": "westeurope",
              "zones": ["1"],
              "identity": { "type": "UserAssigned", "userAssignedIdentities": { "{{Identity}}": {} } },
              "properties": {
                "sku": "Standard", "osType": "Linux", "restartPolicy": "Never",
                "containers": [
                  {
                    "name": "main",
                    "properties": {
                      "image": "app.azurecr.io/app:1",
                      "ports": [{ "protocol": "TCP", "port": 8080 }],
                      "volumeMounts": [
                        { "name": "config", "mountPath": "/etc/app", "readOnly": true },
                        { "name": "volume-cf10d3eb4b80f1fd", "mountPath": "/tmp", "readOnly": false }
                      ],
                      "livenessProbe": {
                        "httpGet": { "path": "/healthz", "port": 8080, "scheme": "http", "httpHeaders": [{ "name": "X-Probe", "value": "1" }] },
                        "initialDelaySeconds": 1, "periodSeconds": 2, "failureThreshold": 5, "successThreshold": 4, "timeoutSeconds": 3
                      },
                      "readinessProbe": {
                        "exec": { "command": ["test", "-f", "/ready"] },
                        "initialDelaySeconds": 1, "periodSeconds": 2, "failureThreshold": 5, "successThreshold": 4, "timeoutSeconds": 3
                      },
                      "resources": { "requests": { "cpu": 2, "memoryInGB": 1 } }
                    }
                  }
                ],
                "initContainers": [
                  {
                    "name": "prepare",
                    "properties": {
                      "image": "nginx:1.27", "command": ["prepare"],
                      "volumeMounts": [{ "name": "volume-cf10d3eb4b80f1fd", "mountPath": "/out", "readOnly": false }]
                    }
                  }
                ],
                "volumes": [
                  { "name": "config", "secret": { "a.conf": "YQ==", "b.conf": "Yg==" } },
                  { "name": "volume-cf10d3eb4b80f1fd", "emptyDir": {} },
                  { "name": "absent", "emptyDir": {} },
                  { "name": "share", "azureFile": { "shareName": "data", "storageAccountName": "account1", "storageAccountKey": "key1", "readOnly": true } }
                ],
                "imageRegistryCredentials": [
                  { "server": "docker.example", "username": "me", "password": "pass" },
                  { "server": "app.azurecr.io", "identity": "{{Identity}}" }
                ],
                "dnsConfig": { "nameServers": ["10.0.0.10"], "searchDomains": "svc.example example", "options": "ndots:2 rotate" },
                "subnetIds": [{ "id": "{{Subnet}}" }],
                "ipAddress": { "type": "Private", "ports": [{ "protocol": "TCP", "port": 8080 }] }
              }
            }
            """;
        Assert.Equal(JsonNode.Parse(Expected)!.ToJsonString(), group.ToJsonString());
    }

    [Theory]
    [InlineData("config", "config")]
    [InlineData("kube-root-ca", "kube-root-ca")]
    public void VolumeName_ThatAciTakes_IsKept(string name, string expected) => Assert.Equal(expected, VolumeMapping.ToName(name));

    [Theory]
    [InlineData("tmp")]
    [InlineData("a--volume")]
    [InlineData("0")]
    public void VolumeName_ThatAciRefuses_IsReplacedByOneThatItTakes(string name) => Assert.Matches("^volume-[0-9a-f]{16}$", VolumeMapping.ToName(name));

    [Fact]
    public void Registry_ThatAPullSecretNames_IsNotPulledFromByIdentity()
    {
        var launch = A.Launch(A.Spec(A.Container() with { Image = "app.azurecr.io/app:1" })) with { Registries = [new RegistryCredential("APP.azurecr.io", "me", "p")] };

        Assert.Equal("me", Assert.Single(AccessMapping.ToCredentials(launch, A.Options() with { IdentityId = Identity })!).Username);
        Assert.Null(AccessMapping.ToCredentials(A.Launch(), A.Options() with { IdentityId = Identity }));
    }

    [Fact]
    public void Text_ThatQuotesFilesKeysOrPasswords_IsRedacted()
    {
        var launch = A.Launch() with
        {
            Files = Map("f", ImmutableArray.Create(new ResolvedFile("a", "c2VjcmV0", true), new ResolvedFile("b", "cHVibGlj", false))),
            Shares = Map("s", new ResolvedShare("account", "account-key")),
            Registries = [new RegistryCredential("r", "me", "pass:word")],
        };

        Assert.Equal(
            "bad (secret), cHVibGlj, (secret), (secret)", SecretRedaction.Redact("bad c2VjcmV0, cHVibGlj, account-key, pass:word", launch));
        Assert.DoesNotContain("account-key", $"{launch} {launch.Shares["s"]} {launch.Registries[0]} {launch.Files["f"][0]}", StringComparison.Ordinal);
    }

    [Fact]
    public void GroupSize_IsThatOfTheLargestInitContainer_WhereTheContainersAskForLess()
    {
        var spec = A.Spec(A.Container("a", 500, 512), A.Container("b", 500, 512)) with { InitContainers = [A.Container("i", 3000, 4096), A.Container("j", 100, 8192)] };

        Assert.Equal(new GroupSize(3000, 80), ContainerGroupSizing.Of(spec).Total);
        Assert.Equal(new GroupSize(1000, 10), ContainerGroupSizing.Of(spec with { InitContainers = [] }).Total);
    }

    private static Probe Asked() => new() { InitialDelaySeconds = 1, PeriodSeconds = 2, TimeoutSeconds = 3, SuccessThreshold = 4, FailureThreshold = 5 };

    private static ImmutableSortedDictionary<string, T> Map<T>(string key, T value) => ImmutableSortedDictionary<string, T>.Empty.Add(key, value);

    [Theory]
    [InlineData(false, null, false, null)] // Ports alone open nothing.
    [InlineData(false, null, true, "Private")]
    [InlineData(true, null, false, "Public")]
    [InlineData(true, "my-shop", false, "Public")]
    public void Address_IsPublicOnlyForAPodThatAsksForIt(bool isAsked, string? label, bool inSubnet, string? type)
    {
        var first = A.Container() with { Ports = [new ContainerPort(80, "TCP", "http"), new ContainerPort(53, "UDP", null)] };
        var second = A.Container("side") with { Ports = [new ContainerPort(80, "tcp", null)] };
        var spec = A.Spec(first, second) with { PublicAddress = isAsked ? new PublicAddress(label) : null };

        var address = AccessMapping.ToAddress(A.Launch(spec), A.Options() with { SubnetId = inSubnet ? Subnet : null });

        Assert.Equal((type, label), (address?.Type, address?.DnsNameLabel));
        Assert.Equal(type is null ? null : ["80/TCP", "53/UDP"], address?.Ports!.Select(port => $"{port!.Port}/{port.Protocol}"));
    }
}
