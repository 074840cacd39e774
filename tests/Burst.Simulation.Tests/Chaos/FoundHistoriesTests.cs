using Burst.Simulation.Chaos;
using Xunit;

namespace Burst.Simulation.Tests.Chaos;

/// <summary>Histories that have shown a defect, kept: none of them may break a promise again.</summary>
public sealed class FoundHistoriesTests
{
    [Theory]
    [InlineData(141, 2)] // A Spot eviction counted toward the backoffLimit of its job: the pods of the job were ended.
    [InlineData(626, 2)] // The same, with a job of one pod.
    [InlineData(796, 2)] // The same.
    [InlineData(1015, 2)] // The same, of another pod of the job.
    [InlineData(175, 2)] // A group made by a request that came again after its refusal was billed and in no ledger.
    [InlineData(315, 2)] // The same.
    [InlineData(655, 2)] // The same, ended before the list that showed it was taken in.
    [InlineData(897, 2)] // The same, with a delete that was forgotten.
    [InlineData(982, 2)] // The same.
    [InlineData(1097, 2)] // The same.
    [InlineData(550, 2)] // The same, ended while its pod was given a place again.
    [InlineData(217, 2)] // A group seemed gone while it was created, came back, and was deleted by hand: its end was booked too early.
    [InlineData(432, 2)] // The judge took a pod that lived for the first time, after a stray of its refused create, for one that came back.
    public void History_BreaksNoPromise(ulong seed, int hours)
    {
        var result = ChaosRun.Run(seed, TimeSpan.FromHours(hours), reader: null, CancellationToken.None);
        Assert.Empty(result.Violations);
    }
}
