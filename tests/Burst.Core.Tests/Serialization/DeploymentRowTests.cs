using System.Text.Json;
using Burst.Core.Objects;
using Burst.Core.Serialization;
using Burst.Core.Workloads;
using Burst.Testing.Builders;

namespace Burst.Core.Tests.Serialization;

public class DeploymentRowTests
{
    [Fact]
    public void RowFromBeforeRollingUpdates_StaysRecreate_WithKubernetesDefaults()
    {
        var row = JsonSerializer.SerializeToNode(A.Deployment() as ClusterObject, CoreJson.Default.ClusterObject)!.AsObject();
        foreach (var name in (string[])["rollingUpdate", "minReady", "progressDeadline", "revisionsKept", "rollout"])
            row.Remove(name);

        var read = Assert.IsType<Deployment>(row.Deserialize(CoreJson.Default.ClusterObject));

        Assert.Null(read.RollingUpdate);
        Assert.Equal((TimeSpan.Zero, Deployment.DefaultProgressDeadline, Deployment.DefaultRevisionsKept), (read.MinReady, read.ProgressDeadline, read.RevisionsKept));
        Assert.Empty(read.Rollout.Revisions);
        Assert.Null(read.Rollout.Current);
    }

    [Fact]
    public void WhatIsWritten_IsRead()
    {
        var template = A.Template(A.Spec());
        var written = A.Deployment() with
        {
            RollingUpdate = new RollingUpdate { MaxSurge = PodShare.Percent(10), MaxUnavailable = PodShare.Pods(2) },
            MinReady = TimeSpan.FromSeconds(5),
            ProgressDeadline = TimeSpan.FromSeconds(60),
            RevisionsKept = 0,
            Rollout = new Rollout
            {
                Revisions = [new DeploymentRevision(7, template.ComputeHash(), template, A.Start, "why")],
                ObservedGeneration = 3,
                State = RolloutState.Stuck,
                Since = A.Start,
                ProgressedAt = A.Start,
                Counts = new RolloutCounts(4, 3, 2, 1),
            },
        };

        var read = Assert.IsType<Deployment>(JsonSerializer.Deserialize(
            JsonSerializer.SerializeToUtf8Bytes<ClusterObject>(written, CoreJson.Default.ClusterObject), CoreJson.Default.ClusterObject));

        Assert.Equal((written.RollingUpdate, written.MinReady, written.ProgressDeadline, 0), (read.RollingUpdate, read.MinReady, read.ProgressDeadline, read.RevisionsKept));
        Assert.Equal(written.Rollout with { Revisions = [] }, read.Rollout with { Revisions = [] });
        Assert.Equal((7, template.ComputeHash(), "why"), (read.Rollout.Current!.Number, read.Rollout.Current.Template.ComputeHash(), read.Rollout.Current.Cause));
    }

    [Theory]
    [InlineData("25%", 4, 1, 1)]
    [InlineData("25%", 5, 2, 1)]
    [InlineData("0%", 5, 0, 0)]
    [InlineData("100%", 3, 3, 3)]
    [InlineData("2", 1, 2, 2)]
    public void Share_IsRoundedAsKubernetesDoes(string text, int replicas, int up, int down)
    {
        var share = PodShare.Parse(text);
        Assert.Equal((up, down), (share.Of(replicas, roundsUp: true), share.Of(replicas, roundsUp: false)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("x%")]
    [InlineData("%")]
    public void Share_ThatIsNone_IsRefused(string text) => Assert.Throws<FormatException>(() => PodShare.Parse(text));

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(4, 1, 1)]
    [InlineData(10, 3, 2)]
    [InlineData(0, 0, 0)]
    public void RollingUpdate_Default_IsAQuarter(int replicas, int surge, int unavailable) =>
        Assert.Equal((surge, unavailable), RollingUpdate.Default.For(replicas));

    [Fact]
    public void RollingUpdate_BothComeToNothing_OneMayBeMissing() =>
        Assert.Equal((0, 1), new RollingUpdate { MaxSurge = PodShare.Pods(0), MaxUnavailable = PodShare.Percent(10) }.For(3));
}
