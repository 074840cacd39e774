using System.Text.Json.Nodes;
using Burst.Core.Ids;
using Burst.Emulator.Faults;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>One kind of fault of the emulator, and where there are two, before or after the effect of what it strikes.</summary>
public sealed record FaultRow(FaultKind Kind, bool AfterEffect)
{
    private static readonly FaultKind[] AlsoAfterEffect =
    [
        FaultKind.Delay, FaultKind.RequestTimeout, FaultKind.Throttle, FaultKind.ServerError, FaultKind.Unavailable, FaultKind.ExpiredCredential,
    ];

    public static IEnumerable<FaultRow> All =>
        Enum.GetValues<FaultKind>().Select(kind => new FaultRow(kind, false)).Concat(AlsoAfterEffect.Select(kind => new FaultRow(kind, true)));

    /// <summary>It takes the pod's group, or makes it one that has failed: the pod does not come through.</summary>
    public bool TakesThePod => Kind is FaultKind.RemoveGroup or FaultKind.FailProvisioning;

    /// <summary>Only Spot groups are evicted.</summary>
    public Tier Tier => Kind == FaultKind.EvictGroup ? Tier.AciSpot : Tier.Aci;

    private string[]? OwnOperations => Kind switch
    {
        FaultKind.NoCapacity or FaultKind.Quota or FaultKind.FailPull or FaultKind.FailProvisioning => ["create"],
        FaultKind.StaleRead => ["get"],
        FaultKind.TruncateList => ["list"],
        FaultKind.ForgetDelete => ["delete"],
        FaultKind.RemoveGroup or FaultKind.EvictGroup => ["get", "delete"],
        _ => null,
    };

    /// <summary>What it strikes in this scenario: the call the scenario is about, or the only one it can strike.</summary>
    public string OperationIn(Scenario scenario)
    {
        var wanted = scenario switch
        {
            Scenario.Create => "create",
            Scenario.Observe => "get",
            Scenario.ObserveByList => "list",
            _ => "delete",
        };
        return OwnOperations is { } own && !own.Contains(wanted) ? own[0] : wanted;
    }

    /// <summary>As the emulator's page takes it.</summary>
    public string BodyIn(Scenario scenario)
    {
        var body = new JsonObject { ["kind"] = NameOf(Kind), ["operation"] = OperationIn(scenario), ["times"] = IsOnce ? 1 : 2 };
        if (AfterEffect)
            body["afterEffect"] = true;
        if (Kind == FaultKind.Delay)
            body["delayMs"] = ParkingTime.Delay.TotalMilliseconds;
        if (Kind == FaultKind.TruncateList)
            body["keep"] = 0;
        if (Kind == FaultKind.FailPull)
            body["forSeconds"] = 10;
        return body.ToJsonString();
    }

    public override string ToString() => NameOf(Kind) + (AfterEffect ? " after the effect" : "");

    private bool IsOnce => Kind is FaultKind.ForgetDelete or FaultKind.FailPull or FaultKind.FailProvisioning or FaultKind.RemoveGroup or FaultKind.EvictGroup;

    private static string NameOf(FaultKind kind) =>
        string.Concat(kind.ToString().Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"-{letter}" : $"{letter}")).ToLowerInvariant();
}
