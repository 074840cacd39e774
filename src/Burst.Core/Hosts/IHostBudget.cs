using Burst.Core.Ids;

namespace Burst.Core.Hosts;

/// <summary>
/// A host whose service limits how often it is asked. Who drives it asks here before each create and delete, so that no call waits
/// inside the host for its turn and none is sent that is known to be refused. Answers from memory.
/// </summary>
public interface IHostBudget
{
    /// <summary>
    /// Reserves what one create of this pod asks of the service. Null when it may be called now: what is reserved is kept until
    /// <see cref="Release"/>. Otherwise how long to wait, above zero, before asking again; nothing was reserved then.
    /// </summary>
    TimeSpan? ReserveCreate(PodUid pod);

    /// <summary>As <see cref="ReserveCreate"/>, for one delete.</summary>
    /// <param name="pod">Whose.</param>
    /// <param name="isRetry">A delete was called before: this one may be let through only to look whether that is done.</param>
    TimeSpan? ReserveDelete(PodUid pod, bool isRetry);

    /// <summary>The call has ended, or was never made: what it has not used is given back. Without effect for a pod that has nothing reserved.</summary>
    void Release(PodUid pod);

    /// <summary>
    /// Tells of creates that earlier processes have made, which the service still counts. Before the first create is reserved; nodes that
    /// share limits are told the same, and it counts once.
    /// </summary>
    void Recall(IReadOnlyList<PastCreate> creates);
}
