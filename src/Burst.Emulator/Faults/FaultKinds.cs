using System.Collections.Frozen;

namespace Burst.Emulator.Faults;

/// <summary>The kinds of faults by name, and what each can happen to.</summary>
internal static class FaultKinds
{
    private static readonly FrozenDictionary<string, FaultKind> ByName = Enum.GetValues<FaultKind>().ToFrozenDictionary(NameOf);

    public static IEnumerable<string> Names => Enum.GetValues<FaultKind>().Select(NameOf);

    public static FaultKind? Find(string? name) => name is not null && ByName.TryGetValue(name.ToLowerInvariant(), out var kind) ? kind : null;

    public static string NameOf(FaultKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    /// <summary>The operations a kind makes sense for; null for all of them.</summary>
    public static IReadOnlyList<string>? OperationsOf(FaultKind kind) => kind switch
    {
        FaultKind.NoCapacity or FaultKind.Quota => [Operations.Create, Operations.Start],
        FaultKind.StaleRead => [Operations.Get],
        FaultKind.TruncateList => [Operations.List],
        FaultKind.ForgetDelete => [Operations.Delete],
        FaultKind.FailPull or FaultKind.FailProvisioning => [Operations.Create, Operations.Start, Operations.Restart],
        FaultKind.RemoveGroup or FaultKind.EvictGroup => Operations.OfOneGroup,
        _ => null,
    };

    /// <summary>Whether it answers with an error of its own.</summary>
    public static bool IsRefusal(FaultKind kind) => kind is FaultKind.RequestTimeout or FaultKind.Throttle or FaultKind.ServerError
        or FaultKind.Unavailable or FaultKind.NoCapacity or FaultKind.Quota or FaultKind.ExpiredCredential or FaultKind.StaleRead;
}
