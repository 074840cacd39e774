using System.Text;
using System.Text.Json;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Tests.Mapping;

public sealed class RecordedGroupTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void RecordedFailure_KeepsItsExitCodeAndTimes()
    {
        var pod = ObservationMapping.ToObservation(A.Uid, Parse(RecordedGroups.Failed)!, Now);
        Assert.Equal((PodPhase.Failed, "168.62.215.203"), (pod.Phase, pod.PodIp));
        Assert.Equal(DateTimeOffset.Parse("2023-05-01T16:57:05.78Z"), pod.UsageStartedAt);
        Assert.Equal(DateTimeOffset.Parse("2023-05-01T16:57:10.133Z"), pod.UsageEndedAt);
        Assert.Equal(2, Assert.Single(pod.Containers).ExitCode);
    }

    [Fact]
    public void RecordedRun_IsBilledFromThePull()
    {
        var pod = ObservationMapping.ToObservation(A.Uid, Parse(RecordedGroups.RunningSpot)!, Now);
        Assert.Equal((PodPhase.Running, null), (pod.Phase, pod.UsageEndedAt));
        Assert.Equal(DateTimeOffset.Parse("2023-05-05T00:15:37Z"), pod.UsageStartedAt);
        Assert.Equal(DateTimeOffset.Parse("2023-05-05T00:15:52.212Z"), Assert.Single(pod.Containers).StartedAt);
    }

    /// <summary>Bytes changed at random, tokens swapped for others: a body either reads, or is refused as JSON. Nothing else.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void MutatedGroup_ReadsOrIsRefused(int seed)
    {
        var random = new Random(seed);
        var read = 0;
        for (var round = 0; round < 3000; round++)
        {
            var body = Mutate(random.Next(2) == 0 ? RecordedGroups.Failed : RecordedGroups.RunningSpot, random);
            try
            {
                if (JsonSerializer.Deserialize(body, AciJson.Default.ContainerGroupDto) is not { } group)
                    continue;
                var pod = ObservationMapping.ToObservation(A.Uid, group, Now);
                Assert.True(Enum.IsDefined(pod.Phase));
                Assert.True(pod.UsageEndedAt is null || pod.Phase is PodPhase.Succeeded or PodPhase.Failed);
                read++;
            }
            catch (JsonException)
            {
                // What the client turns into "the node did not answer in full".
            }
        }

        Assert.True(read > 300, $"Only {read} mutated bodies could be read: the test does not reach the mapping.");
    }

    private static ContainerGroupDto? Parse(string json) => JsonSerializer.Deserialize(json, AciJson.Default.ContainerGroupDto);

    private static byte[] Mutate(string json, Random random)
    {
        string[] tokens = ["null", "{}", "[]", "\"\"", "-1", "1e400", "2.5", "true", "\"\\ud800\"", "[null]", "{\"state\":7}"];
        string[] targets = ["\"Succeeded\"", "\"Terminated\"", "\"Running\"", "\"Failed\"", "2,", "0,", "[]", "\"Error\"", "\"\"", "\"2023-05-01T16:57:05.78Z\""];
        for (var swaps = random.Next(3); swaps > 0; swaps--)
        {
            var target = targets[random.Next(targets.Length)];
            var token = tokens[random.Next(tokens.Length)];
            json = json.Replace(target, target.EndsWith(',') ? token + "," : token, StringComparison.Ordinal);
        }

        var bytes = Encoding.UTF8.GetBytes(json);
        for (var flips = random.Next(3); flips > 0; flips--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return random.Next(20) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }
}
