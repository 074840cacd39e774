using Burst.Core.Ids;

namespace Burst.Core.Hosts;

/// <summary>
/// A host whose service goes on with a create after it was accepted, under a name by which it tells how that fares. The host asks for it
/// while the pod has not come up, and what it learns is in its observations.
/// </summary>
public interface IPodOperations
{
    /// <summary>
    /// Takes up what <see cref="CreateOutcome.Accepted.Operation"/> of an earlier process named. Answers from memory. What the service no
    /// longer knows, or what is no name of this host's service, is left aside: the pod itself is looked at in any case.
    /// </summary>
    void Resume(PodUid pod, string operation);
}
