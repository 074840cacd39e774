using Burst.Core.Ids;
using Microsoft.Extensions.Logging;

namespace Burst.Hosts.Docker;

public sealed partial class DockerPodHost
{
    [LoggerMessage(EventId = 7001, Level = LogLevel.Information, Message = "Pod {Namespace}/{Name} ({Uid}) on node {Node}: create {Outcome}")]
    private partial void LogCreated(PodUid uid, string @namespace, string name, NodeName node, string outcome);

    [LoggerMessage(EventId = 7003, Level = LogLevel.Information, Message = "The disk of node {Node}'s engine runs short: images that were pulled for pods, and that no container uses, were removed: {Images}")]
    private partial void LogCleaned(NodeName node, string images);

    [LoggerMessage(EventId = 7002, Level = LogLevel.Information, Message = "Pod {Uid} on node {Node} is gone")]
    private partial void LogGone(PodUid uid, NodeName node);
}
