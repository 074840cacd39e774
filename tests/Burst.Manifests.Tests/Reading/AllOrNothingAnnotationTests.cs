using Burst.Core.Workloads;

namespace Burst.Manifests.Tests.Reading;

public class AllOrNothingAnnotationTests
{
    [Theory]
    [InlineData("true", 600)]
    [InlineData("120", 120)]
    [InlineData("false", null)]
    public void OnAJob_ItSaysWithinHowLongAllMustHaveStarted(string value, int? seconds) =>
        Assert.Equal(seconds, (int?)Read.One<Job>(Manifest(value)).StartsTogetherWithin?.TotalSeconds);

    [Theory]
    [InlineData("yes")]
    [InlineData("0")]
    [InlineData("86401")]
    [InlineData("10m")]
    public void AnythingElse_IsRefused(string value) =>
        Assert.Contains($"metadata.annotations['burst.dev/all-or-nothing']: must be \"true\", \"false\", or within how many seconds all must have started, from \"1\" to \"86400\", not \"{value}\"", Read.Error(Manifest(value)), StringComparison.Ordinal);

    [Fact]
    public void MorePodsThanCanStartTogether_AreRefused() =>
        Assert.Contains("spec.parallelism: is 1001; 1000 are the most that start together", Read.Error(Manifest("true", parallelism: 1001)), StringComparison.Ordinal);

    private static string Manifest(string value, int parallelism = 3) => $$"""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: batch, annotations: { burst.dev/all-or-nothing: "{{value}}" } }
        spec:
          parallelism: {{parallelism}}
          completions: {{parallelism}}
          template: { spec: { restartPolicy: Never, containers: [ { name: main, image: "busybox:1.37" } ] } }
        """;
}
