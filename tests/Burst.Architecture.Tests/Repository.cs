using Burst.Testing;

namespace Burst.Architecture.Tests;

/// <summary>The checkout these tests run in.</summary>
internal static class Repository
{
    public static string Root => RepositoryFolder.Root;

    public static IEnumerable<string> SourceFiles(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
}
