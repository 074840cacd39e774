using Burst.Core.Hosts;
using Burst.Core.Ids;
using Microsoft.Extensions.Logging;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    [LoggerMessage(4101, LogLevel.Information, "Create of pod {Namespace}/{Name} as container group {Group}: {Outcome}")]
    private static partial void LogCreate(ILogger logger, string @namespace, string name, string group, CreateOutcome outcome);

    [LoggerMessage(4102, LogLevel.Warning, "Create of container group {Group}, try {Try}, may or may not have had its effect: {Reason}")]
    private static partial void LogAmbiguousCreate(ILogger logger, string group, int @try, string reason);

    [LoggerMessage(4103, LogLevel.Warning, "Delete of container group {Group} was not taken: {Reason}")]
    private static partial void LogDeleteNotTaken(ILogger logger, string group, string reason);

    [LoggerMessage(4104, LogLevel.Information, "Container group {Group} is gone; its use ended at {EndedAt:O}")]
    private static partial void LogGone(ILogger logger, string group, DateTimeOffset endedAt);

    [LoggerMessage(4105, LogLevel.Warning, "Container group {Group} has tags that do not say whose it is; not touched, and may be billed")]
    private static partial void LogUnclearGroup(ILogger logger, string group);

    [LoggerMessage(4109, LogLevel.Debug, "How the create of pod {Pod} fares could not be asked for; its container group was seen: {Reason}")]
    private static partial void LogOperationUnread(ILogger logger, PodUid pod, string reason);

    [LoggerMessage(4107, LogLevel.Warning, "The expiry of container group {Group} was not renewed and is tried again at the next list: {Reason}")]
    private static partial void LogNotRenewed(ILogger logger, string group, string reason);

    [LoggerMessage(4106, LogLevel.Warning, "Container group {Group} is in a state that is not known here: {State}")]
    private static partial void LogUnknownState(ILogger logger, string group, string state);
}
