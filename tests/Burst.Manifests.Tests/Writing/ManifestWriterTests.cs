using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Manifests.Tests.Writing;

public sealed class ManifestWriterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, 500, TimeSpan.FromHours(1));

    [Fact]
    public void ToJson_PlacedPod_HasServerFieldsOwnerAndNode()
    {
        var pod = new Pod
        {
            Metadata = new ObjectMeta
            {
                Name = "burst-1", Namespace = "default", Uid = "0f8fad5b-d9cb-469f-a165-70867728950e", ResourceVersion = 42, Generation = 1,
                CreatedAt = Noon, DeletionRequestedAt = Noon.AddMinutes(1),
                Labels = ImmutableSortedDictionary<string, string>.Empty.Add("app", "burst"),
            },
            Owner = new ObjectKey(ObjectKind.Job, "default", "burst"),
            OwnerUid = "7c9e6679-7425-40de-944b-e07fc1f90ae7",
            Placement = new Placement(NodeName.Parse("vm-1"), Tier.Vm, "fits", Noon, Money.Zero),
            Spec = new PodSpec
            {
                Containers = [new ContainerSpec { Name = "main", Image = "burst/sleep", Args = ["5"], Requests = new(250, 64), Limits = new(1000, 1024) }],
                RestartPolicy = RestartPolicy.Never,
            },
        };

        var json = ManifestWriter.ToJson(pod);
        var yaml = ManifestWriter.ToYaml(json);

        Assert.Equal(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: burst-1
              namespace: default
              uid: 0f8fad5b-d9cb-469f-a165-70867728950e
              resourceVersion: "42"
              generation: 1
              creationTimestamp: "2026-01-02T11:00:00Z"
              deletionTimestamp: "2026-01-02T11:01:00Z"
              labels:
                app: burst
              ownerReferences:
              - apiVersion: batch/v1
                kind: Job
                name: burst
                uid: 7c9e6679-7425-40de-944b-e07fc1f90ae7
                controller: true
                blockOwnerDeletion: true
            spec:
              containers:
              - name: main
                image: burst/sleep
                args:
                - "5"
                resources:
                  limits:
                    cpu: "1"
                    memory: 1Gi
                  requests:
                    cpu: 250m
                    memory: 64Mi
              restartPolicy: Never
              terminationGracePeriodSeconds: 30
              nodeName: vm-1

            """,
            yaml);
        Assert.Equal("42", (string?)json["metadata"]!["resourceVersion"]);
        Assert.Equal("burst-1", Read.One<Pod>(yaml).Metadata.Name);
    }

    [Fact]
    public void ToJson_Secret_IsRedactedUnlessAskedAndRedactedDoesNotApply()
    {
        var secret = new Secret
        {
            Metadata = new ObjectMeta { Name = "s", Namespace = "default" },
            Data = ImmutableSortedDictionary<string, string>.Empty.Add("password", "aHVudGVyMg=="),
        };

        var redacted = ManifestWriter.ToJson(secret).ToJsonString();

        Assert.DoesNotContain("aHVudGVyMg", redacted);
        Assert.Contains("password", redacted);
        Assert.Contains("aHVudGVyMg==", ManifestWriter.ToJson(secret, SecretRendering.Full).ToJsonString());
        Assert.Contains("data.password: is what Burst shows in place of a secret value", Read.Error(redacted));
    }

    [Theory]
    [InlineData(true, """{"unschedulable":true}""")]
    [InlineData(false, "{}")]
    public void ToJson_Node_SaysWhetherItIsCordoned(bool isCordoned, string spec)
    {
        var node = new Node
        {
            Metadata = new ObjectMeta { Name = "vm-1", Labels = ImmutableSortedDictionary<string, string>.Empty.Add("disk", "ssd") },
            NodeKind = NodeKind.Vm, Region = "eastus", Size = "D2s_v5", Tiers = [Tier.Vm], Capacity = new(2000, 8192), PodsMax = 110,
            IsCordoned = isCordoned, Readiness = new NodeReadiness(true, "Ready", "", Noon),
        };

        var json = ManifestWriter.ToJson(node);

        Assert.Equal(spec, json["spec"]!.ToJsonString());
        Assert.Equal("ssd", (string?)json["metadata"]!["labels"]!["disk"]);
        Assert.Null(json["metadata"]!["namespace"]);
    }

    [Fact]
    public void ToYaml_MultiLineText_IsABlock()
    {
        var yaml = ManifestWriter.ToYaml(new JsonObject { ["script"] = "echo a\necho b\n", ["empty"] = new JsonArray(), ["none"] = null });

        Assert.Equal("script: |\n  echo a\n  echo b\nempty: []\nnone: null\n", yaml);
    }
}
