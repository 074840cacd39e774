using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Hosts.Aci.Tests.Emulated;

/// <summary>Asks a host again and again, as the control loop does, until what is wanted has come.</summary>
internal static class PatientHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    public static Task<PodObservation> WaitForAsync(this AciPodHost host, PodUid uid, PodPhase phase) =>
        host.WaitForAsync(uid, pod => pod.Phase == phase);

    public static async Task<PodObservation> WaitForAsync(this AciPodHost host, PodUid uid, Func<PodObservation, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            var pod = (await host.ListAsync(deadline.Token)).Single(item => item.Uid == uid);
            if (wanted(pod))
                return pod;
            await Task.Delay(Between, TimeProvider.System, deadline.Token);
        }
    }

    public static async Task<DeleteOutcome.Gone> DeleteToTheEndAsync(this AciPodHost host, PodUid uid)
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            if (await host.DeleteAsync(uid, TimeSpan.Zero, deadline.Token) is DeleteOutcome.Gone gone)
                return gone;
            await Task.Delay(Between, TimeProvider.System, deadline.Token);
        }
    }
}
