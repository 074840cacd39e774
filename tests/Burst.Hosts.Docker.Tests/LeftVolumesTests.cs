using Burst.Core.Ids;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Pods;
using Burst.Hosts.Docker.Wire;
using Burst.Testing.Hosts;
using Burst.Testing.Time;

namespace Burst.Hosts.Docker.Tests;

/// <summary>Volumes of pods that are gone, on a real engine.</summary>
public sealed class LeftVolumesTests
{
    private static readonly RandomIdSource Ids = new(TimeProvider.System);

    [DockerFact]
    public async Task Sweep_OnceTheEngineIsBack_RemovesOldVolumesOfPodsThatAreGone_AndNoOthers()
    {
        await using var harness = DockerHarness.OnSocket();
        using var client = harness.Client();
        var labels = new PodLabels(harness.OwnerOf("owner-a"), NodeName.Parse("vm-1"));
        var (gone, known, beingMade) = (PodUid.From(Ids.NextId()), PodUid.From(Ids.NextId()), PodUid.From(Ids.NextId()));
        foreach (var pod in new[] { gone, known, beingMade })
        {
            var made = labels.OfPod(pod).Select(label => label.Split('=', 2)).ToDictionary(label => label[0], label => label[1]);
            await client.CreateVolumeAsync(new CreateVolumeDto { Name = $"left-{pod}", DriverOpts = [], Labels = made }, CancellationToken.None);
        }

        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var left = new LeftVolumes(client, labels, time);
        IReadOnlyList<EnginePod> pods = [new EnginePod(known, null, [], [])];
        Task SweepAsync() => left.SweepAsync(pods, uid => uid == beingMade, CancellationToken.None);
        async Task<string[]> NamesAsync() => [.. (await client.ListVolumesAsync(labels.Ours, CancellationToken.None)).Select(volume => volume.Name).Order(StringComparer.Ordinal)];

        left.Reconnected();
        await SweepAsync();
        Assert.Equal(3, (await NamesAsync()).Length);
        time.Advance(LeftVolumes.MakingMax + TimeSpan.FromMinutes(1));
        await SweepAsync();
        Assert.Equal(3, (await NamesAsync()).Length);
        left.Reconnected();
        await SweepAsync();

        Assert.Equal(new[] { $"left-{known}", $"left-{beingMade}" }.Order(StringComparer.Ordinal), await NamesAsync());
        foreach (var name in await NamesAsync())
            Assert.True(await client.TryRemoveVolumeAsync(name, CancellationToken.None));
    }
}
