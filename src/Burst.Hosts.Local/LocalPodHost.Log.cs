using Burst.Core.Ids;
using Microsoft.Extensions.Logging;

namespace Burst.Hosts.Local;

public sealed partial class LocalPodHost
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, Message = "Pod {Namespace}/{Name} ({Uid}) on node {Node}: create {Outcome}")]
    private partial void LogCreated(PodUid uid, string @namespace, string name, NodeName node, string outcome);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Information, Message = "Pod {Uid} on node {Node} is gone")]
    private partial void LogGone(PodUid uid, NodeName node);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Warning, Message = "The shim of pod {Uid} (pid {Pid}) did not end its pod in time and was killed")]
    private partial void LogShimKilled(PodUid uid, int pid);
}
