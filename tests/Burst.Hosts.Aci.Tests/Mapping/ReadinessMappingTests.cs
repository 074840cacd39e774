using System.Text.Json;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Tests.Mapping;

/// <summary>The container started at 11:00:00; its probe waits 20 s, asks every 10 s and gives 2 s to answer. Times are seconds after the start.</summary>
public sealed class ReadinessMappingTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-03-01T11:00:00Z");

    /// <param name="successes">That make it ready.</param>
    /// <param name="failures">Events as count, first and last; empty for none.</param>
    /// <param name="at">When it is looked at.</param>
    /// <param name="readyAt">Null for not ready.</param>
    [Theory]
    [InlineData(1, "", 21, null)] // The first answer may not be there yet.
    [InlineData(1, "", 22, 22)]
    [InlineData(1, "", 9000, 22)]
    [InlineData(2, "", 31, null)]
    [InlineData(2, "", 32, 32)]
    [InlineData(1, "1 20 20", 31, null)] // One failure keeps it from becoming ready.
    [InlineData(1, "1 20 20", 32, 32)]
    [InlineData(2, "1 20 20", 41, null)]
    [InlineData(2, "1 20 20", 42, 42)]
    [InlineData(1, "5 20 60", 65, null)]
    [InlineData(1, "5 20 60", 72, 72)]
    [InlineData(1, "2 500 510", 511, 22)] // It was ready, and two failures do not reach the threshold.
    [InlineData(1, "3 500 520", 521, null)]
    [InlineData(1, "3 500 520", 532, 532)]
    [InlineData(1, "2 500 510, 1 520 520", 521, null)] // Told in other words: another event.
    [InlineData(1, "9 -300 -10", 30, 22)] // Of the run before.
    [InlineData(1, "9 -300 40", 41, null)]
    public void Readiness_IsWhatAciTellsOfItsFailures(int successes, string failures, int at, int? readyAt)
    {
        var events = failures.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(failure => failure.Split(' '))
            .Select(parts => Event("Readiness probe failed: 503", int.Parse(parts[0]), int.Parse(parts[1]), int.Parse(parts[2])));
        var status = Observe(successes, at, events);

        Assert.Equal(readyAt is { } seconds ? Start.AddSeconds(seconds) : null, status.ReadyAt);
        Assert.Equal(ContainerState.Running, status.State);
        Assert.Equal(readyAt is null && failures.Length > 0 ? "Readiness probe failed: 503" : null, status.Message);
    }

    [Fact]
    public void LivenessFailures_SayNothingOfReadiness() =>
        Assert.Equal(Start.AddSeconds(22), Observe(1, 60, [Event("Liveness probe failed: 503", 3, 20, 59)]).ReadyAt);

    [Fact]
    public void ContainerThatDoesNotRun_IsNotReady() =>
        Assert.Null(Observe(1, 60, [], """{"state":"Waiting","startTime":"2026-03-01T11:00:00Z"}""").ReadyAt);

    [Fact]
    public void MessageOfAnUnreadyContainer_IsNotThePods()
    {
        var group = Group(1, [Event("Readiness probe failed: 503", 1, 20, 20)]);
        Assert.Null(ObservationMapping.ToObservation(A.Uid, group, Start.AddSeconds(25)).Message);
    }

    private static ContainerStatus Observe(int successes, int at, IEnumerable<string> events, string current = """{"state":"Running","startTime":"2026-03-01T11:00:00Z"}""") =>
        Assert.Single(ObservationMapping.ToObservation(A.Uid, Group(successes, events, current), Start.AddSeconds(at)).Containers);

    private static ContainerGroupDto Group(int successes, IEnumerable<string> events, string current = """{"state":"Running","startTime":"2026-03-01T11:00:00Z"}""") =>
        JsonSerializer.Deserialize($$$"""
            {"properties":{"provisioningState":"Succeeded","instanceView":{"state":"Running"},"containers":[{"name":"c","properties":{
              "readinessProbe":{"initialDelaySeconds":20,"periodSeconds":10.0,"timeoutSeconds":2,"successThreshold":{{{successes}}},"failureThreshold":null},
              "instanceView":{"currentState": {{{current}}} ,"events":[ {{{string.Join(',', events)}}} ] } } } ] } }
            """, AciJson.Default.ContainerGroupDto)!;

    private static string Event(string message, int count, int first, int last) =>
        $$"""{"name":"Unhealthy","type":"Warning","message":"{{message}}","count":{{count}},"firstTimestamp":"{{Start.AddSeconds(first):O}}","lastTimestamp":"{{Start.AddSeconds(last):O}}"}""";
}
