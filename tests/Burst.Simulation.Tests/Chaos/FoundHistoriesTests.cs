using Burst.Simulation.Chaos;

namespace Burst.Simulation.Tests.Chaos;

/// <summary>
/// Histories in which a defect showed, kept. A change of the world gives a seed another history, so each defect has a test of its own
/// beside the code that had it, too.
/// </summary>
public sealed class FoundHistoriesTests
{
    [Theory]
    [InlineData(28, 2)] // A pod gone while the clock was set back was not missed until the clock had caught up.
    [InlineData(35, 2)] // A place that had refused a job was left out until the clock, set back, had caught up.
    [InlineData(75, 2)] // The judge knew of failures on a silent machine that the control plane could not know of.
    [InlineData(86, 2)] // The judge held a pod against the record of a try that was refused, which a clock that was set had put there.
    [InlineData(115, 2)] // A refusal by a clock that was then set back kept a service waiting until the clock had caught up.
    [InlineData(141, 2)] // A Spot eviction counted toward the backoffLimit of its job: the pods of the job were ended.
    [InlineData(144, 2)] // The judge counted a group at the price of now that was placed at a dearer one.
    [InlineData(170, 2)] // As 28, with a job that waits for the place the missing pod holds.
    [InlineData(175, 2)] // A group made by a request that came again after its refusal was billed and in no ledger.
    [InlineData(217, 2)] // A group seemed gone while it was created, came back, and was deleted by hand: its end was booked too early.
    [InlineData(269, 2)] // A price fell, and nobody looked again at what waited for the cap.
    [InlineData(432, 2)] // The judge took a pod that lived for the first time, after a stray of its refused create, for one that came back.
    [InlineData(515, 2)] // As 144.
    [InlineData(550, 2)] // The same, ended while its pod was given a place again.
    [InlineData(626, 2)] // The same, with a job of one pod.
    [InlineData(655, 2)] // The same, ended before the list that showed it was taken in.
    [InlineData(796, 2)] // The same.
    [InlineData(798, 2)] // Creates waited for minutes in line behind calls that a hung machine left unanswered, and said no reason.
    [InlineData(810, 2)] // What ended between the look before its delete and the delete was booked until the delete.
    [InlineData(893, 2)] // As 28, with three workloads behind it.
    [InlineData(1011, 2)] // The judge counted a group toward a cap whose create had been on its way for 39 s, given up and looked for in vain twice.
    [InlineData(1253, 2)] // The judge took a group of a late message for seen whose read a control plane that then stood still never took in.
    [InlineData(1790, 2)] // A group that a late request had made at another tier, and that a delete found, was booked at the tier of the pod's place.
    [InlineData(1015, 2)] // The same, of another pod of the job.
    [InlineData(1097, 2)] // The same.
    [InlineData(1136, 2)] // As 1151, on Spot.
    [InlineData(1151, 2)] // An end seen once, a little before the last sight by a clock set back, was taken for old news for ever.
    [InlineData(4021, 2)] // Pods that had succeeded unseen were taken by a power cut, and counted as failures of their job.
    [InlineData(4051, 2)] // The judge did not know that the control plane was down, once it had been killed.
    [InlineData(5029, 2)] // Calls waited, after a restart, for an instant on record from before the clock was set back.
    [InlineData(5058, 2)] // An old pod that was ending on a silent machine held up the update of its service.
    [InlineData(5195, 2)] // What waited at a restart was looked at before the hosts had joined, and not again.
    [InlineData(108, 2)] // The judge took pods that a lost machine had finished for done, which the control plane had run again.
    [InlineData(8099, 2)] // The judge took the pod for the double, and not the group that its refused create had made late.
    [InlineData(61, 2)] // The judge took a life that a delete which arrived again had ended, and that nobody had seen, for all there was.
    [InlineData(897, 2)] // A group that a late request had made at another tier was ended by the create that found it, and was on no books.
    [InlineData(5025, 2)] // As 61.
    [InlineData(5151, 2)] // What was placed by a clock ahead of the machine's was booked as ended as it began.
    [InlineData(6056, 2)] // What was ended by a clock behind the service's was booked as ended as it began.
    [InlineData(6078, 2)] // The judge held the books against the tier of a group that nobody had been told of.
    [InlineData(6104, 2)] // A list that was not full had missed a group, which was then billed from its placement on.
    [InlineData(6115, 2)] // A group that was there before the create that counts was billed from the placement on.
    [InlineData(204, 2)] // The judge took a group that a slow message had made anew, after somebody's hand had deleted it, for the wanted pod.
    [InlineData(4065, 2)] // The end of a group that a late request had made was told as the end of the one made after it.
    [InlineData(10337, 2)] // A job that had one pod too many ended one that was starting, and kept one that waited for a place.
    [InlineData(10108, 2)] // The judge took an end that came while the delete was under way, and the group gone by the next read, for seen.
    [InlineData(10287, 2)] // The same, of a job that had failed.
    [InlineData(5032, 2)] // The judge did not know that what a control plane believes after minutes in which none ran is as old as that.
    [InlineData(80036, 2)] // The judge did not know that a pod starts over whose values change while its create is on its way.
    [InlineData(80153, 2)] // The judge wanted the beginning seen of groups whose end was asked for before it could be.
    [InlineData(80258, 2)] // The end of a group that a late request had made was read beside its delete, and told of the one made after it.
    [InlineData(90132, 2)] // The judge did not know that a create waits at the price of its placement for as long as an outage lasts.
    [InlineData(91008, 2)] // The judge took what had ended on a machine that was silent for one that was not, as the machine was silent anew.
    [InlineData(91018, 2)] // The judge did not know that a control plane that can write nothing down learns nothing.
    [InlineData(91086, 2)] // The same.
    [InlineData(92044, 2)] // The judge did not know that of a service whose pods come back another group may have been taken unseen.
    [InlineData(91133, 2)] // The wall clock was set, and ends were told by it with what the service's clock had been ahead of it before.
    [InlineData(413, 2)] // The judge took a pod of an earlier template, whose create had been held up until after the update, for wanted.
    [InlineData(512, 2)] // The judge did not know that a change that is sent again for minutes may be in force at any time.
    public void History_BreaksNoPromise(ulong seed, double hours)
    {
        var result = ChaosRun.Run(seed, TimeSpan.FromHours(hours), reader: null, CancellationToken.None);

        Assert.Empty(result.Violations);
    }
}
