namespace Burst.Testing;

/// <summary>The checkout that the tests run in.</summary>
public static class RepositoryFolder
{
    public static string Root { get; } = Find() ?? throw new InvalidOperationException("These tests run inside a checkout of the repository.");

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Burst.sln")))
            folder = folder.Parent;
        return folder?.FullName;
    }
}
