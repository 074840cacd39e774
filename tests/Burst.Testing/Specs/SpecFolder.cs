namespace Burst.Testing.Specs;

/// <summary>
/// The specification of the service and recordings of it, which are not part of the project: the folder that BURST_SPECS names, or
/// shared/specs beside the repository.
/// </summary>
public static class SpecFolder
{
    private const string Variable = "BURST_SPECS";

    /// <summary>Null where there is none.</summary>
    public static string? Aci { get; } = Find();

    public static string SkipReason => $"The service's specification is not here: set {Variable} to its folder, or put it at shared/specs beside the repository.";

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var candidate = string.IsNullOrEmpty(named) ? Beside() : Path.Combine(named, "aci");
        return Directory.Exists(candidate) ? candidate : null;
    }

    private static string? Beside() =>
        Directory.GetParent(RepositoryFolder.Root) is { } parent ? Path.Combine(parent.FullName, "shared", "specs", "aci") : null;
}
