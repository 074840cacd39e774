using Burst.Core.Workloads;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>How a Deployment replaces its pods: <c>spec.strategy</c>.</summary>
internal static class StrategyReader
{
    private const int PercentMax = 100;

    /// <summary>Null for Recreate.</summary>
    public static RollingUpdate? Read(FieldReader spec)
    {
        if (spec.Fields("strategy") is not { } strategy)
            return RollingUpdate.Default;
        var isRecreate = strategy.Choice("type", ("RollingUpdate", false), ("Recreate", true)) ?? false;
        var rolling = strategy.Fields("rollingUpdate");
        if (rolling is not null && isRecreate)
            strategy.Error("rollingUpdate", "does not go with type Recreate; remove it");
        var read = rolling is null ? RollingUpdate.Default : ReadRolling(rolling);
        strategy.Finish();
        return isRecreate ? null : read;
    }

    private static RollingUpdate ReadRolling(FieldReader rolling)
    {
        var read = new RollingUpdate
        {
            MaxSurge = ReadShare(rolling, "maxSurge", int.MaxValue) ?? RollingUpdate.Default.MaxSurge,
            MaxUnavailable = ReadShare(rolling, "maxUnavailable", PercentMax) ?? RollingUpdate.Default.MaxUnavailable,
        };
        if (read.MaxSurge.Number == 0 && read.MaxUnavailable.Number == 0)
            rolling.Error("maxUnavailable", "cannot be 0 while maxSurge is 0 too: then no pod could ever be replaced");
        rolling.Finish();
        return read;
    }

    private static PodShare? ReadShare(FieldReader rolling, string name, int percentMax)
    {
        if (rolling.Find(name) is not { } entry)
            return null;
        if (entry.Value is ScalarNode { Kind: ScalarKind.Integer })
            return rolling.Integer(name, min: 0, max: Deployment.ReplicasMax) is { } number ? PodShare.Pods(number) : null;
        if (entry.Value is ScalarNode { Kind: ScalarKind.String } text && text.Text.EndsWith('%') && TryParse(text.Text) is { } share && share.Number <= percentMax)
            return share;
        var most = percentMax == PercentMax ? ", at most 100%" : "";
        rolling.Error(name, $"must be a number of pods (1) or a percentage of the replicas (25%{most}), not {NodeText.Describe(entry.Value)}");
        return null;
    }

    private static PodShare? TryParse(string text)
    {
        try
        {
            return PodShare.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
